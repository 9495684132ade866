/** /sync/stats: what is synced, waiting and held, and what it costs of QuickBooks' quota; now, and over time. */
import { seriesQuery, syncSeries, syncStats } from '../../contract/sync.ts';
import { countCalls } from '../../db/calls.ts';
import { currentConnection } from '../../db/connections.ts';
import { countOpenIssues } from '../../db/issues.ts';
import { countStates, countWaiting } from '../../db/links.ts';
import { countHours, measureLatency } from '../../db/sync-measures.ts';
import { measureSeries, mostInAMinute, timesOf } from '../../db/sync-series.ts';
import { webhookCounts } from '../../db/webhook-events.ts';
import { quotaLimits } from '../../quickbooks/quota.ts';
import { defineRoute, type Route } from '../define-route.ts';

/** Reads a month that Intuit's free tier allows, over all companies of an app. */
const monthBudget = 500_000;
const dayMs = 86_400_000;

const states = ['not_synced', 'pending', 'synced', 'held', 'conflict', 'failed', 'voided', 'unlinked'] as const;

const stats = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sync/stats',
  tag: 'sync',
  summary: 'Counts of the sync, measured latency, and calls against the quota and the monthly budget',
  permission: 'invoices.view',
  response: syncStats,
  async handler({ reader, companyId, now }) {
    const connection = await currentConnection(reader, companyId);
    const scope = { companyId, realmId: connection?.realmId ?? '' };
    const counts = await countStates(reader, scope);
    const minuteAgo = new Date(now.getTime() - 60_000);
    const monthStart = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
    const calls = await countCalls(reader, { companyId, minuteAgo, monthStart });
    const webhooks = await webhookCounts(reader, companyId);
    const perState = Object.fromEntries(states.map((state) => [state, counts.get(state) ?? 0]));
    return {
      body: {
        // All states are named above, so the record is whole.
        states: perState as Record<(typeof states)[number], number>,
        openIssues: await countOpenIssues(reader, companyId),
        waiting: await countWaiting(reader, scope),
        calls: { ...calls, monthBudget },
        webhooks: { ...webhooks, lastAt: webhooks.lastAt?.toISOString() ?? null },
        latency: await measureLatency(reader, { companyId, since: new Date(now.getTime() - dayMs) }),
        last24h: (await countHours(reader, { companyId, now })).map((row) => ({
          ...row,
          hour: row.hour.toISOString(),
        })),
      },
    };
  },
});

const series = defineRoute({
  kind: 'read',
  method: 'get',
  path: '/sync/stats/series',
  tag: 'sync',
  summary: 'What was synced, its latency and its calls, by hour of the last day or by day of the last 30',
  permission: 'invoices.view',
  query: seriesQuery,
  response: syncSeries,
  async handler({ reader, companyId, query, now }) {
    const step = query.span === 'day' ? ('hour' as const) : ('day' as const);
    const times = timesOf({ step, count: step === 'hour' ? 24 : 30, now });
    const points = await measureSeries(reader, { companyId, step, times });
    const most = await mostInAMinute(reader, { companyId, since: times[0] ?? now });
    return {
      body: {
        step,
        points: points.map((point) => ({ ...point, at: point.at.toISOString() })),
        callsPerMinute: { limit: quotaLimits.perMinute, most },
      },
    };
  },
});

export const syncStatsRoutes: Route[] = [stats, series];
