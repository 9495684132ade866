/** What happened to the invoice, newest first; a disc marks what was done here, a square what came from QuickBooks. */
import { Button } from '@mantine/core';
import type { HistoryEvent } from '../../../contract/invoices.ts';
import { useHistory } from '../../api/invoices.ts';
import { Panel } from '../../parts/panel.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useChangeWords } from '../../parts/use-change-words.ts';
import type { WordKey } from '../../words/translate.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './invoice-page.module.css';
import { type ToldChange, toldChanges } from './told-changes.ts';

export function HistoryPanel({ invoiceId }: { invoiceId: string }) {
  const { t } = useWords();
  const history = useHistory(invoiceId);
  const events = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title={t('history.title')}>
      {history.data && events.length === 0 && <p className="dim">{t('history.empty')}</p>}
      <ol className={classes.timeline}>
        {events.map((event) => (
          <Event key={event.id} event={event} />
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

function Event({ event }: { event: HistoryEvent }) {
  const { t, has } = useWords();
  const words = useChangeWords();
  const fromBooks = event.actor.type === 'integration';
  const key = `event.${event.type}`;
  const title = has(key) ? t(key as WordKey & 'event.created') : event.type.replaceAll(/[_.]/g, ' ');
  const told = toldChanges(event);
  const sentence = ({ kind, line, field, from, to }: ToldChange) => {
    if (kind === 'line_added') return t('change.lineAdded', { line, amount: words.value(field, to) });
    if (kind === 'line_removed') return t('change.lineRemoved', { line, amount: words.value(field, from) });
    return t(from === null || from === undefined ? 'change.set' : 'change.fromTo', {
      field: words.field(field),
      from: words.value(field, from),
      to: words.value(field, to),
    });
  };
  return (
    <li className={classes.event}>
      <span
        className={classes.mark}
        data-side={fromBooks ? 'quickbooks' : 'shop'}
        role="img"
        aria-label={t(fromBooks ? 'side.quickbooks' : 'side.shop')}
      >
        {fromBooks ? 'Q' : 'T'}
      </span>
      <div>
        <div>{title}</div>
        {told.length > 0 && (
          <ul className={classes.changes}>
            {told.slice(0, 8).map((change) => (
              <li key={`${change.kind} ${change.line} ${change.field}`}>{sentence(change)}</li>
            ))}
          </ul>
        )}
        <div className="dim small">
          {fromBooks ? t('side.quickbooks') : event.actor.name} · <RelativeTime at={event.at} />
        </div>
      </div>
    </li>
  );
}
