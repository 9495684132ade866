/** Payments of all invoices, with where each was made. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Account, PaymentMethod } from '../../../contract/catalog.ts';
import type { Payment } from '../../../contract/invoices.ts';
import type { Query } from '../../api/client.ts';
import { useList, usePages } from '../../api/use-list.ts';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportButton } from '../../parts/export-button.tsx';
import type { ExportColumn } from '../../parts/export-rows.ts';
import { PageFrame } from '../../parts/page.tsx';
import classes from '../../parts/table.module.css';
import { useWords } from '../../words/use-words.tsx';
import { noPaymentFilter, PaymentFilters } from './payment-filters.tsx';

/** The list also names the invoice and the client. */
type PaymentRow = Payment & { invoiceNumber: string; clientName: string };

export function PaymentsPage() {
  const { t } = useWords();
  const [filter, setFilter] = useState(noPaymentFilter);
  const query: Query = { ...filter };
  const payments = usePages<PaymentRow>('/payments', query);
  const exported = usePaymentExport();
  const filtered = Object.values(filter).some((value) => value !== null);
  return (
    <PageFrame
      title={t('nav.payments')}
      lead={t('payments.lead')}
      actions={<ExportButton what={{ name: 'payments', path: '/payments', query, columns: exported }} />}
    >
      <PaymentFilters filter={filter} set={setFilter} />
      <DataTable
        label={t('nav.payments')}
        columns={usePaymentColumns()}
        rows={payments.rows}
        idOf={(payment) => payment.id}
        error={payments.error}
        retry={() => void payments.refetch()}
        more={{
          has: payments.hasNextPage,
          loading: payments.isFetchingNextPage,
          load: () => void payments.fetchNextPage(),
        }}
        empty={
          filtered ? (
            <EmptyState title={t('list.noMatch')} />
          ) : (
            <EmptyState title={t('payments.empty')} text={t('payments.emptyText')} />
          )
        }
      />
    </PageFrame>
  );
}

function usePaymentColumns(): Column<PaymentRow>[] {
  const { t, format } = useWords();
  const { data: accounts = [] } = useList<Account>('/accounts');
  const { data: methods = [] } = useList<PaymentMethod>('/payment-methods');
  return [
    { id: 'date', title: t('payments.date'), cell: (payment) => format.date(payment.date) },
    {
      id: 'invoice',
      title: t('payments.invoice'),
      cell: (payment) => (
        <>
          <Link to="/invoices/$id" params={{ id: payment.invoiceId }}>
            {payment.invoiceNumber}
          </Link>
          <div className={`dim small ${classes.narrow}`}>{payment.clientName}</div>
        </>
      ),
    },
    { id: 'client', title: t('invoice.client'), grow: true, wide: true, cell: ({ clientName }) => clientName },
    {
      id: 'account',
      title: t('payments.account'),
      wide: true,
      cell: ({ accountId }) => accounts.find(({ id }) => id === accountId)?.name ?? '',
    },
    {
      id: 'method',
      title: t('payments.methodAndReference'),
      wide: true,
      cell: ({ paymentMethodId, reference }) => (
        <span className="dim">
          {[methods.find(({ id }) => id === paymentMethodId)?.name, reference].filter(Boolean).join(' · ')}
        </span>
      ),
    },
    {
      id: 'origin',
      title: t('payments.origin'),
      wide: true,
      cell: ({ origin, state }) => (
        <span style={{ display: 'inline-flex', gap: 6 }}>
          <Chip tone={origin === 'shop' ? 'grey' : 'green'}>
            {t(origin === 'shop' ? 'payments.takenHere' : 'payments.fromQuickBooks')}
          </Chip>
          {state === 'deleted' && <Chip tone="red">{t('payments.deleted')}</Chip>}
        </span>
      ),
    },
    {
      id: 'amount',
      title: t('payments.amount'),
      align: 'end',
      cell: ({ amount, kind, state }) => {
        const text = format.money(kind === 'refund' ? `-${amount}` : amount);
        return state === 'deleted' ? <s className="dim">{text}</s> : text;
      },
    },
  ];
}

function usePaymentExport(): ExportColumn<PaymentRow>[] {
  const { t } = useWords();
  const { data: accounts = [] } = useList<Account>('/accounts');
  const { data: methods = [] } = useList<PaymentMethod>('/payment-methods');
  const named = (rows: readonly { id: string; name: string }[], of: string | null) =>
    rows.find(({ id }) => id === of)?.name;
  return [
    { title: t('payments.date'), value: ({ date }) => date },
    { title: t('payments.invoice'), value: ({ invoiceNumber }) => invoiceNumber },
    { title: t('invoice.client'), value: ({ clientName }) => clientName },
    { title: t('payments.account'), value: ({ accountId }) => named(accounts, accountId) },
    { title: t('payments.method'), value: ({ paymentMethodId }) => named(methods, paymentMethodId) },
    { title: t('payments.reference'), value: ({ reference }) => reference },
    {
      title: t('payments.origin'),
      value: ({ origin }) => t(origin === 'shop' ? 'payments.takenHere' : 'payments.fromQuickBooks'),
    },
    { title: t('payments.state'), value: ({ state }) => t(`payments.${state}`) },
    {
      title: t('payments.amount'),
      value: ({ amount, kind }) => ({ number: kind === 'refund' ? `-${amount}` : amount }),
    },
  ];
}
