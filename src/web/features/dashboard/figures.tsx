/** What is so now, each figure as the way to its list. The difference comes first: it is the question of the page. */
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { SyncStats } from '../../../contract/sync.ts';
import { useDifference } from '../../api/reconciliation.ts';
import { useSentence } from '../../api/use-sentence.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './dashboard.module.css';

export function Figures({ stats }: { stats: SyncStats }) {
  const { t, format } = useWords();
  const { states, openIssues } = stats;
  const number = (count: number) => format.number(String(count));
  return (
    <section className={classes.figures} aria-label={t('dash.now')}>
      <Difference />
      <Link className={classes.figure} to="/invoices" search={{ syncState: 'synced' }}>
        <span>{t('dash.synced')}</span>
        <strong>{number(states.synced)}</strong>
      </Link>
      <Link className={classes.figure} to="/invoices" search={{ syncState: 'pending' }}>
        <span>{t('dash.waiting')}</span>
        <strong>{number(states.pending)}</strong>
      </Link>
      <Link className={classes.figure} to="/sync/issues">
        <span>{t('dash.held')}</span>
        <strong data-tone={states.held + states.conflict > 0 ? 'amber' : undefined}>
          {number(states.held + states.conflict)}
        </strong>
        <span className="dim small">{t('nav.openIssues', { count: openIssues })}</span>
      </Link>
      <Link className={classes.figure} to="/invoices" search={{ syncState: 'failed' }}>
        <span>{t('dash.failed')}</span>
        <strong data-tone={states.failed > 0 ? 'red' : undefined}>{number(states.failed)}</strong>
      </Link>
    </section>
  );
}

function Difference() {
  const { t, format } = useWords();
  const sentence = useSentence();
  const { data, error } = useDifference();
  const good = data?.clientsUnexplained === 0;
  const Icon = good ? IconCircleCheck : IconAlertTriangle;
  return (
    <Link className={`${classes.figure} ${classes.first}`} to="/sync/reconciliation">
      <span>{t('dash.difference')}</span>
      <strong data-tone={data && (good ? 'green' : 'red')}>
        {data ? (
          <>
            <Icon size={22} stroke={1.8} aria-hidden="true" /> {format.money(data.unexplained)}
          </>
        ) : (
          '…'
        )}
      </strong>
      <span className="dim small">{error ? sentence(error) : t('dash.differenceNote')}</span>
    </Link>
  );
}
