/** Both sides at one moment, field by field, line by line; what differed is marked in words and by its ground. */
import type { Invoice, InvoiceAtMoment } from '../../../contract/invoices.ts';
import { RefusedError } from '../../api/client.ts';
import { useInvoiceAt } from '../../api/invoices.ts';
import { useSentence } from '../../api/use-sentence.ts';
import { JsonBlock } from '../../parts/json-block.tsx';
import { Panel } from '../../parts/panel.tsx';
import { WholePage } from '../../parts/whole-page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { type ComparedRow, useComparedRows } from './compared-rows.ts';
import classes from './time-travel.module.css';

export function BothSides({ invoice, at }: { invoice: Invoice; at: string | undefined }) {
  const here = useInvoiceAt(invoice.id, { side: 'shop', at });
  const there = useInvoiceAt(invoice.id, { side: 'quickbooks', at });
  const sentence = useSentence();
  // The time for which it is kept is over: what the shop held is still shown.
  const forgotten = there.error instanceof RefusedError && there.error.code === 'history_not_kept';
  const failed = here.error ?? there.error;
  if (here.data === undefined || (there.data === undefined && !forgotten)) {
    return (
      <WholePage
        error={failed}
        retry={() => {
          void here.refetch();
          void there.refetch();
        }}
      />
    );
  }
  return <Compared here={here.data} there={there.data ?? null} noneThere={forgotten ? sentence(there.error) : null} />;
}

interface Sides {
  here: InvoiceAtMoment | null;
  there: InvoiceAtMoment | null;
  /** Why nothing is shown of QuickBooks, where it is not that nothing was known. */
  noneThere: string | null;
}

function Compared({ here, there, noneThere }: Sides) {
  const { t, format } = useWords();
  const rows = useComparedRows(here, there);
  const count = rows.filter(({ differs }) => differs).length;
  const summary = !here
    ? t('past.noneHere')
    : !there
      ? (noneThere ?? t('past.noneThere'))
      : count === 0
        ? t('past.agree')
        : t('past.differ', { count });
  const record = there?.quickBooks;
  return (
    <Panel title={t('past.compare')} lead={<span role="status">{summary}</span>}>
      {(here ?? there) && (
        <table className={classes.table} aria-label={t('past.compare')}>
          <thead>
            <tr>
              <th scope="col">{t('change.field')}</th>
              <th scope="col">{t('side.shop')}</th>
              <th scope="col">{t('side.quickbooks')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} here={here !== null} there={there !== null} />
            ))}
          </tbody>
        </table>
      )}
      {record && (
        <div className={classes.record}>
          <p className="dim small">
            {record.deleted && <strong>{t('past.deletedThere')} · </strong>}
            {t('past.seen', { time: format.dateTime(record.seenAt) })} · {t(`past.source.${record.source.kind}`)}
          </p>
          <details>
            <summary>{t('past.raw')}</summary>
            <JsonBlock value={record.raw} label={t('past.raw')} />
          </details>
        </div>
      )}
    </Panel>
  );
}

function Row({ row, here, there }: { row: ComparedRow; here: boolean; there: boolean }) {
  const { t } = useWords();
  const marked = here && there && row.differs;
  return (
    <tr data-differs={marked || undefined}>
      <th scope="row">
        {row.label}
        {marked && <span className={classes.differs}>{t('past.differs')}</span>}
      </th>
      <td>{here ? <Value text={row.here} side={t('side.shop')} /> : '–'}</td>
      <td>{there ? <Value text={row.there} side={t('side.quickbooks')} /> : '–'}</td>
    </tr>
  );
}

/** On the phone the columns stand below each other, so each value says whose it is. */
function Value({ text, side }: { text: string; side: string }) {
  return (
    <>
      <span className={classes.sideName} aria-hidden="true">
        {side}
      </span>
      <span>{text}</span>
    </>
  );
}
