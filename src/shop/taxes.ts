/** Taxes: made, changed, deleted. Lines keep a tax as it was when they got it; one that is used is only deactivated. */
import { decimal, plainText } from '../base/decimal.ts';
import { type Id, newId } from '../base/ids.ts';
import { merge, type Patch } from '../base/merge.ts';
import type { Tx } from '../db/database.ts';
import { lockRow } from '../db/lock-row.ts';
import { notifyChange } from '../db/looks.ts';
import { allTaxes, insertTax, isTaxUsed, removeTax, updateTax } from '../db/taxes.ts';
import type { Tax } from '../domain/catalog.ts';
import { duplicate, notFound } from '../domain/refused.ts';
import type { CommandContext } from './command.ts';

export interface TaxWrite {
  name: string;
  code: string;
  rate: string;
  inclusive: boolean;
  compound: boolean;
  active?: boolean | undefined;
}

export async function createTax(tx: Tx, context: CommandContext, input: TaxWrite): Promise<Tax> {
  await checkCodeFree(tx, context, input.code, null);
  const tax: Tax = {
    id: newId(),
    name: input.name,
    code: input.code,
    rate: plainText(decimal(input.rate)),
    inclusive: input.inclusive,
    compound: input.compound,
    active: input.active ?? true,
  };
  await insertTax(tx, context.companyId, tax);
  await notifyChange(tx, context.companyId);
  return tax;
}

export async function changeTax(tx: Tx, context: CommandContext, id: Id, patch: Patch<TaxWrite>): Promise<Tax> {
  const before = await taxToChange(tx, context, id);
  const merged = merge<Tax>(before, patch);
  const after = { ...merged, rate: plainText(decimal(merged.rate)) };
  await checkCodeFree(tx, context, after.code, before.id);
  await updateTax(tx, context.companyId, after);
  await notifyChange(tx, context.companyId);
  return after;
}

export async function deleteTax(tx: Tx, context: CommandContext, id: Id): Promise<void> {
  const tax = await taxToChange(tx, context, id);
  if (await isTaxUsed(tx, context.companyId, tax.id)) {
    await updateTax(tx, context.companyId, { ...tax, active: false });
  } else {
    await removeTax(tx, context.companyId, tax.id);
  }
  await notifyChange(tx, context.companyId);
}

async function taxToChange(tx: Tx, context: CommandContext, id: Id): Promise<Tax> {
  await lockRow(tx, 'taxes', context.companyId, id);
  const tax = (await allTaxes(tx, context.companyId)).find((candidate) => candidate.id === id.toLowerCase());
  if (!tax) throw notFound('tax');
  return tax;
}

async function checkCodeFree(tx: Tx, context: CommandContext, code: string, ownId: Id | null): Promise<void> {
  const taxes = await allTaxes(tx, context.companyId);
  const holder = taxes.find((tax) => tax.code.toLowerCase() === code.toLowerCase());
  if (holder && holder.id !== ownId) throw duplicate('code', 'Another tax has this code.');
}
