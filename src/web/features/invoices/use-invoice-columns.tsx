/** The columns of the invoice list. */
import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { InvoiceSummary } from '../../../contract/invoices.ts';
import { useSession } from '../../api/session.ts';
import type { Column } from '../../parts/data-table.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { SyncChip } from '../../parts/sync-chip.tsx';
import classes from '../../parts/table.module.css';
import { daysBetween, todayIn } from '../../words/date-input.ts';
import { useWords } from '../../words/use-words.tsx';

export function useInvoiceColumns(): Column<InvoiceSummary>[] {
  const { t, format } = useWords();
  const { company } = useSession();
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return useMemo(() => {
    const today = todayIn(company.timeZone);
    const columns: Column<InvoiceSummary>[] = [
      {
        id: 'number',
        title: t('invoice.number'),
        cell: (invoice) => <InvoiceLink invoice={invoice} />,
      },
      {
        id: 'client',
        title: t('invoice.client'),
        grow: true,
        cell: (invoice) => (phone ? <ClientAndStates invoice={invoice} /> : invoice.clientName),
      },
      {
        id: 'date',
        title: t('invoice.issueDate'),
        cell: (invoice) => <span className="dim">{format.date(invoice.issueDate)}</span>,
      },
      {
        id: 'due',
        title: t('invoice.dueDate'),
        cell: (invoice) => <Due invoice={invoice} today={today} />,
      },
      {
        id: 'total',
        title: t('invoice.total'),
        align: 'end',
        cell: (invoice) => (invoice.voided ? <s>{format.money(invoice.total)}</s> : format.money(invoice.total)),
      },
      {
        id: 'balance',
        title: t('invoice.balance'),
        align: 'end',
        cell: (invoice) =>
          Number(invoice.balanceDue) === 0 ? (
            <span className="dim">{format.money(invoice.balanceDue)}</span>
          ) : (
            <strong style={{ fontWeight: 600 }}>{format.money(invoice.balanceDue)}</strong>
          ),
      },
      { id: 'status', title: t('invoice.status'), cell: ({ status }) => <StatusBadge {...status} /> },
      {
        id: 'sync',
        title: t('invoice.sync'),
        cell: ({ sync }) => <SyncChip plain state={sync.state} at={sync.lastSyncedAt} />,
      },
    ];
    return phone ? columns.filter(({ id }) => id === 'client' || id === 'balance') : columns;
  }, [t, format, company.timeZone, phone]);
}

/** On the phone all that has no column of its own stands under the name. */
function ClientAndStates({ invoice }: { invoice: InvoiceSummary }) {
  return (
    <>
      <div>{invoice.clientName}</div>
      <div className={classes.underName}>
        <InvoiceLink invoice={invoice} />
        <StatusBadge {...invoice.status} />
        <SyncChip plain state={invoice.sync.state} />
      </div>
    </>
  );
}

function InvoiceLink({ invoice }: { invoice: InvoiceSummary }) {
  return (
    <Link to="/invoices/$id" params={{ id: invoice.id }}>
      {invoice.number}
    </Link>
  );
}

function Due({ invoice, today }: { invoice: InvoiceSummary; today: string }) {
  const { t, format } = useWords();
  if (!invoice.overdue) return <span className="dim">{format.date(invoice.dueDate)}</span>;
  const count = Math.max(1, daysBetween(invoice.dueDate, today));
  return (
    <span style={{ color: 'var(--tone-red)' }} title={format.date(invoice.dueDate)}>
      {t('invoice.overdueDays', { count })}
    </span>
  );
}
