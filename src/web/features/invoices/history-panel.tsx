/** What happened to the invoice on either side, newest first, and the way to what each side held at a moment. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useHistory } from '../../api/invoices.ts';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/use-words.tsx';
import { HistoryEntry } from './history-entry.tsx';
import classes from './invoice-page.module.css';

interface Props {
  invoiceId: string;
  /** Of the invoice, in order: changes name them by id. */
  lines: readonly { id: string }[];
}

export function HistoryPanel({ invoiceId, lines }: Props) {
  const { t } = useWords();
  const history = useHistory(invoiceId);
  const events = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title={t('history.title')}
      aside={
        <Link to="/invoices/$id/time" params={{ id: invoiceId }}>
          {t('past.open')}
        </Link>
      }
    >
      {history.data && events.length === 0 && <p className="dim">{t('history.empty')}</p>}
      <ol className={classes.timeline}>
        {events.map((event) => (
          <li key={event.id} className={classes.event}>
            <HistoryEntry event={event} lines={lines} />
          </li>
        ))}
      </ol>
      {history.hasNextPage && (
        <Button
          variant="subtle"
          px={8}
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {t('list.more')}
        </Button>
      )}
    </Panel>
  );
}
