/** Step 4: what a change in QuickBooks does to the status here, and whether the rules would let it. */
import { Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { InvoiceStatus } from '../../../contract/catalog.ts';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/use-words.tsx';
import { refusedFrom } from './completeness.ts';
import classes from './quickbooks.module.css';
import type { SettingsForm } from './settings-form.ts';

const events = ['invoiceUpdated', 'paymentCreated', 'invoiceVoided'] as const;

interface Props {
  form: UseFormReturnType<SettingsForm>;
  statuses: readonly InvoiceStatus[];
}

export function EventsStep({ form, statuses }: Props) {
  const { t } = useWords();
  return (
    <Panel id="events" title={`4. ${t('step.events')}`} lead={t('events.why')}>
      {events.map((event) => (
        <div key={event} className={classes.event}>
          <label htmlFor={`event-${event}`}>
            <div>{t(`events.${event}`)}</div>
            <div className="dim small">{t(`eventsText.${event}`)}</div>
          </label>
          <Select
            id={`event-${event}`}
            placeholder={t('events.noStatus')}
            clearable
            clearButtonProps={{ 'aria-label': t('field.clear') }}
            data={statuses.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps(`events.${event}`)}
          />
          <Reach statusId={form.values.events[event]} statuses={statuses} />
        </div>
      ))}
    </Panel>
  );
}

function Reach({ statusId, statuses }: { statusId: string | null; statuses: readonly InvoiceStatus[] }) {
  const { t, format } = useWords();
  if (!statusId) return <p className="dim small">{t('events.nothing')}</p>;
  const refused = refusedFrom(statusId, statuses);
  if (refused.length === 0) return <p className="dim small">{t('events.reachable')}</p>;
  return (
    <p className={classes.warning}>
      <IconAlertTriangle size={15} aria-hidden="true" />
      <span>
        {t('events.refusedFrom', { names: format.list(refused.map(({ name }) => t('quoted', { name }))) })}{' '}
        <Link to="/settings/invoice-statuses">{t('events.mend')}</Link>
      </span>
    </p>
  );
}
