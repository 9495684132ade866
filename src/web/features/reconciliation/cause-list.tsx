/** Why the two sides of a client differ, cent by cent, with the way to the invoice and to the issue. */
import { Link } from '@tanstack/react-router';
import type { ReconciledClient, ReconciliationCause } from '../../../contract/reconciliation.ts';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from './reconciliation.module.css';

export function CauseList({ client }: { client: ReconciledClient }) {
  const { t, format } = useWords();
  const { causes, unexplainedInvoices, shop, quickBooks, quickBooksReadAt } = client;
  const nothing = causes.length === 0 && unexplainedInvoices.length === 0;
  return (
    <section aria-label={t('recon.causesOf', { name: client.name })}>
      <p className={`small dim ${classes.both}`}>
        {t('recon.here')} {format.money(shop)} · {t('recon.there')} {format.money(quickBooks)}
      </p>
      {nothing && <p className="dim">{t('recon.noCause')}</p>}
      <ul className={classes.causes}>
        {causes.map((cause) => (
          <Cause key={[cause.code, cause.invoiceId, cause.quickBooksId, cause.count].join(' ')} cause={cause} />
        ))}
        {unexplainedInvoices.map(({ invoiceId, number, amount }) => (
          <li key={invoiceId} className={classes.cause}>
            <span>
              <strong>{t('recon.withoutCause')}</strong>{' '}
              <Link to="/invoices/$id" params={{ id: invoiceId }}>
                {t('invoice.named', { number })}
              </Link>
            </span>
            <span className="num">{format.money(amount)}</span>
          </li>
        ))}
      </ul>
      {quickBooksReadAt && (
        <p className="dim small">
          {t('recon.readAt')} <RelativeTime at={quickBooksReadAt} />
        </p>
      )}
    </section>
  );
}

function Cause({ cause }: { cause: ReconciliationCause }) {
  const { t, format } = useWords();
  const { title, amount, invoiceId, number, quickBooksId, issueId, count } = cause;
  return (
    <li className={classes.cause}>
      <span className={classes.what}>
        <span>{title}</span>
        {invoiceId && (
          <Link to="/invoices/$id" params={{ id: invoiceId }}>
            {t('invoice.named', { number: number ?? '' })}
          </Link>
        )}
        {!invoiceId && number && <span className="dim">{number}</span>}
        {!invoiceId && !number && quickBooksId && (
          <span className="dim">{t('recon.record', { id: quickBooksId })}</span>
        )}
        {count > 1 && <span className="dim">{t('recon.several', { count })}</span>}
        {issueId && (
          <Link to="/sync/issues" search={{ id: issueId }}>
            {t('recon.issue')}
          </Link>
        )}
      </span>
      <span className="num">{format.money(amount)}</span>
    </li>
  );
}
