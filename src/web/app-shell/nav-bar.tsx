/** The left bar: where things are. Only the open issues carry a count. */
import {
  IconAlertCircle,
  IconArrowBackUp,
  IconCash,
  IconChartBar,
  IconFileInvoice,
  IconListDetails,
  IconScale,
  IconSettings,
  IconTool,
  IconUpload,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMay } from '../api/session.ts';
import { useSyncStats } from '../api/sync.ts';
import { useWords } from '../words/use-words.tsx';
import { Mark } from './mark.tsx';
import classes from './nav-bar.module.css';

type Target = (typeof trade)[number]['to'] | (typeof sync)[number]['to'] | '/settings';

const trade = [
  { to: '/dashboard', word: 'nav.dashboard', Icon: IconChartBar },
  { to: '/invoices', word: 'nav.invoices', Icon: IconFileInvoice },
  { to: '/payments', word: 'nav.payments', Icon: IconCash },
  { to: '/clients', word: 'nav.clients', Icon: IconUsers },
  { to: '/items', word: 'nav.items', Icon: IconTool },
] as const;
const sync = [
  { to: '/sync/issues', word: 'nav.issues', Icon: IconAlertCircle },
  { to: '/sync/log', word: 'nav.log', Icon: IconListDetails },
  { to: '/sync/backfill', word: 'nav.backfill', Icon: IconUpload },
  { to: '/sync/undo', word: 'nav.undo', Icon: IconArrowBackUp },
  { to: '/sync/reconciliation', word: 'nav.reconciliation', Icon: IconScale },
] as const;

export function NavBar() {
  const { t } = useWords();
  const may = useMay();
  const { data: stats } = useSyncStats();
  const count = stats?.openIssues ?? 0;
  return (
    <nav className={classes.nav} aria-label={t('nav.main')}>
      <div className={classes.mark}>
        <Mark />
        <span>Tandem</span>
      </div>
      {trade.map((entry) => (
        <NavEntry key={entry.to} {...entry} label={t(entry.word)} />
      ))}
      <div className={classes.group}>{t('nav.sync')}</div>
      {sync.map((entry) => (
        <NavEntry
          key={entry.to}
          {...entry}
          label={t(entry.word)}
          count={entry.to === '/sync/issues' ? count : 0}
          countLabel={t('nav.openIssues', { count })}
        />
      ))}
      {(may('settings') || may('integrations')) && (
        <>
          <div className={classes.gap} />
          <NavEntry to="/settings" Icon={IconSettings} label={t('nav.settings')} />
        </>
      )}
    </nav>
  );
}

interface EntryProps {
  to: Target;
  Icon: typeof IconCash;
  label: string;
  count?: number;
  countLabel?: string;
}

function NavEntry({ to, Icon, label, count = 0, countLabel }: EntryProps) {
  return (
    <Link to={to} className={classes.entry} activeOptions={{ includeSearch: false }}>
      <Icon size={17} stroke={1.7} aria-hidden="true" />
      <span className={classes.label}>{label}</span>
      {count > 0 && (
        <span className={classes.count} role="img" aria-label={countLabel}>
          {count}
        </span>
      )}
    </Link>
  );
}
