/** Commands on invoices: what they refuse, what they keep, and what they leave for the sync to look at. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../src/base/ids.ts';
import { listEvents } from '../../src/db/invoice-events.ts';
import { lockInvoice } from '../../src/db/invoices.ts';
import type { Actor } from '../../src/domain/invoice.ts';
import { applyCredits } from '../../src/shop/apply-credits.ts';
import { changeInvoice } from '../../src/shop/change-invoice.ts';
import { changeStatus } from '../../src/shop/change-status.ts';
import { changeClient, deleteClient } from '../../src/shop/clients.ts';
import { deleteInvoice } from '../../src/shop/delete-invoice.ts';
import { changeInvoiceStatus, createStatus, deleteStatus } from '../../src/shop/invoice-statuses.ts';
import { changeItem, createItem, deleteItem } from '../../src/shop/items.ts';
import { deleteLocation } from '../../src/shop/locations.ts';
import { recordPayment } from '../../src/shop/record-payment.ts';
import { changeTax, createTax, deleteTax } from '../../src/shop/taxes.ts';
import { voidInvoice } from '../../src/shop/void-invoice.ts';
import { addCompany, type Company, integration, looks, startCompany } from './company.ts';

let shop: Company;
beforeAll(async () => {
  shop = await startCompany();
});
afterAll(() => shop.drop());

function refusal(code: string, path?: string) {
  return { code, ...(path ? { errors: [expect.objectContaining({ path })] } : {}) };
}

const vat = { name: 'VAT', rate: '20', inclusive: false, compound: false };
let codes = 0;
function tax(more: object = {}) {
  codes += 1;
  return shop.run((tx, context) => createTax(tx, context, { ...vat, code: `T${codes}`, ...more }));
}

describe('lines', () => {
  test('take name, price and taxes of their item, and keep their tax as it was', async () => {
    const twenty = await tax();
    const item = await shop.run((tx, context) =>
      createItem(tx, context, { kind: 'product', name: 'Oil', price: '9.99', taxIds: [twenty.id] }),
    );
    const made = await shop.invoice({ lines: [{ itemId: item.id.toUpperCase(), quantity: '2.50' }] });
    expect(made).toMatchObject({ subtotal: '24.98', taxTotal: '5.00', total: '29.98' });
    expect(made.lines[0]).toMatchObject({ itemId: item.id, name: 'Oil', quantity: '2.5', unitPrice: '9.99' });

    await shop.run((tx, context) => changeTax(tx, context, twenty.id, { rate: '10', active: false }));
    await shop.run((tx, context) => changeItem(tx, context, item.id, { price: '50', active: false }));
    const line = made.lines[0];
    const changed = await shop.run((tx, context) =>
      changeInvoice(tx, context, made.id, { lines: [{ id: line?.id, quantity: '1', taxIds: [twenty.id] }] }),
    );
    expect(changed).toMatchObject({ subtotal: '9.99', taxTotal: '2.00', version: 2 });
    expect(changed.lines[0]?.id).toBe(line?.id);
    await expect(
      shop.run((tx, context) =>
        changeInvoice(tx, context, made.id, { lines: [{ id: line?.id }, { itemId: item.id }] }),
      ),
    ).rejects.toMatchObject(refusal('invalid', 'lines.1.itemId'));
    // What QuickBooks did has happened, whatever is active here.
    const pulled = await shop.run(
      (tx, context) => changeInvoice(tx, context, made.id, { lines: [{ id: line?.id }, { itemId: item.id }] }),
      integration,
    );
    expect(pulled.subtotal).toBe('59.99');
  });

  test('are refused with the path of what is wrong', async () => {
    const inactive = await tax({ active: false });
    const active = await tax();
    const id = newId();
    const refused = async (lines: object[], path: string) =>
      expect(shop.invoice({ lines: lines as [] })).rejects.toMatchObject(refusal('invalid', path));
    const ok = { name: 'x', unitPrice: '1' };
    await refused([{ unitPrice: '1' }], 'lines.0.name');
    await refused([{ name: 'x' }], 'lines.0.unitPrice');
    await refused([ok, { itemId: id }], 'lines.1.itemId');
    await refused([{ ...ok, taxIds: [active.id, id] }], 'lines.0.taxIds.1');
    await refused([{ ...ok, taxIds: ['nonsense'] }], 'lines.0.taxIds.0');
    await refused([{ ...ok, taxIds: [inactive.id] }], 'lines.0.taxIds.0');
    await refused([{ ...ok, taxIds: [active.id, active.id] }], 'lines.0.taxIds.1');
    await refused([{ ...ok, discount: { type: 'percent', value: '101' } }], 'lines.0.discount.value');
    await refused([{ ...ok, discount: { type: 'amount', value: '0.001' } }], 'lines.0.discount.value');
    await refused([{ name: 'x', unitPrice: '99999999999', quantity: '2' }], 'lines.0.unitPrice');
    await refused([{ name: 'x', unitPrice: '-1' }], 'lines.0.unitPrice');
    await refused([], 'lines');
  });
});

test('references of another company are no references', async () => {
  const other = await addCompany(shop.database, 'Southside');
  await expect(shop.invoice({ clientId: other.client.id })).rejects.toMatchObject(refusal('invalid', 'clientId'));
  await expect(shop.invoice({ payerId: other.client.id })).rejects.toMatchObject(refusal('invalid', 'payerId'));
  await expect(shop.invoice({ statusId: other.status('new') })).rejects.toMatchObject(refusal('invalid', 'statusId'));
  const { id } = await shop.invoice();
  const pay = shop.run((tx, context) =>
    recordPayment(tx, context, id, { accountId: other.account('cash'), amount: '1' }),
  );
  await expect(pay).rejects.toMatchObject(refusal('invalid', 'accountId'));
  await expect(other.run((tx, context) => changeInvoice(tx, context, id, {}))).rejects.toMatchObject(
    refusal('not_found'),
  );
});

test('dates, numbers and versions', async () => {
  await expect(shop.invoice({ issueDate: '2026-02-02', dueDate: '2026-02-01' })).rejects.toMatchObject(
    refusal('invalid', 'dueDate'),
  );
  await expect(shop.invoice({ issueDate: '9999-12-31' })).rejects.toMatchObject(refusal('invalid', 'issueDate'));
  const made = await shop.invoice({ number: 'A-1', issueDate: '2026-01-31' });
  expect(made.dueDate).toBe('2026-02-14');
  await expect(shop.invoice({ number: 'A-1' })).rejects.toMatchObject(refusal('duplicate', 'number'));
  await shop.run((tx, context) => deleteInvoice(tx, context, made.id));
  const again = await shop.invoice({ number: 'A-1' });
  await expect(
    shop.run((tx, context) => changeInvoice(tx, context, again.id, { comment: 'x' }, { expectedVersion: 7 })),
  ).rejects.toMatchObject(refusal('stale'));
  const same = await shop.run((tx, context) => changeInvoice(tx, context, again.id, { number: 'A-1' }));
  expect(same.version).toBe(1);
});

test('the template passes over numbers that are taken', async () => {
  const next = Number((await shop.invoice()).number.slice(4));
  await shop.invoice({ number: `INV-${String(next + 1).padStart(5, '0')}` });
  expect(Number((await shop.invoice()).number.slice(4))).toBe(next + 2);
});

test('many invoices made at once have numbers of their own', async () => {
  const numbers = await Promise.all(Array.from({ length: 20 }, async () => (await shop.invoice()).number));
  expect(new Set(numbers).size).toBe(20);
});

describe('statuses', () => {
  test('are reached only by the rules, by the roles, and with the comment that they ask for', async () => {
    const make = (input: object) =>
      shop.run((tx, context) => createStatus(tx, context, { name: `S${newId()}`, group: 'in_progress', ...input }));
    const afterNew = await make({ previousStatusIds: [shop.status('new')] });
    const ownersOnly = await make({ roleIds: [shop.roles[0]?.id] });
    const commented = await make({ requiresComment: true });
    const late = await make({ previousStatusIds: [afterNew.id] });
    const { id } = await shop.invoice();
    const move = (statusId: string, comment: string | null = null, actor: Actor = shop.owner) =>
      shop.run((tx, context) => changeStatus(tx, context, id, { statusId, comment }), actor);
    await expect(move(late.id)).rejects.toMatchObject({
      code: 'status_rule',
      message: expect.stringMatching(/New.*may be reached only from/),
    });
    await move(afterNew.id);
    await move(late.id);
    await expect(move(afterNew.id)).rejects.toMatchObject(refusal('status_rule'));
    await expect(move(ownersOnly.id, null, shop.specialist)).rejects.toMatchObject(refusal('status_rule'));
    await move(ownersOnly.id, null, integration);
    await expect(move(commented.id, '  ')).rejects.toMatchObject(refusal('comment_required', 'comment'));
    await move(commented.id, 'Because');
    const events = await shop.read((reader) => listEvents(reader, shop.companyId, { invoiceId: id, limit: 1 }));
    expect(events.items[0]).toMatchObject({
      type: 'status_changed',
      changes: [
        { field: 'status', from: { id: ownersOnly.id }, to: { id: commented.id } },
        { field: 'statusComment', to: 'Because' },
      ],
    });

    // A new invoice starts in New, or in what can be reached from there.
    expect((await shop.invoice({ statusId: afterNew.id })).statusId).toBe(afterNew.id);
    await expect(shop.invoice({ statusId: late.id })).rejects.toMatchObject(refusal('status_rule'));
    await expect(shop.invoice({ statusId: ownersOnly.id }, shop.specialist)).rejects.toMatchObject(
      refusal('status_rule'),
    );
  });

  test('in use are not deleted, and New never runs out', async () => {
    const { id } = await shop.run((tx, context) => createStatus(tx, context, { name: 'Spare', group: 'paid' }));
    const rule = { previousStatusIds: [id] };
    await shop.run((tx, context) => changeInvoiceStatus(tx, context, shop.status('canceled'), rule));
    await shop.run((tx, context) => deleteStatus(tx, context, id));
    const restored = await shop.run((tx, context) =>
      changeInvoiceStatus(tx, context, shop.status('canceled'), { position: 9 }),
    );
    expect(restored.previousStatusIds).toEqual([]);
    const last = shop.run((tx, context) => deleteStatus(tx, context, shop.status('new')));
    await expect(last).rejects.toMatchObject(refusal('conflict'));
    const used = await shop.run((tx, context) => createStatus(tx, context, { name: 'Used', group: 'paid' }));
    await shop.invoice({ statusId: used.id });
    await expect(shop.run((tx, context) => deleteStatus(tx, context, used.id))).rejects.toMatchObject(
      refusal('in_use'),
    );
    const same = shop.run((tx, context) => createStatus(tx, context, { name: 'Used', group: 'new' }));
    await expect(same).rejects.toMatchObject(refusal('duplicate', 'name'));
  });
});

describe('what is left for the sync', () => {
  beforeEach(() => shop.run((tx) => tx`delete from looks where company_id = ${shop.companyId}`));

  test('every change of a person asks for a look, with the status that was entered', async () => {
    const made = await shop.invoice();
    expect(await looks(shop)).toEqual([{ subject_id: made.id, entered_status_ids: [shop.status('new')] }]);
    await shop.run((tx, context) => changeStatus(tx, context, made.id, { statusId: shop.status('paid') }));
    await shop.run((tx, context) => changeInvoice(tx, context, made.id, { comment: 'x' }));
    const [look] = await looks(shop);
    expect(look?.entered_status_ids).toEqual([shop.status('new'), shop.status('paid')]);
  });

  test('what the integration does asks for none', async () => {
    const { id } = await shop.invoice();
    await shop.run((tx) => tx`delete from looks where company_id = ${shop.companyId}`);
    await shop.run((tx, context) => changeStatus(tx, context, id, { statusId: shop.status('paid') }), integration);
    await shop.run(
      (tx, context) =>
        recordPayment(tx, context, id, { accountId: shop.account('bank'), amount: '5', origin: 'quickbooks' }),
      integration,
    );
    await shop.run(
      (tx, context) => applyCredits(tx, context, id, [{ id: newId(), amount: '7', date: '2026-11-24', booksId: '9' }]),
      integration,
    );
    await shop.run((tx, context) => voidInvoice(tx, context, id), integration);
    expect(await looks(shop)).toEqual([]);
    const invoice = await shop.run((tx) => lockInvoice(tx, shop.companyId, id));
    expect(invoice).toMatchObject({ paid: '5.00', credited: '7.00', voided: true, version: 5 });
    const pay = shop.run((tx, context) =>
      recordPayment(tx, context, id, { accountId: shop.account('bank'), amount: '5' }),
    );
    await expect(pay).rejects.toMatchObject(refusal('conflict'));
  });

  test('a refused command leaves nothing', async () => {
    const { id } = await shop.invoice();
    await shop.run((tx) => tx`delete from looks where company_id = ${shop.companyId}`);
    const pay = shop.run((tx, context) =>
      recordPayment(tx, context, id, { accountId: shop.account('bank'), amount: '0.001' }),
    );
    await expect(pay).rejects.toMatchObject(refusal('invalid', 'amount'));
    expect(await looks(shop)).toEqual([]);
  });
});

test('an invoice that QuickBooks holds is not deleted, until it is unlinked', async () => {
  const { id } = await shop.invoice();
  const link = (state: string) =>
    shop.run(
      (tx) => tx`
        insert into links (company_id, realm_id, kind, shop_id, books_id, state)
        values (${shop.companyId}, 'realm', 'invoice', ${id}, '17', ${state})
        on conflict (company_id, realm_id, kind, shop_id) do update set state = excluded.state`,
    );
  await link('synced');
  const remove = () => shop.run((tx, context) => deleteInvoice(tx, context, id));
  await expect(remove()).rejects.toMatchObject(refusal('linked_invoice'));
  await link('unlinked');
  await remove();
  await expect(remove()).rejects.toMatchObject(refusal('not_found'));
});

test('what is used is deactivated, what is not goes', async () => {
  const used = await tax();
  const item = await shop.run((tx, context) =>
    createItem(tx, context, { kind: 'service', name: 'Work', price: '5', taxIds: [used.id] }),
  );
  await shop.invoice({ lines: [{ itemId: item.id }] });
  await shop.run((tx, context) => deleteTax(tx, context, used.id));
  await shop.run((tx, context) => deleteItem(tx, context, item.id));
  await shop.run((tx, context) => deleteClient(tx, context, shop.client.id));
  const active = await shop.read(
    (reader) => reader`
      select (select active from taxes where id = ${used.id}) as tax, (select active from items where id = ${item.id}) as item,
        (select active from clients where id = ${shop.client.id}) as client`,
  );
  expect(active[0]).toEqual({ tax: false, item: false, client: false });
  await expect(shop.invoice()).rejects.toMatchObject(refusal('invalid', 'clientId'));
  await shop.run((tx, context) => changeClient(tx, context, shop.client.id, { active: true, name: 'Ada Ltd' }));
  const spare = await tax();
  await shop.run((tx, context) => deleteTax(tx, context, spare.id));
  await expect(shop.run((tx, context) => deleteTax(tx, context, spare.id))).rejects.toMatchObject(refusal('not_found'));
  const [location] = await shop.read((reader) => reader<{ id: string }[]>`select id from locations`);
  const last = shop.run((tx, context) => deleteLocation(tx, context, location?.id ?? ''));
  await expect(last).rejects.toMatchObject(refusal('conflict'));
});

test('a currency without decimals has none', async () => {
  const tokyo = await addCompany(shop.database, 'Tokyo', { currency: 'JPY' });
  const made = await tokyo.invoice({ lines: [{ name: 'x', unitPrice: '99.5', quantity: '3' }] });
  expect(made).toMatchObject({ subtotal: '299', total: '299', paid: '0' });
  const pay = (amount: string) =>
    tokyo.run((tx, context) => recordPayment(tx, context, made.id, { accountId: tokyo.account('cash'), amount }));
  await expect(pay('10.5')).rejects.toMatchObject(refusal('invalid', 'amount'));
  expect((await pay('10.0')).amount).toBe('10');
});
