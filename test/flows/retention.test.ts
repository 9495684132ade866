/** What is old is forgotten in lots; the present stays whole, and a question about what was forgotten is told so. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Invoice, InvoiceAtMoment } from '../../src/contract/invoices.ts';
import { forgetOld } from '../../src/db/retention.ts';
import { makeInvoice, moveTo, openShop, reread, type Shop } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

const dayMs = 86_400_000;
const historyDays = 90;
let world: World;
let shop: Shop;
let made: Invoice;

beforeEach(async () => {
  world = await startWorld({ keepHistoryDays: historyDays });
  shop = await openShop(world);
  made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  await world.settle();
});
afterEach(() => world.stop());

const forget = () => forgetOld(world.tandem.sync.database, { now: world.clock.now(), historyDays });
const count = async (table: string) => {
  const [row] = await world.tandem.sync.database.system(
    (tx) => tx<{ count: number }[]>`select count(*)::integer as count from ${tx(table)}`,
  );
  return row?.count ?? 0;
};

async function editThere(memo: string): Promise<void> {
  const { sync } = await reread(world, made);
  world.simulator.control.act(shop.realmId, {
    entity: 'Invoice',
    operation: 'update',
    body: { Id: sync.quickBooksId, sparse: true, CustomerMemo: { value: memo } } as never,
  });
  await world.settle();
}

const memoAt = async (at: Date) => {
  const path = `/invoices/${made.id}?side=quickbooks&at=${at.toISOString()}`;
  const answer = await world.api.call<{ code?: string }>('GET', path);
  if (answer.status !== 200) return { status: answer.status, code: answer.body?.code };
  return (await world.api.get<InvoiceAtMoment>(path)).comment;
};

test('a moment before the kept history is refused, every later one answers what was held then', async () => {
  const sent = world.clock.now();
  world.clock.advance(dayMs);
  await editThere('early');
  world.clock.advance(100 * dayMs);
  await editThere('late');
  const versions = await count('mirror_versions');
  await forget();
  expect(await count('mirror_versions')).toBe(versions - 1);
  expect(await memoAt(sent)).toEqual({ status: 410, code: 'history_not_kept' });
  expect(await memoAt(new Date(world.clock.now().getTime() - 80 * dayMs))).toBe('early');
  expect(await memoAt(world.clock.now())).toBe('late');
  await forget();
  expect(await count('mirror_versions')).toBe(versions - 1);
});

test('more than a lot of old rows goes, what is open or new stays, and the sync goes on', async () => {
  const old = new Date(world.clock.now().getTime() - 70 * dayMs);
  const { companyId } = world;
  const before = { calls: await count('calls'), intents: await count('intents') };
  await world.tandem.sync.database.write(companyId, async (tx) => {
    await tx`
      insert into calls (company_id, id, realm_id, owner, at, kind, reads, writes, duration_ms, outcome)
      select ${companyId}, gen_random_uuid(), ${shop.realmId}, gen_random_uuid(), ${old}, 'single', 1, 0, 1, 'ok'
      from generate_series(1, 2300)`;
    await tx`
      insert into intents (company_id, id, realm_id, request_id, method, path, body, members, created_at, answered_at)
      select ${companyId}, gen_random_uuid(), 'a former one', n::text, 'POST', '/', '', '[]', ${old},
        case when n > 1 then ${old}::timestamptz end
      from generate_series(1, 1100) as n`;
  });
  // Two workers at once.
  await Promise.all([forget(), forget()]);
  expect(await count('calls')).toBe(before.calls);
  expect(await count('intents')).toBe(before.intents + 1);
  await editThere('after');
  expect(await reread(world, made)).toMatchObject({ comment: 'after', sync: { state: 'synced' } });
});
