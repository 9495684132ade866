/** The ledger of an account: every movement of money, newest first; nothing in it is ever changed. */
import { Drawer } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Account, AccountTransaction } from '../../../contract/catalog.ts';
import { usePages } from '../../api/use-list.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportButton } from '../../parts/export-button.tsx';
import type { ExportColumn } from '../../parts/export-rows.ts';
import classes from '../../parts/table.module.css';
import { useWords } from '../../words/use-words.tsx';

export function LedgerDrawer({ account, close }: { account: Account; close: () => void }) {
  const { t, format } = useWords();
  const path = `/accounts/${account.id}/transactions`;
  const ledger = usePages<AccountTransaction>(path);
  const exported: ExportColumn<AccountTransaction>[] = [
    { title: t('payments.date'), value: ({ date }) => date },
    { title: t('account.reason'), value: ({ reason }) => t(`ledger.${reason}`) },
    { title: t('payments.invoice'), value: ({ invoiceNumber }) => invoiceNumber },
    { title: t('invoice.client'), value: ({ clientName }) => clientName },
    { title: t('payments.amount'), value: ({ amount }) => ({ number: amount }) },
  ];
  return (
    <Drawer
      opened
      onClose={close}
      size="xl"
      title={t('account.ledgerOf', { name: account.name, balance: format.money(account.balance) })}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      <div style={{ marginBottom: 12 }}>
        <ExportButton what={{ name: account.name, path, columns: exported }} />
      </div>
      <DataTable
        label={t('account.ledger')}
        rows={ledger.rows}
        idOf={(entry) => entry.id}
        error={ledger.error}
        retry={() => void ledger.refetch()}
        more={{
          has: ledger.hasNextPage,
          loading: ledger.isFetchingNextPage,
          load: () => void ledger.fetchNextPage(),
        }}
        empty={<EmptyState title={t('account.ledgerEmpty')} />}
        columns={[
          { id: 'date', title: t('payments.date'), cell: ({ date }) => format.date(date) },
          { id: 'reason', title: t('account.reason'), wide: true, cell: ({ reason }) => t(`ledger.${reason}`) },
          {
            id: 'invoice',
            title: t('payments.invoice'),
            cell: ({ invoiceId, invoiceNumber, clientName, reason }) =>
              invoiceId && (
                <>
                  <Link to="/invoices/$id" params={{ id: invoiceId }}>
                    {invoiceNumber}
                  </Link>
                  <div className={`dim small ${classes.narrow}`}>
                    {[t(`ledger.${reason}`), clientName].filter(Boolean).join(' · ')}
                  </div>
                </>
              ),
          },
          { id: 'client', title: t('invoice.client'), grow: true, wide: true, cell: ({ clientName }) => clientName },
          { id: 'amount', title: t('payments.amount'), align: 'end', cell: ({ amount }) => format.money(amount) },
        ]}
      />
    </Drawer>
  );
}
