/** Chooses what to undo (a span of time or a backfill) and leads to the plan; nothing is reversed from here. */
import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useJobs } from '../../api/jobs.ts';
import { useMay, useSession } from '../../api/session.ts';
import { MomentField } from '../../parts/moment-field.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/use-words.tsx';
import { JobList } from './job-list.tsx';
import { useJobWords } from './job-names.ts';
import classes from './jobs.module.css';
import { usePlanUndo } from './use-plan-undo.ts';

const hourMs = 3_600_000;

export function UndoPage() {
  const { t } = useWords();
  const may = useMay();
  return (
    <PageFrame title={t('nav.undo')} lead={t('undo.lead')}>
      {may('sync') && (
        <Panel title={t('undo.new')}>
          <UndoForm />
        </Panel>
      )}
      <JobList kind="undo" />
    </PageFrame>
  );
}

function UndoForm() {
  const { t } = useWords();
  const { timeZone } = useSession().company;
  const [kind, setKind] = useState<'time' | 'backfill'>('time');
  const [now] = useState(() => Math.ceil(Date.now() / 60_000) * 60_000);
  const [from, setFrom] = useState<Date | null>(() => new Date(now - hourMs));
  const [to, setTo] = useState<Date | null>(() => new Date(now));
  const [jobId, setJobId] = useState<string | null>(null);
  const plan = usePlanUndo();
  const what = kind === 'backfill' ? jobId && { jobId } : from && to && { from, to };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (what) plan.mutate(what);
      }}
    >
      <SegmentedControl
        mb={12}
        aria-label={t('undo.new')}
        value={kind}
        onChange={(value) => setKind(value === 'backfill' ? 'backfill' : 'time')}
        data={[
          { value: 'time', label: t('undo.ofTime') },
          { value: 'backfill', label: t('undo.ofBackfill') },
        ]}
      />
      <div className={classes.form}>
        {kind === 'time' ? (
          <>
            <MomentField label={t('undo.from')} className={classes.moment} value={from} onChange={setFrom} />
            <MomentField label={t('undo.to')} className={classes.moment} value={to} onChange={setTo} />
          </>
        ) : (
          <BackfillChoice value={jobId} onChange={setJobId} />
        )}
        <Button type="submit" leftSection={<IconEye size={16} />} disabled={!what} loading={plan.isPending}>
          {t('undo.preview')}
        </Button>
      </div>
      {kind === 'time' && <p className={`dim small ${classes.zone}`}>{t('undo.zone', { zone: timeZone })}</p>}
    </form>
  );
}

function BackfillChoice({ value, onChange }: { value: string | null; onChange: (jobId: string | null) => void }) {
  const { t, format } = useWords();
  const words = useJobWords();
  const { rows = [] } = useJobs('backfill');
  const confirmed = rows.flatMap((job) => (job.confirmedAt ? [{ ...job, confirmedAt: job.confirmedAt }] : []));
  return (
    <Select
      className={classes.wide ?? ''}
      label={t('undo.backfill')}
      {...(confirmed.length === 0 ? { description: t('undo.noBackfill') } : {})}
      disabled={confirmed.length === 0}
      value={value}
      onChange={onChange}
      data={confirmed.map((job) => ({
        value: job.id,
        label: `${words.period(job)} · ${t('job.confirmed', { time: format.dateTime(job.confirmedAt) })}`,
      }))}
    />
  );
}
