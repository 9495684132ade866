/**
 * Which keys are in use: by what is stored (the table encryption_keys) and by the processes that run (locks of their
 * sessions, so that nothing is left of one that died). No key comes into use that a running process cannot read.
 */
import postgres from 'postgres';
import type { KeyId, Seal } from '../base/seal.ts';
import type { Tx } from './database.ts';
import { canOpenStored, countOtherwiseSealed } from './sealed-secrets.ts';

/** First halves of the locks' names; a key's id is the second. */
const locks = { knows: 7_263_363, sealsWith: 7_263_364 } as const;

export class KeyUnknown extends Error {
  constructor() {
    super(
      'ENCRYPTION_KEY is not the key that the stored secrets are sealed under. Start with that one; to change it, set the new one as ENCRYPTION_KEY, the former one as ENCRYPTION_KEY_OLD, and run: tandem rotate-key',
    );
    this.name = 'KeyUnknown';
  }
}

export class KeyNotKnownElsewhere extends Error {
  constructor() {
    super(
      'Another Tandem process is running that cannot read what is sealed under this ENCRYPTION_KEY. Stop it, or start it again with this key as its ENCRYPTION_KEY_OLD, and then repeat this.',
    );
    this.name = 'KeyNotKnownElsewhere';
  }
}

/** For the start of a process that has announced its keys, and before it seals anything. Throws one of the two above. */
export async function takeKeyIntoUse(tx: Tx, seal: Seal, now: Date): Promise<void> {
  // One at a time: whoever starts meanwhile has announced itself, and sees below what is taken into use here.
  await tx`lock table encryption_keys in share row exclusive mode`;
  const inUse = await keysInUse(tx);
  if (inUse.some((keyId) => !seal.knownKeyIds.includes(keyId))) throw new KeyUnknown();
  // Secrets from before keys were listed name none: they are tried.
  if (inUse.length === 0 && !(await canOpenStored(tx, seal))) throw new KeyUnknown();
  if (inUse.includes(seal.keyId)) return;
  if (await isUnknownElsewhere(tx, seal.keyId)) throw new KeyNotKnownElsewhere();
  await tx`insert into encryption_keys (key_id, since) values (${seal.keyId}, ${now})`;
}

/** What keeps the other keys in use: a process that still seals with one, or secrets that are still under one. */
export type KeysEnded = 'ended' | 'others_seal' | 'secrets_left';

/** Takes all keys but this one out of use, where nothing needs them any more. */
export async function endOtherKeys(tx: Tx, keyId: KeyId): Promise<KeysEnded> {
  await tx`lock table encryption_keys in share row exclusive mode`;
  const [other] = await tx`
    select 1 from pg_locks where ${isLockOf(tx, locks.sealsWith)} and objid::bigint <> ${lockNumber(keyId)} limit 1`;
  if (other) return 'others_seal';
  if ((await countOtherwiseSealed(tx, keyId)) > 0) return 'secrets_left';
  await tx`delete from encryption_keys where key_id <> ${keyId}`;
  return 'ended';
}

async function keysInUse(tx: Tx): Promise<KeyId[]> {
  return (await tx<{ key_id: KeyId }[]>`select key_id from encryption_keys`).map((row) => row.key_id);
}

async function isUnknownElsewhere(tx: Tx, keyId: KeyId): Promise<boolean> {
  const [blind] = await tx`
    select 1 from pg_locks where ${isLockOf(tx, locks.knows)}
    group by pid having not bool_or(objid::bigint = ${lockNumber(keyId)}) limit 1`;
  return blind !== undefined;
}

/** Advisory locks with a name of two halves, of this database. */
function isLockOf(tx: Tx, kind: number) {
  return tx`locktype = 'advisory' and objsubid = 2 and classid::bigint = ${kind}
    and database = (select oid from pg_database where datname = current_database())`;
}

function lockNumber(keyId: KeyId): number {
  return Number.parseInt(keyId, 16) % 2 ** 31;
}

const announceAgainMs = 1000;

/**
 * Tells others which keys this process knows and seals with, until the answered function is called. The session is opened
 * anew when it breaks. `url` must reach Postgres itself, not a pooler.
 */
export async function announceKeys(
  url: string,
  seal: Pick<Seal, 'keyId' | 'knownKeyIds'>,
): Promise<() => Promise<void>> {
  let timer: NodeJS.Timeout | null = null;
  let ended = false;
  const again = () => {
    if (ended || timer) return;
    timer = setTimeout(() => {
      timer = null;
      announce().catch(again);
    }, announceAgainMs);
    timer.unref();
  };
  const sql = postgres(url, {
    max: 1,
    max_lifetime: null,
    onnotice: () => undefined,
    connection: { application_name: 'tandem keys' },
    onclose: again,
  });
  const kinds = [locks.sealsWith, ...seal.knownKeyIds.map(() => locks.knows)];
  const numbers = [seal.keyId, ...seal.knownKeyIds].map(lockNumber);
  const announce = async () => {
    await sql`
      select pg_advisory_lock_shared(kind, number)
      from unnest(${kinds}::integer[], ${numbers}::integer[]) as wanted(kind, number)`;
  };
  await announce();
  return async () => {
    ended = true;
    if (timer) clearTimeout(timer);
    await sql.end({ timeout: 5 });
  };
}
