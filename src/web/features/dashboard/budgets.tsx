/** What the sync uses of what QuickBooks allows: requests in a minute, reads in a month; and the webhooks that came. */
import { Progress } from '@mantine/core';
import type { SyncSeries, SyncStats } from '../../../contract/sync.ts';
import { Panel } from '../../parts/panel.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from './dashboard.module.css';

export function Budgets({ series, stats }: { series: SyncSeries; stats: SyncStats }) {
  const { t, format } = useWords();
  const { most, limit } = series.callsPerMinute;
  const { monthReads, monthBudget } = stats.calls;
  const { received, refused, lastAt } = stats.webhooks;
  const number = (count: number) => format.number(String(count));
  return (
    <div className={classes.budgets}>
      <Panel title={t('dash.quota')}>
        <Meter label={t('dash.quota')} part={most} whole={limit} />
        <p className="dim">{t('dash.quotaOf', { most: number(most), limit: number(limit) })}</p>
      </Panel>
      <Panel title={t('dash.budget')}>
        <Meter label={t('dash.budget')} part={monthReads} whole={monthBudget} />
        <p className="dim">{t('dash.budgetOf', { reads: number(monthReads), budget: number(monthBudget) })}</p>
      </Panel>
      <Panel title={t('dash.webhooks')}>
        <p>{t('dash.webhooksText', { received: number(received), refused: number(refused) })}</p>
        {lastAt && (
          <p className="dim">
            {t('dash.lastWebhook')} <RelativeTime at={lastAt} />
          </p>
        )}
      </Panel>
    </div>
  );
}

function Meter({ label, part, whole }: { label: string; part: number; whole: number }) {
  const percent = Math.min(100, (part / whole) * 100);
  const color = percent < 75 ? 'var(--chart-done)' : percent < 95 ? 'var(--chart-held)' : 'var(--chart-failed)';
  return (
    <Progress.Root size="md" mb={6}>
      <Progress.Section value={Math.max(percent, part > 0 ? 1 : 0)} color={color} aria-label={label} />
    </Progress.Root>
  );
}
