/** What the log and the calls say over time: by hour or by day of UTC, oldest first. */
import type { Id } from '../base/ids.ts';
import type { Reader } from './database.ts';
import type { Latency } from './sync-measures.ts';

const stepMs = { hour: 3_600_000, day: 86_400_000 } as const;

interface Point {
  at: Date;
  /** Invoices for which something was done, is held for a person, and was refused by QuickBooks. */
  synced: number;
  waiting: number;
  failed: number;
  toQuickBooks: Latency;
  fromQuickBooks: Latency;
  calls: number;
  reads: number;
}

/** The beginnings of `count` hours or days up to the one that `now` is in. */
export function timesOf({ step, count, now }: { step: 'hour' | 'day'; count: number; now: Date }): Date[] {
  const length = stepMs[step];
  const current = Math.floor(now.getTime() / length) * length;
  return Array.from({ length: count }, (_, index) => new Date(current - (count - 1 - index) * length));
}

interface Query {
  companyId: Id;
  step: 'hour' | 'day';
  times: readonly Date[];
}

/** A time without anything is there too. */
export async function measureSeries(reader: Reader, query: Query): Promise<Point[]> {
  const [counts, latencies, calls] = [
    await countOutcomes(reader, query),
    await measureLatencies(reader, query),
    await countCallsBy(reader, query),
  ];
  return query.times.map((at) => {
    const key = at.getTime();
    const latencyOf = (direction: string) =>
      latencies.find((row) => row.at === key && row.direction === direction)?.latency ?? noLatency;
    return {
      at,
      ...(counts.get(key) ?? { synced: 0, waiting: 0, failed: 0 }),
      ...(calls.get(key) ?? { calls: 0, reads: 0 }),
      toQuickBooks: latencyOf('to_quickbooks'),
      fromQuickBooks: latencyOf('from_quickbooks'),
    };
  });
}

const noLatency: Latency = { count: 0, p50: null, p99: null };

async function countOutcomes(reader: Reader, { companyId, step, times }: Query) {
  const rows = await reader<{ at: Date; synced: string; waiting: string; failed: string }[]>`
    select date_trunc(${step}, at, 'UTC') as at,
      count(distinct invoice_id) filter (where outcome = 'done') as synced,
      count(distinct invoice_id) filter (where outcome in ('held', 'unknown')) as waiting,
      count(distinct invoice_id) filter (where outcome = 'refused') as failed
    from sync_log where company_id = ${companyId} and at >= ${times[0] ?? null} group by 1`;
  return new Map(
    rows.map(({ at, synced, waiting, failed }) => [
      at.getTime(),
      { synced: Number(synced), waiting: Number(waiting), failed: Number(failed) },
    ]),
  );
}

async function measureLatencies(reader: Reader, { companyId, step, times }: Query) {
  const rows = await reader<{ at: Date; direction: string; count: string; parts: string[] }[]>`
    select date_trunc(${step}, at, 'UTC') as at, direction, count(*),
      percentile_disc(array[0.5, 0.99]) within group (order by waited_ms)::text[] as parts
    from sync_log where company_id = ${companyId} and at >= ${times[0] ?? null} and outcome = 'done'
      and waited_ms is not null
    group by 1, 2`;
  return rows.map(({ at, direction, count, parts }) => ({
    at: at.getTime(),
    direction,
    latency: { count: Number(count), p50: Number(parts[0]), p99: Number(parts[1]) },
  }));
}

async function countCallsBy(reader: Reader, { companyId, step, times }: Query) {
  const rows = await reader<{ at: Date; calls: string; reads: string }[]>`
    select date_trunc(${step}, at, 'UTC') as at, count(*) as calls, sum(reads) as reads
    from calls where company_id = ${companyId} and at >= ${times[0] ?? null} group by 1`;
  return new Map(rows.map((row) => [row.at.getTime(), { calls: Number(row.calls), reads: Number(row.reads) }]));
}

/** The most requests that went out in one minute. */
export async function mostInAMinute(reader: Reader, query: { companyId: Id; since: Date }): Promise<number> {
  const [row] = await reader<{ most: string | null }[]>`
    select max(count) as most from (
      select count(*) from calls where company_id = ${query.companyId} and at >= ${query.since}
      group by date_trunc('minute', at)) as minutes`;
  return Number(row?.most ?? 0);
}
