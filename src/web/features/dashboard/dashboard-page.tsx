/** The state of the sync at a glance: do the books agree, what waits, and how it went over time. */
import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useSyncSeries, useSyncStats } from '../../api/sync.ts';
import { PageFrame } from '../../parts/page.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { Budgets } from './budgets.tsx';
import classes from './dashboard.module.css';
import { Figures } from './figures.tsx';

/** The library of the charts is loaded when they are first shown. */
const Charts = lazy(async () => ({ default: (await import('./charts.tsx')).Charts }));

export function DashboardPage() {
  const { t } = useWords();
  const [span, setSpan] = useState<'day' | 'month'>('day');
  const stats = useSyncStats();
  const series = useSyncSeries(span);
  return (
    <PageFrame title={t('nav.dashboard')} lead={t('dash.lead')}>
      {!stats.data ? (
        <WholePage error={stats.error} retry={() => void stats.refetch()} />
      ) : (
        <div className={classes.stack}>
          <Figures stats={stats.data} />
          <div>
            <SegmentedControl
              aria-label={t('dash.span')}
              value={span}
              onChange={(value) => setSpan(value === 'month' ? 'month' : 'day')}
              data={[
                { value: 'day', label: t('dash.day') },
                { value: 'month', label: t('dash.month') },
              ]}
            />
          </div>
          {series.data ? (
            <>
              <Suspense fallback={<div className={classes.waiting} aria-busy="true" />}>
                <Charts series={series.data} stats={stats.data} spanName={t(`dash.${span}`)} />
              </Suspense>
              <Budgets series={series.data} stats={stats.data} />
            </>
          ) : (
            <WholePage error={series.error} retry={() => void series.refetch()} />
          )}
        </div>
      )}
    </PageFrame>
  );
}
