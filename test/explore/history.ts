/** One history: made from its seed, done step by step, brought to rest and judged. The same seed is the same history. */
import type { CompanyKind } from '../../src/simulator/simulator.ts';
import type { ActTable, Step } from './act.ts';
import { booksActs } from './acts-books.ts';
import { moneyActs } from './acts-money.ts';
import { receiptActs } from './acts-receipts.ts';
import { shopActs } from './acts-shop.ts';
import { calmActs, crashActs, faultActs, togetherActs } from './acts-weather.ts';
import { checkAgreement } from './check-agree.ts';
import { checkEcho } from './check-echo.ts';
import { checkKept } from './check-kept.ts';
import { checkMoney } from './check-money.ts';
import { checkOnce } from './check-once.ts';
import { type Random, seededRandom } from './random.ts';
import { passIdly, quiet } from './settle.ts';
import type { Stage } from './stage.ts';
import { stateOf } from './state-of.ts';
import { tellAll } from './tell-all.ts';
import type { Track } from './track.ts';
import { openWorld, type World } from './world.ts';

export type Weather = 'calm' | 'faults' | 'crashes' | 'together' | 'storm';

export const weathers: readonly Weather[] = ['calm', 'faults', 'crashes', 'together', 'storm'];

export interface History {
  seed: string;
  kind: CompanyKind;
  weather: Weather;
  steps: Step[];
}

export interface Outcome {
  problems: string[];
  told: string[];
  track: Track;
  requests: number;
}

const tables: Record<Weather, readonly ActTable[]> = {
  calm: [calmActs],
  faults: [calmActs, faultActs],
  crashes: [calmActs, crashActs],
  together: [calmActs, togetherActs],
  storm: [calmActs, faultActs, crashActs, togetherActs],
};

const everything: ActTable = {
  ...shopActs,
  ...moneyActs,
  ...booksActs,
  ...receiptActs,
  ...calmActs,
  ...faultActs,
  ...crashActs,
  ...togetherActs,
};

export function makeHistory(
  seed: string,
  wish: { weather?: Weather; kind?: CompanyKind; steps?: readonly Step[] } = {},
): History {
  const random = seededRandom(seed);
  const kind = random.one<CompanyKind>('us-manual-tax', 'uk', 'us-manual-tax', 'us-automated-tax', 'uk');
  const weather = random.pick(weathers) ?? 'calm';
  const length = 10 + random.below(31);
  const chosen = wish.weather ?? weather;
  const people = [shopActs, moneyActs, booksActs, receiptActs];
  if (wish.steps) return { seed, kind: wish.kind ?? kind, weather: chosen, steps: [...wish.steps] };
  const steps = [step('makeInvoice', random), step('makeInvoice', random)];
  for (let index = 0; index < length; index += 1) {
    steps.push(step(choose(people, random), random));
    if (random.chance(0.7)) steps.push(step(choose(tables[chosen], random), random));
  }
  return { seed, kind: wish.kind ?? kind, weather: chosen, steps };
}

function step(act: string, random: Random): Step {
  return { act, seed: random.below(1_000_000_000) };
}

function choose(from: readonly ActTable[], random: Random): string {
  const acts = from.flatMap((table) => Object.entries(table));
  let at = random.next() * acts.reduce((total, [, { weight }]) => total + weight, 0);
  for (const [name, { weight }] of acts) {
    at -= weight;
    if (at < 0) return name;
  }
  return acts[0]?.[0] ?? 'work';
}

export async function runHistory(
  stage: Stage,
  history: History,
  steps: readonly Step[] = history.steps,
): Promise<Outcome> {
  const world = await openWorld(stage, history.kind);
  const told: string[] = [];
  try {
    for (const { act, seed } of steps) {
      const found = everything[act];
      if (!found) throw new Error(`There is no act ${act}.`);
      told.push(`${act}@${seed}: ${await found.act(world, seededRandom(String(seed)))}`);
      if (process.env.EXPLORE_TELL) process.stderr.write(`${told.at(-1)}\n`);
      if (Number(process.env.EXPLORE_TELL) > 1) process.stderr.write(await tellAll(world));
    }
    const verdict = await judged(world);
    return { ...verdict, told, track: world.track, requests: world.control.requests().length };
  } catch (error) {
    const problem = `broke off after ${told.length} steps: ${error instanceof Error ? error.stack : String(error)}`;
    return { problems: [...world.track.problems, problem], told, track: world.track, requests: 0 };
  } finally {
    await world.close();
  }
}

async function judged(world: World): Promise<{ problems: string[] }> {
  await quiet(world);
  if (Number(process.env.EXPLORE_TELL) > 1) process.stderr.write(`at the end\n${await tellAll(world)}`);
  const checks = async () => [
    ...(await checkOnce(world)),
    ...(await checkAgreement(world)),
    ...(await checkMoney(world)),
    ...(await checkKept(world)),
  ];
  const found = await checks();
  const before = await stateOf(world);
  await passIdly(world);
  const after = await stateOf(world);
  const moved = Object.keys(after).filter((key) => after[key] !== before[key]);
  const idle = moved.map((key) => `quiet: with nobody doing anything ${key} went from ${before[key]} to ${after[key]}`);
  const echo = await checkEcho(world);
  return { problems: [...world.track.problems, ...found, ...idle, ...echo] };
}
