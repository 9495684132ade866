/** No echo: after a write of ours, whose event comes back, nothing more is asked of QuickBooks. */
import { writesSomething } from './check-once.ts';
import { settle } from './settle.ts';
import type { World } from './world.ts';

/** Changes one synced invoice once more, with nobody else about. */
export async function checkEcho(world: World): Promise<string[]> {
  const invoice = (await world.invoices()).find(({ sync, voided }) => sync.state === 'synced' && !voided);
  if (!invoice) return [];
  const before = world.control.requests().length;
  await world.ask('PATCH', `/invoices/${invoice.id}`, { comment: `Thank you ${before}` });
  await settle(world, { patienceMs: 30_000 });
  const requests = world.control.requests().slice(before);
  const after = requests.slice(requests.findLastIndex(writesSomething) + 1);
  if (after.length === requests.length || after.length === 0) return [];
  return [`echo: after the last write of ${invoice.number} came ${after.map(({ path }) => path).join(', ')}`];
}
