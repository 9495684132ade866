/** One row of the log in full, with the references that Intuit's support asks for. */
import { Code, Drawer, Stack } from '@mantine/core';
import type { LogRow } from '../../../contract/sync.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from '../invoices/invoice-page.module.css';
import { useEntityWord } from './use-entity-word.ts';

export function LogDrawer({ row, close }: { row: LogRow; close: () => void }) {
  const { t, format } = useWords();
  const word = useEntityWord();
  const facts: [string, string | null][] = [
    [t('log.at'), format.dateTime(row.at)],
    [t('log.direction'), t(`log.${row.direction}`)],
    [t('log.entity'), word(row.entity)],
    [t('log.outcome'), t(`log.outcome.${row.outcome}`)],
    [t('log.quickBooksId'), row.quickBooksId],
    [t('log.requestId'), row.requestId],
    [t('log.tid'), row.intuitTid],
  ];
  return (
    <Drawer
      opened
      onClose={close}
      size="lg"
      title={t(`log.${row.action}`)}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      <Stack gap="md">
        <dl className={classes.facts}>
          {facts
            .filter(([, value]) => value !== null)
            .map(([name, value]) => (
              <Fact key={name} name={name} value={value ?? ''} />
            ))}
        </dl>
        {row.detail !== null && row.detail !== undefined && (
          <Code block tabIndex={0} aria-label={t('log.detail')}>
            {JSON.stringify(row.detail, null, 2)}
          </Code>
        )}
      </Stack>
    </Drawer>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
