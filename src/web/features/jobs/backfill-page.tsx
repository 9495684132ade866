/** Chooses the period of a backfill and leads to its preview; nothing is written from here. */
import { Button, MultiSelect } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconEye } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { InvoiceStatus } from '../../../contract/catalog.ts';
import type { Job } from '../../../contract/jobs.ts';
import { request } from '../../api/client.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { useList } from '../../api/use-list.ts';
import { DateField } from '../../parts/date-field.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { todayIn } from '../../words/date-input.ts';
import { useWords } from '../../words/use-words.tsx';
import { JobList } from './job-list.tsx';
import classes from './jobs.module.css';

export function BackfillPage() {
  const { t } = useWords();
  const may = useMay();
  return (
    <PageFrame title={t('nav.backfill')} lead={t('backfill.lead')}>
      {may('sync') && (
        <Panel title={t('backfill.new')}>
          <PeriodForm />
        </Panel>
      )}
      <JobList kind="backfill" />
    </PageFrame>
  );
}

function PeriodForm() {
  const { t } = useWords();
  const { company } = useSession();
  const navigate = useNavigate();
  const { data: statuses = [] } = useList<InvoiceStatus>('/invoice-statuses');
  const today = todayIn(company.timeZone);
  const form = useForm<{ from: string | null; to: string | null; statusIds: string[] }>({
    initialValues: { from: `${today.slice(0, 4)}-01-01`, to: today, statusIds: [] },
  });
  const plan = useCommand({
    send: ({ statusIds, ...period }: typeof form.values) =>
      request<Job>('POST', '/sync/backfill', {
        body: { ...period, ...(statusIds.length > 0 ? { statusIds } : {}) },
      }),
    done: (job) => void navigate({ to: '/sync/jobs/$id', params: { id: job.id } }),
    refused: (error) => putErrors(form, error),
  });
  const { error, ...chosen } = form.getInputProps('statusIds');
  return (
    <form className={classes.form} onSubmit={form.onSubmit((values) => plan.mutate(values))}>
      <DateField label={t('backfill.from')} className={classes.date} {...form.getInputProps('from')} />
      <DateField label={t('backfill.to')} className={classes.date} {...form.getInputProps('to')} />
      <MultiSelect
        className={classes.wide ?? ''}
        label={t('backfill.statuses')}
        {...(chosen.value.length === 0 ? { placeholder: t('backfill.allStatuses') } : {})}
        data={statuses.filter(({ group }) => group !== 'canceled').map(({ id, name }) => ({ value: id, label: name }))}
        error={error}
        {...chosen}
      />
      <Button type="submit" leftSection={<IconEye size={16} />} loading={plan.isPending}>
        {t('backfill.preview')}
      </Button>
    </form>
  );
}
