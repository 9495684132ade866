/** All clients; a row opens its particulars in a drawer. */
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Client } from '../../../contract/catalog.ts';
import { useMay } from '../../api/session.ts';
import { usePages } from '../../api/use-list.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { RowButton } from '../../parts/row-button.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ClientDrawer } from './client-drawer.tsx';

export function ClientsPage() {
  const { t } = useWords();
  const may = useMay();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const clients = usePages<Client>('/clients', { q });
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
  const create = may('invoices.create') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
      {t('client.new')}
    </Button>
  );
  return (
    <PageFrame title={t('nav.clients')} actions={create}>
      <TextInput
        aria-label={t('client.search')}
        placeholder={t('client.search')}
        leftSection={<IconSearch size={15} aria-hidden="true" />}
        w={{ base: '100%', sm: 320 }}
        mb={12}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
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
          q === '' ? (
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
