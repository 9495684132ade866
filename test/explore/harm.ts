/**
 * A process that can die or stop at any moment: wraps what it does to the world (requests, transactions) and breaks off before
 * or after the n-th one. Invariant: once dead it does nothing any more, not even give its lease back.
 */
import type { Database } from '../../src/db/database.ts';

export class Crash extends Error {
  constructor(place: string) {
    super(`The process was killed ${place}.`);
    this.name = 'Crash';
  }
}

export interface Trap {
  /** Which of the things that are done. */
  at: 'request' | 'write' | 'read';
  when: 'before' | 'after';
  /** 0: the first from now on. */
  skip: number;
  /** A stall goes on when it is released; a crash never does. */
  how: 'crash' | 'stall';
}

export interface Harm {
  fetch: typeof fetch;
  database: Database;
  arm(trap: Trap): void;
  disarm(): void;
  dead(): boolean;
  /** Resolves when a stall was reached; it stands still until `release`. */
  reached(): Promise<void>;
  release(): void;
  /** Asked before each thing that is done; null: it goes on at once. */
  setGate(gate: (() => Promise<void>) | null): void;
  /** Something that it began is under way. */
  busy(): boolean;
  /** Ends it for good; resolves when nothing that it began is under way any more. */
  kill(): Promise<void>;
}

export function createHarm(database: Database): Harm {
  let trap: Trap | null = null;
  let dead = false;
  let gate: (() => Promise<void>) | null = null;
  const underWay = new Set<Promise<unknown>>();
  let reach = () => {};
  let release = () => {};
  let reached = new Promise<void>((resolve) => {
    reach = resolve;
  });

  async function spring(at: Trap['at'], when: Trap['when']): Promise<void> {
    if (dead) throw new Crash('before');
    if (!trap || trap.at !== at || trap.when !== when) return;
    if (trap.skip > 0) {
      trap.skip -= 1;
      return;
    }
    const { how } = trap;
    trap = null;
    if (how === 'crash') {
      dead = true;
      throw new Crash(`${when} a ${at}`);
    }
    reach();
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    if (dead) throw new Crash('while it stood still');
  }

  async function around<Result>(at: Trap['at'], work: () => Promise<Result>): Promise<Result> {
    await gate?.();
    await spring(at, 'before');
    const begun = work();
    underWay.add(begun);
    const result = await begun.finally(() => underWay.delete(begun));
    await spring(at, 'after');
    return result;
  }

  return {
    fetch: (input, init) => around('request', () => fetchWhole(input, init)),
    database: {
      ...database,
      read: (companyId, work) => around('read', () => database.read(companyId, work)),
      write: (companyId, work) => around('write', () => database.write(companyId, work)),
      system: (work) => around('write', () => database.system(work)),
    },
    arm(next) {
      trap = { ...next };
      reached = new Promise<void>((resolve) => {
        reach = resolve;
      });
    },
    disarm() {
      trap = null;
    },
    dead: () => dead,
    reached: () => reached,
    release: () => release(),
    setGate(next) {
      gate = next;
    },
    busy: () => underWay.size > 0,
    async kill() {
      dead = true;
      release();
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}

/** An answer that has come whole, so that reading it is nothing that happens in between. */
async function fetchWhole(...request: Parameters<typeof fetch>): Promise<Response> {
  const answer = await fetch(...request);
  const body = await answer.arrayBuffer();
  return new Response(body.byteLength === 0 ? null : body, { status: answer.status, headers: answer.headers });
}
