/** Any invoice as either side held it at a moment, and why it changed. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Page } from '../../src/contract/common.ts';
import type { HistoryEvent, Invoice, InvoiceAtMoment } from '../../src/contract/invoices.ts';
import type { LogRow } from '../../src/contract/sync.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
let made: Invoice;
let id: string;
const moments: Record<string, string> = {};

const minute = 60_000;
/** A minute passes, the moment gets a name, and another minute passes. */
function remember(name: string): void {
  world.clock.advance(minute);
  moments[name] = world.clock.now().toISOString();
  world.clock.advance(minute);
}
const at = (name: string, side: string) =>
  world.api.get<InvoiceAtMoment>(`/invoices/${made.id}?at=${moments[name]}&side=${side}`);

beforeEach(async () => {
  world = await startWorld();
  shop = await openShop(world);
  made = await makeInvoice(world, shop);
  remember('draft');
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
  id = (await reread(world, made)).sync.quickBooksId ?? '';
  remember('sent');
});
afterEach(() => world.stop());

const editThere = (body: object) =>
  world.simulator.control.act(shop.realmId, {
    entity: 'Invoice',
    operation: 'update',
    body: { Id: id, sparse: true, ...body } as never,
  });

test('9.7 before and after edits on both sides', async () => {
  editThere({ DueDate: '2026-06-01' });
  remember('edited there');
  await world.settle();
  remember('copied');
  await world.api.patch(`/invoices/${made.id}`, { comment: 'Thank you' });
  remember('edited here');
  await world.settle();
  remember('written');

  const early = await world.api.call('GET', `/invoices/${made.id}?at=${moments.draft}&side=quickbooks`);
  expect(early.status).toBe(404);
  const sent = await at('sent', 'quickbooks');
  expect(sent).toMatchObject({
    id: made.id,
    number: made.number,
    dueDate: made.dueDate,
    comment: null,
    total: made.total,
    balanceDue: made.total,
    taxTotal: made.taxTotal,
    lines: made.lines.map(({ id: lineId, itemId, name, quantity, unitPrice, amount, taxIds }) => ({
      id: lineId,
      itemId,
      name,
      quantity,
      unitPrice: String(Number(unitPrice)),
      amount,
      taxIds,
    })),
    quickBooks: { raw: { Id: id, DocNumber: made.number }, quickBooksId: id, deleted: false },
  });
  // Nobody knew of the edit before its webhook was worked.
  expect(await at('edited there', 'quickbooks')).toMatchObject({ dueDate: made.dueDate });
  expect(await at('edited there', 'shop')).toMatchObject({ dueDate: made.dueDate });
  expect(await at('copied', 'quickbooks')).toMatchObject({
    dueDate: '2026-06-01',
    quickBooks: { source: { kind: 'webhook', requestId: null, logId: null } },
  });
  expect(await at('copied', 'shop')).toMatchObject({ dueDate: '2026-06-01', comment: null });
  expect(await at('edited here', 'shop')).toMatchObject({ comment: 'Thank you' });
  expect(await at('edited here', 'quickbooks')).toMatchObject({ comment: null });
  const written = await at('written', 'quickbooks');
  expect(written).toMatchObject({ comment: 'Thank you', quickBooks: { source: { kind: 'write' } } });

  const log = await world.api.get<Page<LogRow>>(`/sync/log?invoiceId=${made.id}`);
  const row = log.items.find((candidate) => candidate.id === written.quickBooks?.source.logId);
  expect(row).toMatchObject({ action: 'update', requestId: written.quickBooks?.source.requestId });
  const now = await world.api.get<InvoiceAtMoment>(`/invoices/${made.id}?side=quickbooks`);
  expect(now.quickBooks?.raw).toEqual(written.quickBooks?.raw);
  expect(await reread(world, made)).not.toHaveProperty('quickBooks');
});

