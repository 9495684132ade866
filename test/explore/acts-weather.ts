/** What happens between people: work, webhooks, time, faults, deaths, and two workers at once. */
import type { Act, ActTable } from './act.ts';
import { booksActs } from './acts-books.ts';
import { moneyActs } from './acts-money.ts';
import { receiptActs } from './acts-receipts.ts';
import { shopActs } from './acts-shop.ts';
import type { Trap } from './harm.ts';
import type { Random } from './random.ts';
import { settle } from './settle.ts';
import { takeTurns } from './take-turns.ts';
import { tally } from './track.ts';

const work: Act = async (world, random) => {
  const index = random.one<0 | 1>(0, 1);
  return `worker ${index} works ${await world.work(index)}`;
};

const webhooks: Act = async (world) => {
  const { delivered, failed } = await world.simulator.flushWebhooks();
  return `webhooks: ${delivered} delivered, ${failed} failed`;
};

const calm: Act = async (world) => {
  await settle(world, { patienceMs: 30_000 });
  return 'settles';
};

const time: Act = async (world, random) => {
  const seconds = random.one(1, 5, 30, 61, 61, 300, 16 * 60, 16 * 60, 3_700, 26 * 3_600);
  world.clock.advance(seconds * 1000);
  return `${seconds} seconds pass`;
};

const faultKinds = [
  'drop-before',
  'drop-after',
  'drop-after',
  '429',
  '500',
  '502',
  '503',
  '504',
  '503-after',
  'html',
  'html-after',
  'empty',
  'truncated',
  'expired-token',
] as const;

const fault: Act = async (world, random) => {
  const kind = random.pick(faultKinds) ?? 'drop-after';
  const count = random.one(1, 1, 1, 2, 4);
  const operation = random.one(
    undefined,
    undefined,
    'create' as const,
    'update' as const,
    'query' as const,
    'batch' as const,
  );
  world.control.addFault({ kind, count, skip: random.below(3), ...(operation ? { operation } : {}) });
  if (kind === '429') world.track.injected429 += count;
  tally(world.track.faults, kind);
  return `fault ${kind} ×${count} on ${operation ?? 'anything'}`;
};

/** An answer is lost, and the next try comes when QuickBooks has forgotten the id of the request. */
const forgotten: Act = async (world, random) => {
  const operation = random.one('create' as const, 'update' as const, 'batch' as const);
  world.control.addFault({ kind: 'drop-after', operation });
  tally(world.track.faults, 'forgotten id');
  await world.work(0);
  const open = world.control.faults().length;
  world.clock.advance(26 * 3_600_000);
  return `the answer to ${operation} is lost for a day${open > 0 ? ', or still will be' : ''}`;
};

const webhookFault: Act = async (world, random) => {
  const kind = random.one('late' as const, 'doubled' as const, 'reordered' as const, 'lost' as const);
  const count = 1 + random.below(4);
  world.control.addWebhookFault({ kind, count, delayMs: random.one(30_000, 600_000, 7_200_000) });
  tally(world.track.faults, `webhook ${kind}`);
  return `webhooks ${kind} ×${count}`;
};

function trapOf(random: Random, how: Trap['how']): Trap {
  const at = random.one<Trap['at']>('request', 'request', 'write', 'write', 'write', 'read');
  return { at, when: random.one('before', 'after'), skip: random.below(at === 'request' ? 4 : 12), how };
}

const crash: Act = async (world, random) => {
  const trap = trapOf(random, 'crash');
  const { harm } = world.workers[0];
  harm.arm(trap);
  await world.work(0);
  harm.disarm();
  const where = `${trap.when} ${trap.at} ${trap.skip}`;
  if (!harm.dead()) return `worker 0 was to die ${where}, and did not`;
  tally(world.track.crashes, where);
  // Now and then for so long that QuickBooks has forgotten what it was asked.
  const days = random.chance(0.15) ? 1 : 0;
  world.clock.advance(days * 26 * 3_600_000);
  return `worker 0 dies ${where}${days > 0 ? ', and a day goes by' : ''}`;
};

/** Both workers, one thing of one of them after another; now and then somebody does something in between. */
const together: Act = async (world, random) => {
  const told: string[] = [];
  let acts = random.below(3);
  const worked = [0, 0];
  const processes = ([0, 1] as const).map((index) => ({
    harm: world.workers[index].harm,
    work: async () => {
      worked[index] = await world.work(index);
    },
  }));
  await takeTurns(random, processes, async () => {
    if (acts === 0 || !random.chance(0.1)) return;
    acts -= 1;
    told.push(await (random.pick(people) ?? work)(world, random));
  });
  return `both workers work, ${worked.join(' and ')}${told.map((text) => `; meanwhile: ${text}`).join('')}`;
};

/** One stands still for so long that its lease ends, the other takes over, and then the first goes on. */
const stall: Act = async (world, random) => {
  const trap = trapOf(random, 'stall');
  const { harm } = world.workers[0];
  harm.arm(trap);
  let done = false;
  const first = world.work(0).finally(() => {
    done = true;
  });
  await Promise.race([harm.reached(), first]);
  const where = `${trap.when} ${trap.at} ${trap.skip}`;
  harm.disarm();
  if (done) return `worker 0 was to stall ${where}, and did not`;
  world.clock.advance(random.one(61_000, 300_000));
  const worked = await world.work(1);
  harm.release();
  await first;
  tally(world.track.crashes, `stall ${where}`);
  return `worker 0 stalls ${where} while worker 1 works ${worked}`;
};

/** What somebody may do at any moment. */
const people: readonly Act[] = [shopActs, moneyActs, booksActs, receiptActs]
  .flatMap((table) => Object.values(table).map(({ act }) => act))
  .concat(webhooks);

export const calmActs: ActTable = {
  work: { weight: 14, act: work },
  webhooks: { weight: 10, act: webhooks },
  settle: { weight: 14, act: calm },
  time: { weight: 4, act: time },
};

export const faultActs: ActTable = {
  fault: { weight: 8, act: fault },
  forgotten: { weight: 2, act: forgotten },
  webhookFault: { weight: 5, act: webhookFault },
};

export const crashActs: ActTable = {
  crash: { weight: 12, act: crash },
};

export const togetherActs: ActTable = {
  together: { weight: 8, act: together },
  stall: { weight: 8, act: stall },
};
