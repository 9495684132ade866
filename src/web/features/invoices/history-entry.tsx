/** One change of an invoice: where it was (a disc here, a square in QuickBooks), what changed, who or what brought it. */
import type { ReactNode } from 'react';
import type { HistoryEvent } from '../../../contract/invoices.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useChangeWords } from '../../parts/use-change-words.ts';
import type { WordKey } from '../../words/translate.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './invoice-page.module.css';
import { type ToldChange, toldChanges } from './told-changes.ts';

const mostTold = 8;

interface Props {
  event: HistoryEvent;
  lines?: readonly { id: string }[];
  /** Around the title: a button that leads to this moment. */
  wrap?: (title: string) => ReactNode;
}

export function HistoryEntry({ event, lines = [], wrap }: Props) {
  const { t } = useWords();
  const words = useChangeWords(lines);
  const title = useEventTitle()(event);
  const inBooks = isInBooks(event);
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
    <>
      <span
        className={classes.mark}
        data-side={inBooks ? 'quickbooks' : 'shop'}
        role="img"
        aria-label={t(inBooks ? 'side.quickbooks' : 'side.shop')}
      >
        {inBooks ? 'Q' : 'T'}
      </span>
      <div>
        <div>{wrap ? wrap(title) : title}</div>
        {told.length > 0 && (
          <ul className={classes.changes}>
            {told.slice(0, mostTold).map((change) => (
              <li key={`${change.kind} ${change.line} ${change.field}`}>{sentence(change)}</li>
            ))}
          </ul>
        )}
        <div className="dim small">
          <Who event={event} /> · <RelativeTime at={event.at} />
        </div>
      </div>
    </>
  );
}

function isInBooks({ type, actor }: HistoryEvent): boolean {
  return type.startsWith('quickbooks.') || actor.type === 'quickbooks';
}

export function useEventTitle(): (event: HistoryEvent) => string {
  const { t, has } = useWords();
  return ({ type }) => {
    const key = `event.${type}`;
    return has(key) ? t(key as WordKey & 'event.created') : type.replaceAll(/[_.]/g, ' ');
  };
}

/** A person by name; else what brought it: our own write, what QuickBooks told, or a copy of what was there. */
function Who({ event }: { event: HistoryEvent }) {
  const { t } = useWords();
  const { actor, source } = event;
  if (source) return t(`past.source.${source.kind}`);
  return actor.type === 'integration' || actor.type === 'quickbooks' ? t('past.copied') : actor.name;
}
