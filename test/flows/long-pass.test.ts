/** A pass that takes long: beside it the worker does not ask the database for work more often than at rest. */
import { afterEach, expect, test, vi } from 'vitest';
import { makeInvoice, moveTo, openShop, reread } from '../kit/shop.ts';
import { startWorld, type World } from '../kit/world.ts';

let world: World;
afterEach(() => world.stop());

test('while QuickBooks keeps a request waiting, the database is looked at once a second', async () => {
  let gate: Promise<void> | null = null;
  let stopped = 0;
  world = await startWorld({
    async fetch(input, init) {
      if (gate) {
        stopped += 1;
        await gate;
      }
      return fetch(input, init);
    },
  });
  const shop = await openShop(world);
  const made = await makeInvoice(world, shop);
  await moveTo(world, made, shop.statuses.in_progress);
  world.simulator.control.addFault({ kind: '503' });
  await world.settle({ patienceMs: 0 });
  const { worker } = world.tandem;
  const due = worker.nextDue();
  if (!due) throw new Error('It does not come back for what was turned away.');
  world.clock.moveTo(due);

  let open: () => void = () => undefined;
  gate = new Promise((resolve) => {
    open = resolve;
  });
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const pauses = () => timers.mock.calls.flatMap(([then, ms]) => (then.name === 'tick' ? [ms] : []));
  try {
    await worker.start();
    await expect.poll(() => stopped, { timeout: 10_000 }).toBe(1);
    const before = pauses().length;
    await expect.poll(() => pauses().length, { timeout: 10_000 }).toBeGreaterThan(before);
    expect(pauses()[before]).toBe(1000);
  } finally {
    timers.mockRestore();
    gate = null;
    open();
  }
  await expect.poll(async () => (await reread(world, made)).sync.state, { timeout: 10_000 }).toBe('synced');
});
