/** All secrets that are sealed under ENCRYPTION_KEY, wherever they are: to be sealed anew when the key is changed. */
import { type KeyId, type Seal, SealBroken, sealedBeginning } from '../base/seal.ts';
import type { Tx } from './database.ts';

/** A test holds this to the schema: a column of bytes is a hash, or it is here. */
export const sealedColumns = [
  ['connections', 'access_token'],
  ['connections', 'refresh_token'],
  ['webhook_endpoints', 'secret'],
  ['employees', 'totp_secret'],
  ['employees', 'totp_pending'],
] as const;
export type SealedColumn = (typeof sealedColumns)[number];

/** One that no known key opens, by its row. */
export interface Unreadable {
  table: string;
  column: string;
  row: string;
}

/** How many secrets are not under this key. Of all companies, so in a system transaction. */
export async function countOtherwiseSealed(tx: Tx, keyId: KeyId): Promise<number> {
  let total = 0;
  for (const [table, column] of sealedColumns) {
    const [row] = await tx<{ count: string }[]>`
      select count(*) from ${tx(table)} where ${otherwiseSealed(tx, column, keyId)}`;
    total += Number(row?.count ?? 0);
  }
  return total;
}

/**
 * Seals up to `limit` secrets of a column anew, after the row `after` (empty: from the first). Answers how many it saw and
 * where to go on; null: that was all. A row that somebody changes meanwhile is waited for.
 */
export async function resealSome(
  tx: Tx,
  seal: Seal,
  lot: { column: SealedColumn; after: string; limit: number },
): Promise<{ seen: number; after: string | null; unreadable: Unreadable[] }> {
  const [table, column] = lot.column;
  const key = keyColumns[table];
  const rows = await tx<{ row: string; sealed: Buffer }[]>`
    select ${tx.unsafe(key)} as row, ${tx(column)} as sealed from ${tx(table)}
    where ${otherwiseSealed(tx, column, seal.keyId)} and ${tx.unsafe(key)} > ${lot.after}
    order by 1 limit ${lot.limit} for update`;
  const unreadable: Unreadable[] = [];
  for (const { row, sealed } of rows) {
    const anew = reseal(seal, sealed);
    if (anew === null) unreadable.push({ table, column, row });
    else await tx`update ${tx(table)} set ${tx(column)} = ${anew} where ${tx.unsafe(key)} = ${row}`;
  }
  return { seen: rows.length, after: rows.length < lot.limit ? null : (rows.at(-1)?.row ?? null), unreadable };
}

/** The primary key as one text. */
const keyColumns: Record<SealedColumn[0], string> = {
  connections: "company_id || ' ' || realm_id",
  webhook_endpoints: "company_id || ' ' || id",
  employees: "company_id || ' ' || id",
};

function otherwiseSealed(tx: Tx, column: string, keyId: KeyId) {
  const beginning = sealedBeginning(keyId);
  return tx`${tx(column)} is not null and substring(${tx(column)} from 1 for ${beginning.length}) <> ${beginning}`;
}

function reseal(seal: Seal, sealed: Buffer): Buffer | null {
  try {
    return seal.seal(seal.open(sealed));
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

/** One secret of each column, to tell at a start whether they can be read. */
export async function canOpenStored(tx: Tx, seal: Seal): Promise<boolean> {
  for (const [table, column] of sealedColumns) {
    const [row] = await tx<{ sealed: Buffer }[]>`
      select ${tx(column)} as sealed from ${tx(table)} where ${tx(column)} is not null limit 1`;
    if (row && reseal(seal, row.sealed) === null) return false;
  }
  return true;
}
