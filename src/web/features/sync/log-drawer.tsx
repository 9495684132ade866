/** One row of the log in full: fields before and after, what was sent and answered, the references for Intuit's support. */
import { Drawer, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { LogEntryView } from '../../../contract/sync.ts';
import { request } from '../../api/client.ts';
import { useInvoice } from '../../api/invoices.ts';
import { Chip } from '../../parts/chip.tsx';
import { JsonBlock } from '../../parts/json-block.tsx';
import { useChangeWords } from '../../parts/use-change-words.ts';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from '../invoices/invoice-page.module.css';
import log from './log.module.css';
import { useEntityWord } from './use-entity-word.ts';
import { outcomeTones } from './use-log-columns.tsx';

export function LogDrawer({ id, close }: { id: string; close: () => void }) {
  const { t } = useWords();
  const entry = useQuery({
    queryKey: ['/sync/log', 'one', id],
    queryFn: ({ signal }) => request<LogEntryView>('GET', `/sync/log/${id}`, { signal }),
  });
  const title = entry.data ? t(`log.${entry.data.action}`) : t('log.title');
  return (
    <Drawer opened onClose={close} size="xl" title={title} closeButtonProps={{ 'aria-label': t('ask.close') }}>
      {entry.data ? <Entry entry={entry.data} /> : <WholePage error={entry.error} retry={() => void entry.refetch()} />}
    </Drawer>
  );
}

function Entry({ entry }: { entry: LogEntryView }) {
  const { t } = useWords();
  const { detail, request: sent, answer, maySeeBodies } = entry;
  const nothingSent = sent === null && answer === null;
  return (
    <Stack gap="lg">
      <Facts entry={entry} />
      <Section title={t('log.fields')}>
        <Changes entry={entry} />
      </Section>
      {!maySeeBodies && <p className="dim">{t('log.noBodies')}</p>}
      {maySeeBodies && nothingSent && (
        <Section title={t('log.kept')}>
          <p className="dim">{t(entry.requestId !== null && detail === null ? 'log.forgotten' : 'log.noRequest')}</p>
          {detail !== null && detail !== undefined && <JsonBlock value={detail} label={t('log.kept')} />}
        </Section>
      )}
      {maySeeBodies && !nothingSent && (
        <>
          <Section title={t('log.request')}>
            <p className="dim small">{sent?.path}</p>
            <JsonBlock value={sent?.body ?? null} label={t('log.request')} />
          </Section>
          <Section title={t('log.answer')}>
            {answer === null ? (
              <p className="dim">{t('log.noAnswer')}</p>
            ) : (
              <JsonBlock value={answer} label={t('log.answer')} />
            )}
          </Section>
        </>
      )}
    </Stack>
  );
}

function Facts({ entry }: { entry: LogEntryView }) {
  const { t, format } = useWords();
  const word = useEntityWord();
  const { invoiceId, invoiceNumber, durationMs } = entry;
  const facts: [string, ReactNode][] = [
    [t('log.at'), format.dateTime(entry.at)],
    [t('log.direction'), t(`log.${entry.direction}`)],
    [t('log.entity'), word(entry.entity)],
    [
      t('log.outcome'),
      <Chip key="outcome" tone={outcomeTones[entry.outcome]}>
        {t(`log.outcome.${entry.outcome}`)}
      </Chip>,
    ],
    [
      t('log.invoice'),
      invoiceId && (
        <Link key="invoice" to="/invoices/$id" params={{ id: invoiceId }}>
          {invoiceNumber}
        </Link>
      ),
    ],
    [t('log.duration'), durationMs !== null && t('log.ms', { ms: format.number(String(Math.round(durationMs))) })],
    [t('log.quickBooksId'), entry.quickBooksId],
    [t('log.requestId'), entry.requestId],
    [t('log.tid'), entry.intuitTid],
  ];
  return (
    <dl className={classes.facts} aria-label={t('log.references')}>
      {facts
        .filter(([, value]) => value !== null && value !== false)
        .map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={log.section} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Changes({ entry: { changes, invoiceId } }: { entry: LogEntryView }) {
  const { t } = useWords();
  const invoice = useInvoice(invoiceId);
  const words = useChangeWords(invoice.data?.body.lines);
  if (changes.length === 0) return <p className="dim">{t('log.noFields')}</p>;
  return (
    <table className={log.changes} aria-label={t('log.fields')}>
      <thead>
        <tr>
          <th scope="col">{t('change.field')}</th>
          <th scope="col">{t('log.before')}</th>
          <th scope="col">{t('log.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, from, to }) => (
          <tr key={field}>
            <th scope="row">{words.field(field)}</th>
            <td>{words.value(field, from)}</td>
            <td>{words.value(field, to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
