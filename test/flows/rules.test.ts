/** The rules that hold at all times, where no other story shows one by itself. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Invoice } from '../../src/contract/invoices.ts';
import type { Preview } from '../../src/contract/sync.ts';
import { type Accountant, accountant } from '../kit/accountant.ts';
import { openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
let shop: Shop;
let books: Accountant;
let made: Invoice;

beforeEach(async () => {
  world = await startWorld();
  shop = await openShop(world);
  books = accountant(world, shop);
  made = await books.synced();
});
afterEach(() => world.stop());

/** Edited and paid there while no webhook arrives, edited here: what is to be done does not depend on what brings it up. */
async function changedOnBothSides(): Promise<void> {
  world.simulator.control.addWebhookFault({ kind: 'lost', count: 20 });
  books.edit(made, { CustomerMemo: { value: 'From there' } });
  books.pay(30, [made, 30]);
}

const triggers: Record<string, () => Promise<unknown>> = {
  'an edit': () => world.api.patch(`/invoices/${made.id}`, { dueDate: '2026-05-05' }),
  'the button': () => world.api.post(`/invoices/${made.id}/sync`),
  'a webhook': async () => {
    world.simulator.control.clearFaults();
    books.edit(made, { PrivateNote: 'Anything' });
  },
  'the sweep': async () => world.clock.advance(20 * 60_000),
};

test.each(Object.keys(triggers))(
  '11.1 brought up by %s, the same is done; looking again does nothing',
  async (trigger) => {
    await changedOnBothSides();
    await triggers[trigger]?.();
    await world.settle();
    world.clock.advance(24 * 3_600_000);
    await world.settle();
    expect(await reread(world, made)).toMatchObject({ comment: 'From there', paid: '30.00' });
    await books.agree(made);
    world.simulator.control.resetRequests();
    const before = await books.log(made);
    await world.api.post(`/invoices/${made.id}/sync`);
    await world.settle();
    expect(books.written()).toEqual([]);
    expect(await books.log(made)).toEqual(before);
    expect((await world.api.get<Preview>(`/invoices/${made.id}/preview`)).steps).toEqual([]);
  },
);

test('11.6 every edit and payment of either side leaves its trace in the log, and what is not ours survives', async () => {
  books.edit(made, { PrivateNote: 'Keep me' });
  books.edit(made, { CustomerMemo: { value: 'There' } });
  const paid = books.pay(10, [made, 10]);
  await world.settle();
  await books.take(made, '20');
  await world.api.patch(`/invoices/${made.id}`, { dueDate: '2026-05-05' });
  await world.settle();
  books.act('void', 'Payment', { Id: paid });
  await world.settle();
  const traces = (await books.log(made)).map(({ direction, action }) => `${direction} ${action}`).reverse();
  expect(traces.filter((trace) => trace.startsWith('to_'))).toEqual([
    'to_quickbooks create',
    'to_quickbooks update',
    'to_quickbooks payment_create',
  ]);
  for (const action of ['pull', 'payment_create', 'payment_void'])
    expect(traces).toContain(`from_quickbooks ${action}`);
  expect(books.there(made)).toMatchObject({ PrivateNote: 'Keep me' });
  await books.agree(made);
});
