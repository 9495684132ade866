/** Adds filters (menus) and shows those in force as chips that can be taken away. They live in the address. */
import { Button, Menu, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import type { Client, InvoiceStatus } from '../../../contract/catalog.ts';
import { useList } from '../../api/use-list.ts';
import { useRecord } from '../../api/use-record.ts';
import { GroupMark } from '../../parts/status-badge.tsx';
import { SyncChip } from '../../parts/sync-chip.tsx';
import { useWords } from '../../words/use-words.tsx';
import { FilterChip } from './filter-chip.tsx';
import classes from './invoice-filters.module.css';
import { type InvoiceSearch, syncStates } from './invoice-search.ts';

const ClientFilter = lazy(() => import('./client-filter.tsx').then((module) => ({ default: module.ClientFilter })));
const DateFilter = lazy(() => import('./date-filter.tsx').then((module) => ({ default: module.DateFilter })));

export function InvoiceFilters() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/invoices' });
  const navigate = useNavigate();
  const { data: statuses = [] } = useList<InvoiceStatus>('/invoice-statuses');
  const set = (patch: { [Name in keyof InvoiceSearch]?: InvoiceSearch[Name] | undefined }) => {
    const next = Object.entries({ ...search, ...patch }).filter(([, value]) => value !== undefined && value !== '');
    void navigate({ to: '/invoices', search: Object.fromEntries(next) as InvoiceSearch, replace: true });
  };
  return (
    <fieldset className={classes.row} aria-label={t('filter.title')}>
      <Menu position="bottom-start">
        <FilterTarget label={t('invoice.status')} menu />
        <Menu.Dropdown>
          {statuses.map((status) => (
            <Menu.Item
              key={status.id}
              leftSection={<GroupMark group={status.group} />}
              onClick={() => set({ statusId: status.id })}
            >
              {status.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu position="bottom-start">
        <FilterTarget label={t('filter.syncState')} menu />
        <Menu.Dropdown>
          {syncStates.map((state) => (
            <Menu.Item key={state} onClick={() => set({ syncState: state })}>
              <SyncChip plain state={state} />
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <FilterPopover label={t('invoice.client')}>
        <ClientFilter value={search.clientId ?? null} set={(clientId) => set({ clientId: clientId ?? undefined })} />
      </FilterPopover>
      <FilterPopover label={t('filter.date')}>
        <DateFilter from={search.from ?? null} to={search.to ?? null} set={set} />
      </FilterPopover>
      <Button
        variant="default"
        aria-pressed={search.overdue ?? false}
        onClick={() => set({ overdue: search.overdue ? undefined : true })}
      >
        {t('invoice.overdue')}
      </Button>
      <Chips search={search} statuses={statuses} set={set} />
    </fieldset>
  );
}

function FilterTarget({ label, menu = false }: { label: string; menu?: boolean }) {
  const Target = menu ? Menu.Target : Popover.Target;
  return (
    <Target>
      <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />}>
        {label}
      </Button>
    </Target>
  );
}

function FilterPopover({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Popover position="bottom-start" width={280} trapFocus>
      <FilterTarget label={label} />
      <Popover.Dropdown>
        <Suspense fallback={null}>{children}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChipsProps {
  search: InvoiceSearch;
  statuses: readonly InvoiceStatus[];
  set: (patch: Partial<Record<keyof InvoiceSearch, undefined>>) => void;
}

function Chips({ search, statuses, set }: ChipsProps) {
  const { t, format } = useWords();
  const { data: client } = useRecord<Client>('/clients', search.clientId ?? null);
  const status = statuses.find(({ id }) => id === search.statusId);
  return (
    <>
      {search.q && <FilterChip label={t('filter.text')} value={search.q} remove={() => set({ q: undefined })} />}
      {search.statusId && (
        <FilterChip
          label={t('invoice.status')}
          value={status?.name ?? '…'}
          remove={() => set({ statusId: undefined })}
        />
      )}
      {search.syncState && (
        <FilterChip
          label={t('filter.syncState')}
          value={t(`sync.${search.syncState}`)}
          remove={() => set({ syncState: undefined })}
        />
      )}
      {search.clientId && (
        <FilterChip
          label={t('invoice.client')}
          value={client?.name ?? '…'}
          remove={() => set({ clientId: undefined })}
        />
      )}
      {search.from && (
        <FilterChip label={t('filter.from')} value={format.date(search.from)} remove={() => set({ from: undefined })} />
      )}
      {search.to && (
        <FilterChip label={t('filter.to')} value={format.date(search.to)} remove={() => set({ to: undefined })} />
      )}
      {search.overdue && <FilterChip value={t('invoice.overdue')} remove={() => set({ overdue: undefined })} />}
    </>
  );
}
