/** Products and services; a row opens the item in a drawer. */
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Item, Tax } from '../../../contract/catalog.ts';
import { useMay } from '../../api/session.ts';
import { useList, usePages } from '../../api/use-list.ts';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { RowButton } from '../../parts/row-button.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ItemDrawer } from './item-drawer.tsx';

export function ItemsPage() {
  const { t } = useWords();
  const may = useMay();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const items = usePages<Item>('/items', { q });
  const [open, setOpen] = useState<Item | 'new' | null>(null);
  const create = may('invoices.create') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
      {t('item.new')}
    </Button>
  );
  return (
    <PageFrame title={t('nav.items')} actions={create}>
      <TextInput
        aria-label={t('item.search')}
        placeholder={t('item.search')}
        leftSection={<IconSearch size={15} aria-hidden="true" />}
        w={{ base: '100%', sm: 320 }}
        mb={12}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <DataTable
        label={t('nav.items')}
        columns={useItemColumns(setOpen)}
        rows={items.rows}
        idOf={(item) => item.id}
        error={items.error}
        retry={() => void items.refetch()}
        open={setOpen}
        more={{
          has: items.hasNextPage,
          loading: items.isFetchingNextPage,
          load: () => void items.fetchNextPage(),
        }}
        empty={
          q === '' ? (
            <EmptyState title={t('item.empty')} text={t('item.emptyText')}>
              {create}
            </EmptyState>
          ) : (
            <EmptyState title={t('list.noMatch')} />
          )
        }
      />
      {open && (
        <ItemDrawer
          key={open === 'new' ? 'new' : open.id}
          item={open === 'new' ? null : open}
          close={() => setOpen(null)}
        />
      )}
    </PageFrame>
  );
}

function useItemColumns(open: (item: Item) => void): Column<Item>[] {
  const { t, format } = useWords();
  const { data: taxes = [] } = useList<Tax>('/taxes');
  return [
    {
      id: 'name',
      title: t('item.name'),
      grow: true,
      cell: (item) => <RowButton press={() => open(item)}>{item.name}</RowButton>,
    },
    { id: 'sku', title: t('item.sku'), wide: true, cell: (item) => <span className="dim">{item.sku}</span> },
    { id: 'kind', title: t('item.kind'), wide: true, cell: (item) => t(`item.${item.kind}`) },
    {
      id: 'taxes',
      title: t('line.taxes'),
      wide: true,
      cell: (item) => (
        <span className="dim">
          {item.taxIds.map((id) => taxes.find((tax) => tax.id === id)?.name ?? '').join(' + ')}
        </span>
      ),
    },
    {
      id: 'active',
      title: '',
      cell: (item) => !item.active && <Chip tone="grey">{t('field.inactive')}</Chip>,
    },
    { id: 'price', title: t('item.price'), align: 'end', cell: (item) => format.money(item.price) },
  ];
}
