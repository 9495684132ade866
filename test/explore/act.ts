/** An act is something that somebody does; a step is an act with the seed of its choices, so that it can be done again. */
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** Answers what was done, for people. */
export type Act = (world: World, random: Random) => Promise<string>;

export type ActTable = Readonly<Record<string, { weight: number; act: Act }>>;

export interface Step {
  act: string;
  seed: number;
}

/** What was tried, and the refusal where it was refused. */
export function told(what: string, answer: { status: number; body: unknown }): string {
  if (answer.status < 300) return what;
  const { code } = (answer.body ?? {}) as { code?: string };
  return `${what} (${answer.status} ${code ?? JSON.stringify(answer.body)})`;
}
