/** Which companies a worker claims next, beside one that has a long backlog. */
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/base/ids.ts';
import type { Tx } from '../../src/db/database.ts';
import { companiesWithWork, releaseLease, takeLease, type Work } from '../../src/db/leases.ts';
import { dueLooks, finishLooks } from '../../src/db/looks.ts';
import { addCompany, type Company, startCompany } from '../shop/company.ts';

let busy: Company;
const others: string[] = [];
const now = new Date('2026-03-02T12:00:00Z');
const owner = newId();
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

beforeAll(async () => {
  busy = await startCompany();
  for (let n = 0; n < 5; n += 1) others.push((await addCompany(busy.database, `beside-${n}`)).companyId);
  await busy.database.system((tx) => tx`delete from looks`);
  // Longer than what is read in the order of the looks, and older than all others.
  await look(busy.companyId, 3000, ago(500));
});
afterAll(() => busy.drop());

function look(companyId: string, count: number, dueAt: Date): Promise<unknown> {
  return busy.database.system(
    (tx) => tx`
      insert into looks (company_id, kind, subject_id, due_at, created_at)
      select ${companyId}, 'invoice', n::text, ${dueAt}, ${dueAt} from generate_series(1, ${count}::integer) as n`,
  );
}

const claimable = async (after: string | null) =>
  (await busy.database.system((tx) => companiesWithWork(tx, { now, limit: 8, after }))).companyIds;

test('the one that waits longest comes first, the others are found beside it', async () => {
  expect(await claimable(null)).toEqual([busy.companyId]);
  await look(others[3] ?? '', 1, ago(10));
  await look(others[1] ?? '', 1, ago(20));
  await look(others[2] ?? '', 1, new Date(now.getTime() + 1000));
  expect(await claimable(null)).toEqual([busy.companyId, others[1], others[3]]);
  const lease = { companyId: busy.companyId, owner, now, until: new Date(now.getTime() + 60_000) };
  await busy.database.system((tx) => takeLease(tx, lease));
  // From whichever company on: those before it come round too.
  for (const after of [null, busy.companyId, ...others]) expect(await claimable(after)).toEqual([others[1], others[3]]);
  await busy.database.system((tx) => releaseLease(tx, lease));
});

test('however many wait behind a backlog, each comes in turn', async () => {
  const lease = { companyId: busy.companyId, owner, now, until: new Date(now.getTime() + 60_000) };
  await busy.database.system((tx) => takeLease(tx, lease));
  await busy.database.system(async (tx) => {
    await tx`
      insert into companies select copied.* from companies
      cross join generate_series(1, 180) as n
      cross join lateral jsonb_populate_record(companies, jsonb_build_object('id', md5(n::text)::uuid)) as copied
      where companies.id = ${busy.companyId}`;
    await tx`
      insert into looks (company_id, kind, subject_id, due_at, created_at)
      select id, 'invoice', 'one', ${now}, ${now} from companies where id <> ${busy.companyId} on conflict do nothing`;
  });
  const seen = new Set<string>();
  let after: string | null = null;
  for (let claim = 0; claim < 4; claim += 1) {
    const work: Work = await busy.database.system((tx) => companiesWithWork(tx, { now, limit: 500, after }));
    for (const companyId of work.companyIds) seen.add(companyId);
    after = work.walkedTo;
  }
  expect(seen.size).toBe(180 + others.length);
  expect(after).toBeNull();
  await busy.database.system((tx) => releaseLease(tx, lease));
});

test('a backlog that grew since the plans were made is not read as a whole', async () => {
  const { companyId } = busy;
  const wholeScans = async (tx: Tx) => {
    const [read] = await tx<{ scans: string }[]>`
      select seq_scan as scans from pg_stat_xact_user_tables where relname = 'looks'`;
    return Number(read?.scans);
  };
  const round = async () =>
    busy.run(async (tx) => {
      const before = await wholeScans(tx);
      const looks = await dueLooks(tx, { companyId, now, limit: 300 });
      await finishLooks(tx, companyId, looks);
      return { finished: looks.length, wholeScans: (await wholeScans(tx)) - before };
    });
  await busy.database.system((tx) => tx`delete from looks`);
  const sql = postgres(busy.url, { max: 1 });
  await sql`vacuum (analyze, truncate) looks`;
  await sql.end();
  for (let n = 0; n < 8; n += 1) await round();
  await look(companyId, 3000, now);
  expect(await round()).toEqual({ finished: 300, wholeScans: 0 });
});