test('9.8 the balance counts payments of both sides, a void, and what was found by a sweep', async () => {
  await world.api.post(`/invoices/${made.id}/payments`, {
    accountId: shop.cash.id,
    amount: '100',
    reference: 'till 4',
  });
  await world.settle();
  remember('paid here');
  const [own] = (await reread(world, made)).payments;
  expect(await at('sent', 'quickbooks')).toMatchObject({ paid: '0.00', payments: [] });
  expect(await at('paid here', 'quickbooks')).toMatchObject({
    paid: '100.00',
    balanceDue: (Number(made.total) - 100).toFixed(2),
    payments: [{ id: own?.id, amount: '100.00', origin: 'shop', reference: 'till 4', accountId: shop.cash.id }],
  });
  world.simulator.control.addWebhookFault({ kind: 'lost' });
  world.simulator.control.addWebhookFault({ kind: 'lost' });
  world.simulator.control.payInvoice(shop.realmId, id, '50');
  await world.settle();
  remember('unheard');
  await world.api.post('/sync/reconciliation/refresh');
  await world.settle();
  remember('swept');
  expect(await at('unheard', 'quickbooks')).toMatchObject({ paid: '100.00' });
  expect(await at('swept', 'quickbooks')).toMatchObject({ paid: '150.00', quickBooks: { source: { kind: 'sweep' } } });
  for (const row of world.simulator.control.list(shop.realmId, 'Payment')) {
    world.simulator.control.act(shop.realmId, { entity: 'Payment', operation: 'void', body: { Id: row.Id ?? '' } });
  }
  await world.settle();
  remember('payments voided');
  expect(await at('payments voided', 'quickbooks')).toMatchObject({
    paid: '0.00',
    balanceDue: made.total,
    payments: [],
  });
  world.simulator.control.act(shop.realmId, { entity: 'Invoice', operation: 'void', body: { Id: id } });
  await world.settle();
  remember('voided');
  expect(await at('voided', 'quickbooks')).toMatchObject({ voided: true, total: '0.00', balanceDue: '0.00' });
  expect(await at('swept', 'quickbooks')).toMatchObject({ voided: false, paid: '150.00' });
});

test('9.9 one line of both histories, with who and why, page by page', async () => {
  editThere({ CustomerMemo: { value: 'By phone' } });
  world.simulator.control.payInvoice(shop.realmId, id, '25');
  await world.settle();
  await world.api.patch(`/invoices/${made.id}`, { dueDate: '2026-05-05' });
  await world.settle();
  world.simulator.control.act(shop.realmId, { entity: 'Payment', operation: 'delete', body: { Id: paymentId() } });
  await world.settle();
  const all = await world.api.get<Page<HistoryEvent>>(`/invoices/${made.id}/history?side=both&limit=200`);
  const told = all.items.map((event) => `${event.actor.type} ${event.type}`).reverse();
  expect(told[0]).toBe('api_key created');
  expect(told).toContain('integration quickbooks.created');
  expect(told).toContain('quickbooks quickbooks.changed');
  expect(told).toContain('quickbooks quickbooks.payment_seen');
  expect(told).toContain('integration quickbooks.changed');
  expect(told).toContain('quickbooks quickbooks.payment_deleted');
  const memo = all.items.find((event) => event.changes.some((change) => change.to === 'By phone' && event.source));
  expect(memo).toMatchObject({ actor: { type: 'quickbooks' }, source: { kind: 'webhook' } });
  expect(memo?.changes).toContainEqual({ field: 'comment', from: null, to: 'By phone' });
  const due = all.items.find((event) => event.source?.kind === 'write' && event.type === 'quickbooks.changed');
  expect(due?.changes).toContainEqual({ field: 'dueDate', from: made.dueDate, to: '2026-05-05' });

  const paged: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Page<HistoryEvent> = await world.api.get(
      `/invoices/${made.id}/history?side=both&limit=3${cursor && `&cursor=${cursor}`}`,
    );
    paged.push(...page.items.map((event) => event.id));
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all.items.map((event) => event.id));
  const shopOnly = await world.api.get<Page<HistoryEvent>>(`/invoices/${made.id}/history?limit=200`);
  expect(shopOnly.items.every((event) => !event.type.startsWith('quickbooks') && !event.source)).toBe(true);
});

function paymentId(): string {
  const [payment] = world.simulator.control.list(shop.realmId, 'Payment');
  return String(payment?.Id);
}

test('9.10 sent again after a deletion there: each moment shows the record that it was then', async () => {
  world.simulator.control.act(shop.realmId, { entity: 'Invoice', operation: 'delete', body: { Id: id } });
  await world.settle();
  remember('deleted');
  const issues = await world.api.get<Page<{ id: string }>>(`/sync/issues?invoiceId=${made.id}`);
  await world.api.post(`/sync/issues/${issues.items[0]?.id}/resolve`, { fixId: 'send_again' });
  await world.settle();
  remember('again');
  expect((await at('sent', 'quickbooks')).quickBooks).toMatchObject({ quickBooksId: id, deleted: false });
  expect((await at('deleted', 'quickbooks')).quickBooks).toMatchObject({ quickBooksId: id, deleted: true });
  const again = (await at('again', 'quickbooks')).quickBooks;
  expect(again).toMatchObject({ deleted: false });
  expect(again?.quickBooksId).not.toBe(id);
});
