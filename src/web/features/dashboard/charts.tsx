/** The three charts. Their library comes with this file, so it is imported lazily and from nowhere else. */
import '@mantine/charts/styles.css';
import { BarChart, LineChart } from '@mantine/charts';
import type { SyncSeries, SyncStats } from '../../../contract/sync.ts';
import { useWords } from '../../words/use-words.tsx';
import { ChartPanel } from './chart-panel.tsx';
import classes from './dashboard.module.css';
import { useTimeNames } from './use-time-names.ts';

interface Props {
  series: SyncSeries;
  stats: SyncStats;
  spanName: string;
}

/** What is the same for all charts: no motion, thin lines, a legend that the panel draws. */
const look = {
  h: 220,
  dataKey: 'time',
  tickLine: 'none',
  gridAxis: 'x',
  withLegend: false,
  xAxisProps: { minTickGap: 24, fontSize: 12 },
  tooltipAnimationDuration: 0,
} as const;
const whole = { allowDecimals: false, width: 40, fontSize: 12 } as const;

export function Charts({ series, stats, spanName }: Props) {
  return (
    <div className={classes.charts}>
      <Outcomes series={series} spanName={spanName} />
      <Latencies series={series} stats={stats} spanName={spanName} />
      <Calls series={series} spanName={spanName} />
    </div>
  );
}

type Part = Omit<Props, 'stats'>;

function Outcomes({ series, spanName }: Part) {
  const { t } = useWords();
  const timeOf = useTimeNames(series.step);
  const columns = [
    { name: 'synced', label: t('dash.synced'), color: 'var(--chart-done)' },
    { name: 'waiting', label: t('dash.held'), color: 'var(--chart-held)' },
    { name: 'failed', label: t('dash.failed'), color: 'var(--chart-failed)' },
  ] as const;
  const rows = series.points.map(({ at, synced, waiting, failed }) => ({
    at,
    time: timeOf(at),
    synced,
    waiting,
    failed,
  }));
  return (
    <ChartPanel
      title={t('dash.outcomes')}
      text={t('dash.outcomesText')}
      spanName={spanName}
      columns={columns}
      rows={rows}
    >
      <BarChart
        {...look}
        data={rows}
        type="stacked"
        series={[...columns]}
        yAxisProps={whole}
        barProps={{ isAnimationActive: false }}
        maxBarWidth={26}
      />
    </ChartPanel>
  );
}

function Latencies({ series, stats, spanName }: Props) {
  const { t, format } = useWords();
  const timeOf = useTimeNames(series.step);
  const columns = [
    { name: 'p50To', label: t('dash.p50To'), color: 'var(--chart-done)' },
    { name: 'p99To', label: t('dash.p99To'), color: 'var(--chart-done)', strokeDasharray: '4 3' },
    { name: 'p50From', label: t('dash.p50From'), color: 'var(--chart-failed)' },
    { name: 'p99From', label: t('dash.p99From'), color: 'var(--chart-failed)', strokeDasharray: '4 3' },
  ] as const;
  const seconds = (ms: number | null) => (ms === null ? null : Math.round(ms / 10) / 100);
  const rows = series.points.map(({ at, toQuickBooks, fromQuickBooks }) => ({
    at,
    time: timeOf(at),
    p50To: seconds(toQuickBooks.p50),
    p99To: seconds(toQuickBooks.p99),
    p50From: seconds(fromQuickBooks.p50),
    p99From: seconds(fromQuickBooks.p99),
  }));
  const say = ({ p50, p99 }: SyncStats['latency']['toQuickBooks']) =>
    p50 === null || p99 === null
      ? t('dash.unmeasured')
      : t('dash.latencyFigures', {
          p50: format.number(String(p50 / 1000), 2),
          p99: format.number(String(p99 / 1000), 2),
        });
  return (
    <ChartPanel
      title={t('dash.latency')}
      text={t('dash.latencyText')}
      spanName={spanName}
      columns={columns}
      rows={rows}
      note={
        <dl className={classes.pairs}>
          <dt>{t('dash.toQuickBooks')}</dt>
          <dd>{say(stats.latency.toQuickBooks)}</dd>
          <dt>{t('dash.fromQuickBooks')}</dt>
          <dd>{say(stats.latency.fromQuickBooks)}</dd>
        </dl>
      }
    >
      <LineChart
        {...look}
        data={rows}
        series={[...columns]}
        curveType="linear"
        connectNulls={false}
        dotProps={{ r: 2.5 }}
        lineProps={{ isAnimationActive: false }}
        yAxisProps={{ ...whole, allowDecimals: true }}
        valueFormatter={(value) => `${format.number(String(value))} s`}
      />
    </ChartPanel>
  );
}

function Calls({ series, spanName }: Part) {
  const { t } = useWords();
  const timeOf = useTimeNames(series.step);
  const columns = [
    { name: 'calls', label: t('dash.requests'), color: 'var(--chart-done)' },
    { name: 'reads', label: t('dash.reads'), color: 'var(--chart-other)' },
  ] as const;
  const rows = series.points.map(({ at, calls, reads }) => ({ at, time: timeOf(at), calls, reads }));
  return (
    <ChartPanel title={t('dash.calls')} text={t('dash.callsText')} spanName={spanName} columns={columns} rows={rows}>
      <BarChart
        {...look}
        data={rows}
        series={[...columns]}
        yAxisProps={whole}
        barProps={{ isAnimationActive: false }}
        maxBarWidth={14}
      />
    </ChartPanel>
  );
}
