/** No echo: after a write of ours, whose event comes back, nothing more is asked of QuickBooks. */
import type { Invoice } from '../../src/contract/invoices.ts';
import { writesSomething } from './check-once.ts';
import { settle } from './settle.ts';
import type { World } from './world.ts';

const patienceMs = 30_000;

/** Changes one synced invoice once more, with nobody else about. */
export async function checkEcho(world: World): Promise<string[]> {
  const invoice = (await world.invoices()).find(({ sync, voided }) => sync.state === 'synced' && !voided);
  if (!invoice) return [];
  await sweepFirst(world);
  const before = world.control.requests().length;
  const total = totalThere(world, invoice);
  await world.ask('PATCH', `/invoices/${invoice.id}`, { comment: `Thank you ${before}` });
  await settle(world, { patienceMs });
  const requests = world.control.requests().slice(before);
  const lastWrite = requests.findLastIndex(writesSomething);
  // An invoice that a payment of ours had moved on was read again first: what its customer owes is settled after that.
  if (requests.slice(0, lastWrite).some(({ operation, entity }) => operation === 'query' && entity === 'Invoice'))
    return [];
  // Where QuickBooks' tax counts it may have come to another total: what is paid of it is read then.
  if (totalThere(world, invoice) !== total) return [];
  const after = requests.slice(lastWrite + 1);
  if (after.length === requests.length || after.length === 0) return [];
  return [`echo: after the last write of ${invoice.number} came ${after.map(({ path }) => path).join(', ')}`];
}

function totalThere(world: World, { sync }: Invoice): unknown {
  return world.control.read(world.realmId, 'Invoice', sync.quickBooksId ?? '')?.TotalAmt;
}

/** A sweep that falls due meanwhile is no echo. */
async function sweepFirst(world: World): Promise<void> {
  const { companyId } = world.shop;
  const [sweep] = await world.database.read(
    companyId,
    (reader) => reader<{ next_sweep_at: Date | null }[]>`
      select next_sweep_at from connections where company_id = ${companyId} and current`,
  );
  const due = sweep?.next_sweep_at;
  if (!due || due.getTime() - world.clock.now().getTime() > 2 * patienceMs) return;
  world.clock.moveTo(due);
  await settle(world, { patienceMs: 0 });
  // QuickBooks tells times in whole seconds: what is written in the second of a reading may be known to it already.
  world.clock.advance(2_000);
}
