/**
 * A small garage to try things with, on request: clients, items, a tax and invoices that enter no sending status. It is
 * taken away again as a person would, so what QuickBooks holds or what money was taken on stays.
 */
import type { Id } from '../base/ids.ts';
import { loadCompany } from '../db/companies.ts';
import type { Reader, Tx } from '../db/database.ts';
import { loadInvoices } from '../db/invoices.ts';
import { lockCompany } from '../db/lock-row.ts';
import { forgetSampleRecord, insertSampleRecord, type SampleRecord, sampleRecords } from '../db/sample-records.ts';
import { Refused } from '../domain/refused.ts';
import { createClient, deleteClient } from './clients.ts';
import type { CommandContext } from './command.ts';
import { createInvoice } from './create-invoice.ts';
import { deleteInvoice } from './delete-invoice.ts';
import { createItem, deleteItem } from './items.ts';
import { sampleWords } from './sample-words.ts';
import { createTax, deleteTax } from './taxes.ts';

export async function hasSampleData(reader: Reader, companyId: Id): Promise<boolean> {
  return (await sampleRecords(reader, companyId)).length > 0;
}

export async function addSampleData(tx: Tx, context: CommandContext): Promise<void> {
  const { companyId } = context;
  await lockCompany(tx, companyId);
  if (await hasSampleData(tx, companyId)) throw new Refused('conflict', 'The sample data is here already.');
  const words = sampleWords[(await loadCompany(tx, companyId)).language];
  const keep = async (kind: SampleRecord['kind'], { id }: { id: Id }): Promise<Id> => {
    await insertSampleRecord(tx, companyId, { kind, id });
    return id;
  };
  const tax = await keep('tax', await createTax(tx, context, { ...words.tax, inclusive: false, compound: false }));
  const items: Id[] = [];
  for (const item of words.items)
    items.push(await keep('item', await createItem(tx, context, { ...item, taxIds: [tax] })));
  for (const [index, client] of words.clients.entries()) {
    const clientId = await keep('client', await createClient(tx, context, client));
    const lines = items.slice(0, index + 1).map((itemId, at) => ({ itemId, quantity: String(at + 1) }));
    await keep(
      'invoice',
      await createInvoice(tx, context, { clientId, number: `${words.number}-${index + 1}`, lines }),
    );
  }
}

/** Answers the numbers of the invoices that had to stay. */
export async function removeSampleData(tx: Tx, context: CommandContext): Promise<string[]> {
  const { companyId } = context;
  await lockCompany(tx, companyId);
  const records = await sampleRecords(tx, companyId);
  const kept: string[] = [];
  for (const { id } of records.filter(({ kind }) => kind === 'invoice')) {
    const [invoice] = await loadInvoices(tx, companyId, [id]);
    if (invoice && !(await isRemoved(tx, context, id))) kept.push(invoice.number);
  }
  const remove = { client: deleteClient, item: deleteItem, tax: deleteTax };
  for (const record of records) {
    // Those that only a kept invoice uses are deactivated.
    if (record.kind !== 'invoice') await remove[record.kind](tx, context, record.id).catch(ignoreGone);
    await forgetSampleRecord(tx, companyId, record.id);
  }
  return kept;
}

async function isRemoved(tx: Tx, context: CommandContext, id: Id): Promise<boolean> {
  try {
    await deleteInvoice(tx, context, id);
    return true;
  } catch (error) {
    if (error instanceof Refused && (error.code === 'linked_invoice' || error.code === 'conflict')) return false;
    if (error instanceof Refused && error.code === 'not_found') return true;
    throw error;
  }
}

/** Somebody deleted it before. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof Refused && error.code === 'not_found')) throw error;
}
