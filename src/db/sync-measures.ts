/** What the log says of the last day: how long things took, and how many invoices each hour. Two reads by index. */
import type { Id } from '../base/ids.ts';
import type { Reader } from './database.ts';

export interface Latency {
  count: number;
  /** Milliseconds; null: nothing was measured. */
  p50: number | null;
  p99: number | null;
}

interface Query {
  companyId: Id;
  since: Date;
}

/** From the cause to the write that was done for it, in each direction. */
export async function measureLatency(
  reader: Reader,
  query: Query,
): Promise<{ toQuickBooks: Latency; fromQuickBooks: Latency }> {
  const rows = await reader<{ direction: string; count: string; parts: string[] }[]>`
    select direction, count(*), percentile_disc(array[0.5, 0.99]) within group (order by waited_ms)::text[] as parts
    from sync_log where company_id = ${query.companyId} and at > ${query.since} and outcome = 'done'
      and waited_ms is not null
    group by direction`;
  const of = (direction: string): Latency => {
    const row = rows.find((candidate) => candidate.direction === direction);
    if (!row) return { count: 0, p50: null, p99: null };
    return { count: Number(row.count), p50: Number(row.parts[0]), p99: Number(row.parts[1]) };
  };
  return { toQuickBooks: of('to_quickbooks'), fromQuickBooks: of('from_quickbooks') };
}

export interface HourCounts {
  hour: Date;
  /** Invoices for which something was done, is held for a person, and was refused by QuickBooks. */
  synced: number;
  waiting: number;
  failed: number;
}

const hourMs = 3_600_000;

/** The 24 hours up to the one that `now` is in, oldest first; an hour without anything is there too. */
export async function countHours(reader: Reader, query: { companyId: Id; now: Date }): Promise<HourCounts[]> {
  const current = Math.floor(query.now.getTime() / hourMs) * hourMs;
  const hours = Array.from({ length: 24 }, (_, index) => new Date(current - (23 - index) * hourMs));
  const rows = await reader<{ hour: Date; synced: string; waiting: string; failed: string }[]>`
    select date_trunc('hour', at, 'UTC') as hour,
      count(distinct invoice_id) filter (where outcome = 'done') as synced,
      count(distinct invoice_id) filter (where outcome in ('held', 'unknown')) as waiting,
      count(distinct invoice_id) filter (where outcome = 'refused') as failed
    from sync_log where company_id = ${query.companyId} and at >= ${hours[0] ?? query.now} and at <= ${query.now}
    group by 1`;
  const found = new Map(rows.map((row) => [row.hour.getTime(), row]));
  return hours.map((hour) => {
    const row = found.get(hour.getTime());
    const [synced, waiting, failed] = [row?.synced, row?.waiting, row?.failed].map((count) => Number(count ?? 0));
    return { hour, synced: synced ?? 0, waiting: waiting ?? 0, failed: failed ?? 0 };
  });
}
