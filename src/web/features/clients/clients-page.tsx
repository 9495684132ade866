/** All clients; a row opens its particulars in a drawer. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Client } from '../../../contract/catalog.ts';
import { useMay } from '../../api/session.ts';
import { usePages } from '../../api/use-list.ts';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportButton } from '../../parts/export-button.tsx';
import type { ExportColumn } from '../../parts/export-rows.ts';
import { ListSearchLine, useListSearch } from '../../parts/list-search.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { RowButton } from '../../parts/row-button.tsx';
import type { Translate } from '../../words/translate.ts';
import { useWords } from '../../words/use-words.tsx';
import { ImportLink } from '../first-import/import-link.tsx';
import { ClientDrawer } from './client-drawer.tsx';

export function ClientsPage() {
  const { t } = useWords();
  const may = useMay();
  const { search, setSearch, query, searched } = useListSearch();
  const clients = usePages<Client>('/clients', query);
  const [open, setOpen] = useState<Client | 'new' | null>(null);
  const columns: Column<Client>[] = [
    {
      id: 'name',
      title: t('client.name'),
      grow: true,
      cell: (client) => <RowButton press={() => setOpen(client)}>{client.name}</RowButton>,
    },
    {
      id: 'email',
      title: t('client.email'),
      wide: true,
      cell: (client) => <span className="dim">{client.email}</span>,
    },
    { id: 'phone', title: t('client.phone'), cell: (client) => <span className="dim">{client.phone}</span> },
    {
      id: 'city',
      title: t('address.city'),
      wide: true,
      cell: (client) => <span className="dim">{client.address?.city}</span>,
    },
    {
      id: 'active',
      title: '',
      cell: (client) => !client.active && <Chip tone="grey">{t('field.inactive')}</Chip>,
    },
    {
      id: 'invoices',
      title: '',
      align: 'end',
      wide: true,
      cell: (client) => (
        <Link to="/invoices" search={{ clientId: client.id }}>
          {t('client.invoices')}
        </Link>
      ),
    },
  ];
  const exported = clientExport(t);
  const create = may('invoices.create') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
      {t('client.new')}
    </Button>
  );
  return (
    <PageFrame
      title={t('nav.clients')}
      actions={
        <>
          <ImportLink />
          <ExportButton what={{ name: 'clients', path: '/clients', query, columns: exported }} />
          {create}
        </>
      }
    >
      <ListSearchLine label={t('client.search')} search={search} change={setSearch} />
      <DataTable
        label={t('nav.clients')}
        columns={columns}
        rows={clients.rows}
        idOf={(client) => client.id}
        error={clients.error}
        retry={() => void clients.refetch()}
        open={setOpen}
        more={{
          has: clients.hasNextPage,
          loading: clients.isFetchingNextPage,
          load: () => void clients.fetchNextPage(),
        }}
        empty={
          !searched ? (
            <EmptyState title={t('client.empty')} text={t('client.emptyText')}>
              {create}
            </EmptyState>
          ) : (
            <EmptyState title={t('list.noMatch')} />
          )
        }
      />
      {open && (
        <ClientDrawer
          key={open === 'new' ? 'new' : open.id}
          client={open === 'new' ? null : open}
          close={() => setOpen(null)}
        />
      )}
    </PageFrame>
  );
}

function clientExport(t: Translate): ExportColumn<Client>[] {
  return [
    { title: t('client.name'), value: ({ name }) => name },
    { title: t('client.email'), value: ({ email }) => email },
    { title: t('client.phone'), value: ({ phone }) => phone },
    { title: t('client.taxNumber'), value: ({ taxNumber }) => taxNumber },
    { title: t('address.line1'), value: ({ address }) => address?.line1 },
    { title: t('address.line2'), value: ({ address }) => address?.line2 },
    { title: t('address.postalCode'), value: ({ address }) => address?.postalCode },
    { title: t('address.city'), value: ({ address }) => address?.city },
    { title: t('address.region'), value: ({ address }) => address?.region },
    { title: t('address.country'), value: ({ address }) => address?.country },
    { title: t('field.active'), value: ({ active }) => t(active ? 'change.yes' : 'change.no') },
  ];
}
