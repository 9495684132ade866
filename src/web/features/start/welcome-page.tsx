/** What to do first, ticked off as it is done; each step leads to its page. */
import { Button } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Tax } from '../../../contract/catalog.ts';
import type { Connection } from '../../../contract/integration.ts';
import type { InvoiceSummary } from '../../../contract/invoices.ts';
import type { JobSummary } from '../../../contract/jobs.ts';
import { useMay } from '../../api/session.ts';
import { useConnection } from '../../api/sync.ts';
import { useList } from '../../api/use-list.ts';
import { PageFrame } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { SampleDataPanel } from './sample-data-panel.tsx';
import classes from './welcome.module.css';

const steps = [
  { name: 'company', to: '/settings/company' },
  { name: 'finance', to: '/settings/finance' },
  { name: 'connect', to: '/settings/integrations/quickbooks' },
  { name: 'import', to: '/settings/integrations/quickbooks/import' },
  { name: 'settings', to: '/settings/integrations/quickbooks' },
  { name: 'invoice', to: '/invoices/new' },
] as const;
type Step = (typeof steps)[number];

export function WelcomePage() {
  const { t } = useWords();
  const may = useMay();
  const done = useDone();
  const { data: connection } = useConnection();
  return (
    <PageFrame title={t('welcome.title')} lead={t('welcome.lead')} width="text">
      <div className={classes.columns}>
        <ol className={classes.steps}>
          {steps.map((step) => (
            <StepRow key={step.name} step={step} done={done(step.name)} connection={connection} />
          ))}
        </ol>
        {may('settings') && <SampleDataPanel />}
      </div>
    </PageFrame>
  );
}

/** Few rows are enough to know whether there are any. */
const any = { query: { limit: 1 }, staleTime: 5000 };

function useDone(): (name: Step['name']) => boolean {
  const { data: connection } = useConnection();
  const { data: taxes = [] } = useList<Tax>('/taxes', any);
  const { data: imports = [] } = useList<JobSummary>('/sync/jobs', { ...any, query: { limit: 20, kind: 'import' } });
  const { data: invoices = [] } = useList<InvoiceSummary>('/invoices', any);
  const connected = connection?.connected ?? false;
  const answers: Record<Step['name'], boolean> = {
    company: true,
    finance: taxes.length > 0,
    connect: connected,
    import: imports.some(({ state }) => state === 'done'),
    settings: connected && (connection?.enabled ?? false),
    invoice: invoices.length > 0,
  };
  return (name) => answers[name];
}

interface RowProps {
  step: Step;
  done: boolean;
  connection: Connection | undefined;
}

function StepRow({ step: { name, to }, done, connection }: RowProps) {
  const { t } = useWords();
  const Mark = done ? IconCircleCheckFilled : IconCircle;
  const text =
    name === 'connect' && connection?.environment === 'simulator'
      ? t('welcome.connectSimulator')
      : name === 'connect' && connection?.environment === 'sandbox'
        ? t('welcome.connectSandbox')
        : t(`welcome.${name}Text`);
  return (
    <li className={classes.step} data-done={done || undefined}>
      <Mark size={19} aria-hidden="true" />
      <div>
        <div className={classes.name}>
          {t(`welcome.${name}`)}
          <span className="visually-hidden"> ({t(done ? 'welcome.done' : 'welcome.open')})</span>
        </div>
        <p className="dim">{text}</p>
      </div>
      <Button component={Link} to={to} variant="default">
        {t(`welcome.${name}Do`)}
      </Button>
    </li>
  );
}
