/** Products and services; a row opens the item in a drawer. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Item, Tax } from '../../../contract/catalog.ts';
import { useMay } from '../../api/session.ts';
import { useList, usePages } from '../../api/use-list.ts';
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
import { ItemDrawer } from './item-drawer.tsx';

export function ItemsPage() {
  const { t } = useWords();
  const may = useMay();
  const { search, setSearch, query, searched } = useListSearch();
  const items = usePages<Item>('/items', query);
  const [open, setOpen] = useState<Item | 'new' | null>(null);
  const { data: taxes = [] } = useList<Tax>('/taxes');
  const exported = itemExport(t, taxes);
  const create = may('invoices.create') && (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
      {t('item.new')}
    </Button>
  );
  return (
    <PageFrame
      title={t('nav.items')}
      actions={
        <>
          <ImportLink />
          <ExportButton what={{ name: 'items', path: '/items', query, columns: exported }} />
          {create}
        </>
      }
    >
      <ListSearchLine label={t('item.search')} search={search} change={setSearch} />
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
          !searched ? (
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

function itemExport(t: Translate, taxes: readonly Tax[]): ExportColumn<Item>[] {
  const taxNames = (ids: readonly string[]) =>
    ids.map((id) => taxes.find((tax) => tax.id === id)?.name ?? '').join(' + ');
  return [
    { title: t('item.name'), value: ({ name }) => name },
    { title: t('item.sku'), value: ({ sku }) => sku },
    { title: t('item.kind'), value: ({ kind }) => t(`item.${kind}`) },
    { title: t('item.price'), value: ({ price }) => ({ number: price }) },
    { title: t('line.taxes'), value: ({ taxIds }) => taxNames(taxIds) },
    { title: t('field.active'), value: ({ active }) => t(active ? 'change.yes' : 'change.no') },
  ];
}
