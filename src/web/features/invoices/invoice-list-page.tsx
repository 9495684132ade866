/** All invoices: filters in the address, a page at a time, selection for syncing many at once. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { InvoiceSummary } from '../../../contract/invoices.ts';
import { useMay } from '../../api/session.ts';
import { usePages } from '../../api/use-list.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportButton } from '../../parts/export-button.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.tsx';
import { invoiceExport } from './invoice-export.ts';
import { InvoiceFilters } from './invoice-filters.tsx';
import { queryOf } from './invoice-search.ts';
import { useInvoiceColumns } from './use-invoice-columns.tsx';

const SelectionBar = lazy(async () => ({ default: (await import('./selection-bar.tsx')).SelectionBar }));

const none: ReadonlySet<string> = new Set();

export function InvoiceListPage() {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const search = useSearch({ from: '/shell/invoices' });
  const invoices = usePages<InvoiceSummary>('/invoices', queryOf(search));
  const [selected, setSelected] = useState(none);
  const columns = useInvoiceColumns();
  const chosen = (invoices.rows ?? []).filter((invoice) => selected.has(invoice.id));
  const filtered = Object.keys(search).length > 0;
  return (
    <PageFrame
      title={t('nav.invoices')}
      actions={
        <>
          <ExportButton
            what={{ name: 'invoices', path: '/invoices', query: queryOf(search), columns: invoiceExport(t) }}
          />
          {may('invoices.create') && (
            <Button component={Link} to="/invoices/new" leftSection={<IconPlus size={16} />}>
              {t('invoices.new')}
            </Button>
          )}
        </>
      }
    >
      <InvoiceFilters />
      <DataTable
        label={t('nav.invoices')}
        columns={columns}
        rows={invoices.rows}
        idOf={(invoice) => invoice.id}
        error={invoices.error}
        retry={() => void invoices.refetch()}
        open={(invoice) => void navigate({ to: '/invoices/$id', params: { id: invoice.id } })}
        {...(may('sync')
          ? {
              selection: {
                ids: selected,
                set: setSelected,
                labelOf: (id) =>
                  t('list.select', { name: invoices.rows?.find((invoice) => invoice.id === id)?.number ?? '' }),
              },
            }
          : {})}
        more={{
          has: invoices.hasNextPage,
          loading: invoices.isFetchingNextPage,
          load: () => void invoices.fetchNextPage(),
        }}
        empty={filtered ? <NothingFound /> : <NoInvoices />}
      />
      <div aria-live="polite" className="no-print">
        {chosen.length > 0 && (
          <Suspense fallback={null}>
            <SelectionBar invoices={chosen} clear={() => setSelected(none)} />
          </Suspense>
        )}
      </div>
    </PageFrame>
  );
}

function NothingFound() {
  const { t } = useWords();
  return (
    <EmptyState title={t('invoices.noneFound')} text={t('invoices.noneFoundText')}>
      <Button component={Link} to="/invoices" variant="default">
        {t('filter.clear')}
      </Button>
    </EmptyState>
  );
}

function NoInvoices() {
  const { t } = useWords();
  return (
    <EmptyState title={t('invoices.empty')} text={t('invoices.emptyText')}>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', justifyContent: 'center' }}>
        <Button component={Link} to="/invoices/new">
          {t('invoices.makeFirst')}
        </Button>
        <Button component={Link} to="/settings/integrations/quickbooks" variant="default">
          {t('invoices.setUpSync')}
        </Button>
        <Button component={Link} to="/welcome" variant="subtle">
          {t('person.welcome')}
        </Button>
      </div>
    </EmptyState>
  );
}
