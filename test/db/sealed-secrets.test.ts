/** Secrets at rest: each names its key, and every column that holds some is known to the command that changes the key. */
import { createCipheriv, createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSeal, SealBroken } from '../../src/base/seal.ts';
import {
  announceKeys,
  endOtherKeys,
  KeyNotKnownElsewhere,
  KeyUnknown,
  takeKeyIntoUse,
} from '../../src/db/encryption-keys.ts';
import { sealedColumns } from '../../src/db/sealed-secrets.ts';
import { type TestDatabase, testDatabase } from '../kit/postgres.ts';

const former = 'the former key of these tests';
const next = 'the next key of these tests';
const now = new Date('2026-11-24T10:00:00Z');

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

test('what was sealed under a former key is opened with it, and by no other', () => {
  const sealed = createSeal(former).seal('refresh-1');
  expect(createSeal(next, [former]).open(sealed)).toBe('refresh-1');
  expect(() => createSeal(next).open(sealed)).toThrow(SealBroken);
  expect(createSeal(next, [former]).seal('a').subarray(1, 5).toString('hex')).toBe(createSeal(next).keyId);
});

test('a changed byte is noticed', () => {
  const seal = createSeal(former);
  const sealed = seal.seal('refresh-1');
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => seal.open(changed), `byte ${index}`).toThrow(SealBroken);
  }
});

test('the form from before keys had names is read, under each of the keys', () => {
  const nonce = Buffer.alloc(12, 7);
  const cipher = createCipheriv('aes-256-gcm', createHash('sha256').update(former).digest(), nonce);
  const body = Buffer.concat([cipher.update('old', 'utf8'), cipher.final()]);
  const sealed = Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), body]);
  expect(createSeal(next, [former]).open(sealed)).toBe('old');
});

test('a column of bytes is a hash or a sealed secret that is sealed anew', async () => {
  const columns = await db.database.system(
    (tx) => tx<{ table: string; column: string }[]>`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea'`,
  );
  const unknown = columns.filter(
    ({ table, column }) =>
      !column.endsWith('_hash') && !sealedColumns.some(([known, name]) => known === table && name === column),
  );
  expect(unknown).toEqual([]);
  expect(columns.length).toBeGreaterThan(sealedColumns.length);
});

test('a key comes into use only where all who run can read it, and goes when nobody seals with it', async () => {
  const old = createSeal(former);
  const both = createSeal(next, [former]);
  const take = (seal: typeof old) => db.database.system((tx) => takeKeyIntoUse(tx, seal, now));
  const end = () => db.database.system((tx) => endOtherKeys(tx, both.keyId));
  const oldGoes = await announceKeys(db.url, old);
  await take(old);
  const bothGo = await announceKeys(db.url, both);
  await expect(take(both)).rejects.toThrow(KeyNotKnownElsewhere);
  // The other process is started again, and can read the new key; it still seals with its own.
  const readsBothGoes = await announceKeys(db.url, createSeal(former, [next]));
  await oldGoes();
  await take(both);
  expect(await end()).toBe('others_seal');
  await readsBothGoes();
  expect(await end()).toBe('ended');
  await expect(take(old)).rejects.toThrow(KeyUnknown);
  await bothGo();
});
