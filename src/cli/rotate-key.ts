/**
 * `tandem rotate-key`: seals every stored secret anew, a lot at a time, each lot in a transaction: whenever it ends, each secret
 * is under one of the two keys and names it. Repeating it goes on where it ended.
 */
import type { Clock } from '../base/clock.ts';
import { createSeal, type Seal } from '../base/seal.ts';
import type { Database } from '../db/database.ts';
import { announceKeys, endOtherKeys, takeKeyIntoUse } from '../db/encryption-keys.ts';
import { countOtherwiseSealed, resealSome, sealedColumns, type Unreadable } from '../db/sealed-secrets.ts';
import { type Config, ConfigError } from './config.ts';
import type { OpenedDatabase } from './open-database.ts';
import type { Progress } from './progress.ts';

export interface Keys {
  former: string;
  next: string;
}

const lotSize = 100;
const shortestKey = 16;

/** `stdin`: the former key on the first line, the new one on the second; null: both are in the environment. */
export function readKeys(config: Pick<Config, 'encryptionKey' | 'formerEncryptionKey'>, stdin: string | null): Keys {
  const [former = '', next = ''] =
    stdin === null ? [config.formerEncryptionKey ?? '', config.encryptionKey ?? ''] : stdin.split(/\r?\n/);
  const names = stdin === null ? ['ENCRYPTION_KEY_OLD', 'ENCRYPTION_KEY'] : ['first line', 'second line'];
  const problems = [
    ...(former.length < shortestKey ? [`${names[0]}: is the former key, with at least ${shortestKey} characters`] : []),
    ...(next.length < shortestKey ? [`${names[1]}: is the new key, with at least ${shortestKey} characters`] : []),
    ...(former !== '' && former === next
      ? [`${names[1]}: is the former key; make a new one with: openssl rand -base64 32`]
      : []),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  return { former, next };
}

export interface Rotated {
  done: boolean;
  /** What came of it, and what to do, for the person who asked. */
  said: string;
}

export async function rotateKey(
  { database, directUrl }: Pick<OpenedDatabase, 'database' | 'directUrl'>,
  of: { keys: Keys; clock: Clock; progress: Progress; stopped: AbortSignal },
): Promise<Rotated> {
  const seal = createSeal(of.keys.next, [of.keys.former]);
  const release = await announceKeys(directUrl, seal);
  try {
    await database.system((tx) => takeKeyIntoUse(tx, seal, of.clock.now()));
    let resealed = 0;
    for (;;) {
      const passed = await resealAll(database, seal, of);
      resealed += passed.resealed;
      if (of.stopped.aborted) return { done: false, said: `Stopped after ${resealed}. Run it again to go on.` };
      if (passed.unreadable.length > 0) return unreadable(resealed, passed.unreadable);
      const ended = await database.system((tx) => endOtherKeys(tx, seal.keyId));
      // Somebody sealed with the former key while we passed by.
      if (ended === 'secrets_left') continue;
      return ended === 'ended' ? done(resealed) : othersSeal(resealed);
    }
  } finally {
    of.progress.end();
    await release();
  }
}

interface Passed {
  seen: number;
  unreadable: Unreadable[];
}

async function resealAll(
  database: Database,
  seal: Seal,
  { progress, stopped }: { progress: Progress; stopped: AbortSignal },
): Promise<{ resealed: number; unreadable: Unreadable[] }> {
  const total = await database.system((tx) => countOtherwiseSealed(tx, seal.keyId));
  const passed: Passed = { seen: 0, unreadable: [] };
  for (const column of sealedColumns) {
    for (let after: string | null = ''; after !== null && !stopped.aborted; ) {
      const from: string = after;
      const lot = await database.system((tx) => resealSome(tx, seal, { column, after: from, limit: lotSize }));
      passed.unreadable.push(...lot.unreadable);
      passed.seen += lot.seen;
      progress.show(passed.seen, Math.max(total, passed.seen));
      after = lot.after;
    }
  }
  return { resealed: passed.seen - passed.unreadable.length, unreadable: passed.unreadable };
}

function done(resealed: number): Rotated {
  return {
    done: true,
    said: `Done: ${resealed} sealed anew, and nothing needs the former key any more. Take ENCRYPTION_KEY_OLD out of the environment when you next start Tandem.`,
  };
}

function othersSeal(resealed: number): Rotated {
  return {
    done: false,
    said: `${resealed} sealed anew, but a Tandem process that is running still seals with the former key. Start it again with the new key as ENCRYPTION_KEY and the former one as ENCRYPTION_KEY_OLD, and run this again.`,
  };
}

function unreadable(resealed: number, rows: readonly Unreadable[]): Rotated {
  const named = rows.map(({ table, column, row }) => `  ${table}.${column} of ${row}`).join('\n');
  return {
    done: false,
    said: `${resealed} sealed anew. These can be read with neither key; connect QuickBooks again, make the webhook endpoint anew, or reset the second factor, and run this again:\n${named}`,
  };
}
