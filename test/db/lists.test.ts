/** Lists: pages neither skip nor repeat, filters mean what they say, and a page takes one statement. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { currencyPlaces } from '../../src/base/decimal.ts';
import { listClients } from '../../src/db/clients.ts';
import { type InvoiceFilter, listInvoices } from '../../src/db/invoice-list.ts';
import { balanceOf, isOverdue } from '../../src/domain/balance.ts';
import { changeStatus } from '../../src/shop/change-status.ts';
import { createClient } from '../../src/shop/clients.ts';
import { recordPayment } from '../../src/shop/record-payment.ts';
import { voidInvoice } from '../../src/shop/void-invoice.ts';
import { type Company, startCompany } from '../shop/company.ts';

let shop: Company;
const today = '2026-11-24';
beforeAll(async () => {
  shop = await startCompany();
  for (let index = 0; index < 12; index += 1) {
    const day = String(1 + (index % 5)).padStart(2, '0');
    const { id } = await shop.invoice({
      issueDate: `2026-11-${day}`,
      dueDate: index % 2 ? '2026-11-23' : '2026-11-24',
    });
    if (index === 1) await shop.run((tx, context) => voidInvoice(tx, context, id));
    if (index === 3) {
      await shop.run((tx, context) => changeStatus(tx, context, id, { statusId: shop.status('canceled') }));
    }
    if (index === 5) {
      await shop.run((tx, context) =>
        recordPayment(tx, context, id, { accountId: shop.account('cash'), amount: '100' }),
      );
    }
  }
});
afterAll(() => shop.drop());

function list(filter: InvoiceFilter & { limit?: number; cursor?: string } = {}) {
  return shop.read((reader) => listInvoices(reader, shop.companyId, { limit: 200, ...filter, today }));
}

test('pages follow each other without a gap', async () => {
  const all = (await list()).items.map((item) => item.id);
  expect(all).toHaveLength(12);
  const paged: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list({ limit: 5, ...(cursor ? { cursor } : {}) });
    paged.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(paged).toEqual(all);
  await expect(list({ cursor: 'x' })).rejects.toMatchObject({ code: 'invalid', errors: [{ path: 'cursor' }] });
});

test('overdue is the same in the list and in the domain', async () => {
  const overdue = new Set((await list({ overdue: true })).items.map((item) => item.id));
  const { items } = await list();
  expect(overdue.size).toBe(3);
  for (const item of items) {
    const { balanceDue } = balanceOf(item, currencyPlaces('EUR'));
    const expected = isOverdue({ dueDate: item.dueDate, balanceDue, group: item.status.group }, today);
    expect(overdue.has(item.id), item.number).toBe(expected);
  }
  expect((await list({ overdue: false })).items).toHaveLength(9);
});

test('filters', async () => {
  expect((await list({ group: 'canceled' })).items).toHaveLength(1);
  expect((await list({ issuedFrom: '2026-11-02', issuedTo: '2026-11-03' })).items).toHaveLength(5);
  expect((await list({ number: 'INV-00003' })).items).toHaveLength(1);
  expect((await list({ q: 'ada &' })).items).toHaveLength(12);
  expect((await list({ q: '%' })).items).toHaveLength(0);
  expect((await list({ q: '00003' })).items).toHaveLength(1);
  expect((await list({ clientId: shop.client.id, syncState: 'not_synced' })).items).toHaveLength(12);
  expect((await list({ locationId: 'nonsense' })).items).toHaveLength(0);
});

test('a synced invoice waits again as soon as a look is asked for', async () => {
  const [item] = (await list()).items;
  const id = item?.id ?? '';
  await shop.run(async (tx) => {
    await tx`
      insert into connections (company_id, realm_id, current, state, company_name, country, currency, tax_mode,
        preferences, connected_by, connected_at)
      values (${shop.companyId}, 'r1', true, 'connected', 'Books', 'FR', 'EUR', 'global', '{}', 'me', now())`;
    await tx`
      insert into links (company_id, realm_id, kind, shop_id, books_id, state, doc_number)
      values (${shop.companyId}, 'r1', 'invoice', ${id}, '17', 'synced', '1001'),
        (${shop.companyId}, 'r2', 'invoice', ${id}, '99', 'conflict', null)`;
  });
  expect((await list({ syncState: 'pending' })).items.map((found) => found.id)).toEqual([id]);
  await shop.run((tx) => tx`delete from looks where company_id = ${shop.companyId}`);
  const [synced] = (await list({ syncState: 'synced' })).items;
  for (const state of [
    'not_synced',
    'pending',
    'held',
    'conflict',
    'failed',
    'voided',
    'unlinked',
    'synced',
  ] as const) {
    await shop.run((tx) => tx`update links set state = ${state} where realm_id = 'r1'`);
    const found = (await list({ syncState: state })).items.map((each) => each.sync.state);
    expect([...new Set(found)], state).toEqual([state]);
  }
  expect(synced).toMatchObject({ id, sync: { state: 'synced', booksId: '17', docNumber: '1001', issueId: null } });
});

test('names are sorted and searched without regard to case', async () => {
  for (const name of ['zoe', 'Émile', 'bob', 'Bob']) {
    await shop.run((tx, context) => createClient(tx, context, { type: 'organization', name }));
  }
  const page = (query: object) => shop.read((reader) => listClients(reader, shop.companyId, { limit: 2, ...query }));
  const first = await page({});
  const second = await page({ cursor: first.nextCursor });
  const third = await page({ cursor: second.nextCursor });
  const names = [...first.items, ...second.items, ...third.items].map((client) => client.name);
  expect(names).toEqual(['Ada & Co', 'bob', 'Bob', 'zoe', 'Émile']);
  expect((await page({ q: 'BO' })).items).toHaveLength(2);
});
