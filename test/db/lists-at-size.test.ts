/** Lists of thousands: a page reads a bounded number of rows, and the pages together hold exactly what passes the filter. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillShop } from '../../bench/fill-shop.ts';
import type { LogRow } from '../../src/contract/sync.ts';
import { type InvoiceFilter, type InvoiceSummary, listInvoices } from '../../src/db/invoice-list.ts';
import type { Page } from '../../src/db/page.ts';
import { listLog } from '../../src/db/sync-log.ts';
import { changeClient } from '../../src/shop/clients.ts';
import { addCompany, type Company, startCompany } from '../shop/company.ts';

const invoices = 4500;
const today = '2026-11-24';
let shop: Company;
let all: InvoiceSummary[];

beforeAll(async () => {
  shop = await startCompany();
  await fill(shop.companyId, { invoices, clients: 300 });
  const beside = await addCompany(shop.database, 'Beside');
  await fill(beside.companyId, { invoices: 500, clients: 300 });
  all = (await pagesOf({})).items;
});
afterAll(() => shop.drop());

async function fill(companyId: string, size: { invoices: number; clients: number }): Promise<void> {
  const realmId = `realm of ${companyId}`;
  await shop.database.write(
    companyId,
    (tx) => tx`
    insert into connections (company_id, realm_id, current, state, company_name, country, currency, tax_mode, preferences,
      connected_by, connected_at)
    values (${companyId}, ${realmId}, true, 'connected', 'Books', 'FR', 'EUR', 'global', '{}', 'me', now())`,
  );
  await shop.database.system((tx) => fillShop(tx, { companyId, realmId, ...size, today }));
}

/** All pages of a list, one after the other. */
async function pagesOf(filter: InvoiceFilter): Promise<{ items: InvoiceSummary[]; pages: number }> {
  const items: InvoiceSummary[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const query = { limit: 200, today, ...filter, ...(cursor ? { cursor } : {}) };
    const page: Page<InvoiceSummary> = await shop.read((reader) => listInvoices(reader, shop.companyId, query));
    items.push(...page.items);
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor);
  return { items, pages };
}

const isOverdue = (item: InvoiceSummary) =>
  item.dueDate < today && item.status.group !== 'canceled' && !item.voided && Number(item.total) > Number(item.paid);
const has = (item: InvoiceSummary, text: string) => `${item.number}\n${item.clientName}`.toLowerCase().includes(text);

const filters: [string, InvoiceFilter, (item: InvoiceSummary) => boolean][] = [
  ['held', { syncState: 'held' }, (item) => item.sync.state === 'held'],
  ['not synced', { syncState: 'not_synced' }, (item) => item.sync.state === 'not_synced'],
  ['voided', { syncState: 'voided' }, (item) => item.sync.state === 'voided'],
  ['synced', { syncState: 'synced' }, (item) => item.sync.state === 'synced'],
  ['paid', { group: 'paid' }, (item) => item.status.group === 'paid'],
  ['cancelled and voided', { group: 'canceled', syncState: 'voided' }, (item) => item.status.group === 'canceled'],
  ['overdue', { overdue: true }, isOverdue],
  ['not overdue', { overdue: false }, (item) => !isOverdue(item)],
  ['one number', { q: '0001234' }, (item) => has(item, '0001234')],
  ['the end of a number', { q: '77' }, (item) => has(item, '77')],
  ['an old beginning', { q: 'inv-00000' }, (item) => has(item, 'inv-00000')],
  ['a client', { q: 'GARCIA 1' }, (item) => has(item, 'garcia 1')],
  ['a letter', { q: 'x' }, (item) => has(item, 'x')],
  ['nobody', { q: 'nobody' }, () => false],
  ['a client, overdue', { q: 'garcia', overdue: true }, (item) => has(item, 'garcia') && isOverdue(item)],
];

test.each(filters)('%s', async (name, filter, passes) => {
  const found = await pagesOf(filter);
  expect(found.items.map((item) => item.id)).toEqual(all.filter(passes).map((item) => item.id));
  expect(found.items.length > 0).toBe(name !== 'nobody');
  expect(found.pages).toBeLessThan(invoices / 150);
});

test('a new name is found, the former one no more', async () => {
  const { items } = await pagesOf({ q: 'garcia' });
  const clientId = items[0]?.clientId ?? '';
  await shop.run((tx, context) => changeClient(tx, context, clientId, { lastName: 'Zyx-Qwert' }));
  const renamed = (await pagesOf({ q: 'zyx-qw' })).items;
  expect(renamed.length).toBeGreaterThan(0);
  expect([...new Set(renamed.map((item) => item.clientId))]).toEqual([clientId]);
  expect((await pagesOf({ q: 'garcia' })).items).toHaveLength(items.length - renamed.length);
});

test('a text of the log that few rows hold is found page by page', async () => {
  const [wanted] = await shop.read(
    (reader) => reader<{ id: string; request_id: string }[]>`
    select id, request_id from sync_log where company_id = ${shop.companyId} order by at, id offset 100 limit 1`,
  );
  const ids: string[] = [];
  const query = { companyId: shop.companyId, limit: 50, inBodies: true, q: wanted?.request_id ?? '' };
  let before: string | null = null;
  let asked = 0;
  do {
    const page: Page<LogRow> = await shop.read((reader) => listLog(reader, { ...query, before }));
    ids.push(...page.items.map((row) => row.id));
    const cursor: string | null = page.nextCursor;
    before = cursor === null ? null : (JSON.parse(Buffer.from(cursor, 'base64url').toString())[0] as string);
    asked += 1;
  } while (before);
  expect(ids).toEqual([wanted?.id]);
  expect(asked).toBeGreaterThan(1);
});
