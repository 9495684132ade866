/** Runs many histories, makes those that fail as small as they get, and counts what was covered. */
import type { CompanyKind } from '../../src/simulator/simulator.ts';
import type { Step } from './act.ts';
import { type History, makeHistory, type Outcome, runHistory, type Weather } from './history.ts';
import type { Stage } from './stage.ts';

export interface Wish {
  seed: string;
  /** Their numbers. */
  histories: readonly number[];
  weather?: Weather;
  kind?: CompanyKind;
  /** These instead of those that the seed gives. */
  steps?: readonly Step[];
  shrink: boolean;
  stopAtFirst: boolean;
}

export interface Failure {
  seed: string;
  history: number;
  kind: string;
  weather: string;
  problems: string[];
  steps: string[];
}

export interface Summary {
  seed: string;
  histories: number;
  steps: number;
  requests: number;
  seconds: number;
  faults: Record<string, number>;
  crashes: Record<string, number>;
  failures: Failure[];
}

const mostTries = 60;

/** Hears of each history when it is done: the text of a failure, or null. */
export type Told = (failure: string | null) => void;

export async function explore(stage: Stage, wish: Wish, told: Told): Promise<Summary> {
  const began = Date.now();
  const summary = noSummary(wish.seed);
  for (const number of wish.histories) {
    const history = makeHistory(`${wish.seed}/${number}`, wish);
    const outcome = await runHistory(stage, history);
    summary.histories += 1;
    summary.steps += history.steps.length;
    summary.requests += outcome.requests;
    add(summary.faults, outcome.track.faults);
    add(summary.crashes, outcome.track.crashes);
    if (outcome.problems.length === 0) {
      told(null);
      continue;
    }
    const small = wish.shrink ? await shrink(stage, history, outcome) : outcome;
    const { kind, weather } = history;
    const failure = { seed: wish.seed, history: number, kind, weather, problems: small.problems, steps: small.told };
    summary.failures.push(failure);
    told(tell(failure));
    if (wish.stopAtFirst) break;
  }
  summary.seconds = Math.round((Date.now() - began) / 100) / 10;
  return summary;
}

function noSummary(seed: string): Summary {
  return { seed, histories: 0, steps: 0, requests: 0, seconds: 0, faults: {}, crashes: {}, failures: [] };
}

/** What several processes found together; they ran at the same time. */
export function sumUp(seed: string, parts: readonly Summary[]): Summary {
  const whole = noSummary(seed);
  for (const part of parts) {
    whole.histories += part.histories;
    whole.steps += part.steps;
    whole.requests += part.requests;
    whole.seconds = Math.max(whole.seconds, part.seconds);
    add(whole.faults, Object.entries(part.faults));
    add(whole.crashes, Object.entries(part.crashes));
    whole.failures.push(...part.failures);
  }
  whole.failures.sort((a, b) => a.history - b.history);
  return whole;
}

function add(to: Record<string, number>, counts: Iterable<[string, number]>): void {
  for (const [what, count] of counts) to[what] = (to[what] ?? 0) + count;
}

/** The first word of what is wrong: a smaller history must be wrong in the same way. */
function signOf(outcome: Outcome): string {
  return outcome.problems[0]?.split(':')[0] ?? '';
}

/** Drops steps, many at a time and then one by one, while it still fails in the same way. */
async function shrink(stage: Stage, history: History, first: Outcome): Promise<Outcome> {
  const sign = signOf(first);
  let best = first;
  let steps: readonly Step[] = history.steps;
  let tries = 0;
  for (
    let size = Math.ceil(steps.length / 2);
    size >= 1 && tries < mostTries;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at < steps.length && tries < mostTries; ) {
      const fewer = [...steps.slice(0, at), ...steps.slice(at + size)];
      tries += 1;
      const outcome = await runHistory(stage, history, fewer);
      if (outcome.problems.length > 0 && signOf(outcome) === sign) {
        steps = fewer;
        best = outcome;
      } else at += size;
    }
  }
  return best;
}

export function tell(failure: Failure): string {
  const { seed, history, kind, weather, problems, steps } = failure;
  return [
    `FAILED --seed ${seed} --history ${history} (${kind}, ${weather})`,
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    ...problems.map((problem) => `  ✗ ${problem}`),
  ].join('\n');
}
