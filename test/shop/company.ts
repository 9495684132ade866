/** A company in a database of its own, and what the tests of commands say again and again. */

import { createAdmin } from '../../src/cli/admin.ts';
import { createCompanyApiKey } from '../../src/cli/api-key.ts';
import { listAccounts } from '../../src/db/accounts.ts';
import type { Database, Reader, Tx } from '../../src/db/database.ts';
import { allStatuses } from '../../src/db/invoice-statuses.ts';
import { allRoles } from '../../src/db/roles.ts';
import type { Actor, Invoice } from '../../src/domain/invoice.ts';
import type { InvoiceWrite } from '../../src/domain/invoice-input.ts';
import { createClient } from '../../src/shop/clients.ts';
import type { CommandContext } from '../../src/shop/command.ts';
import { createInvoice } from '../../src/shop/create-invoice.ts';
import { testDatabase } from '../kit/postgres.ts';

export type Company = Awaited<ReturnType<typeof startCompany>>;

export const integration: Actor = { type: 'integration', name: 'QuickBooks' };

export async function startCompany(options: { currency?: string } = {}) {
  const { database, url, drop } = await testDatabase();
  return { ...(await addCompany(database, 'Northside', options)), database, url, drop };
}

export async function addCompany(database: Database, name: string, options: { currency?: string } = {}) {
  const now = new Date('2026-11-24T10:00:00Z');
  const clock = { now: () => now };
  const email = `${name.toLowerCase()}@shop.test`;
  const { companyId } = await createAdmin(database, clock, {
    company: name,
    email,
    password: 'correct horse battery',
    country: 'FR',
    currency: options.currency ?? 'EUR',
    timeZone: 'Europe/Paris',
    language: 'en',
  });
  await createCompanyApiKey(database, clock, { company: name });
  const roles = await database.read(companyId, (reader) => allRoles(reader, companyId));
  const owner: Actor = { type: 'employee', id: companyId, name: 'Owner', roleId: roles[0]?.id ?? '' };
  const specialist: Actor = { type: 'employee', id: companyId, name: 'Desk', roleId: roles[3]?.id ?? '' };
  const read = <Result>(work: (reader: Reader) => Promise<Result>) => database.read(companyId, work);
  const run = <Result>(work: (tx: Tx, context: CommandContext) => Promise<Result>, actor: Actor = owner) =>
    database.write(companyId, (tx) => work(tx, { companyId, actor, now }));
  const client = await run((tx, context) => createClient(tx, context, { type: 'organization', name: 'Ada & Co' }));
  const accounts = (await read((reader) => listAccounts(reader, companyId, { limit: 10 }))).items;
  const statuses = await read((reader) => allStatuses(reader, companyId));
  const invoice = (input: Partial<InvoiceWrite> = {}, actor?: Actor): Promise<Invoice> =>
    run(
      (tx, context) =>
        createInvoice(tx, context, { clientId: client.id, lines: [{ name: 'Repair', unitPrice: '100' }], ...input }),
      actor,
    );
  return {
    companyId,
    read,
    run,
    client,
    invoice,
    roles,
    owner,
    specialist,
    account: (kind: string) => accounts.find((account) => account.kind === kind)?.id ?? '',
    status: (group: string) => statuses.find((status) => status.group === group)?.id ?? '',
  };
}

/** The looks that wait, as the sync will find them. */
export async function looks(company: Company) {
  return company.read(
    (reader) => reader<{ subject_id: string; entered_status_ids: string[] }[]>`
      select subject_id, entered_status_ids from looks where company_id = ${company.companyId} and kind = 'invoice'`,
  );
}
