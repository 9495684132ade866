/** Adds filters (menus) and shows those in force as chips that can be taken away. They live in the address. */
import { Button, Menu, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { InvoiceStatus } from '../../../contract/catalog.ts';
import type { Location } from '../../../contract/people.ts';
import { useList } from '../../api/use-list.ts';
import { GroupMark } from '../../parts/status-badge.tsx';
import { SyncChip } from '../../parts/sync-chip.tsx';
import { useWords } from '../../words/use-words.tsx';
import { FilterChips } from './filter-chips.tsx';
import classes from './invoice-filters.module.css';
import { type InvoiceSearch, syncStates } from './invoice-search.ts';

const ClientFilter = lazy(() => import('./client-filter.tsx').then((module) => ({ default: module.ClientFilter })));
const ViewsPopover = lazy(() => import('./views-popover.tsx').then((module) => ({ default: module.ViewsPopover })));
const DateFilter = lazy(() => import('./date-filter.tsx').then((module) => ({ default: module.DateFilter })));

export function InvoiceFilters() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/invoices' });
  const navigate = useNavigate();
  const { data: statuses = [] } = useList<InvoiceStatus>('/invoice-statuses');
  const { data: locations = [] } = useList<Location>('/locations');
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
      {locations.length > 1 && (
        <Menu position="bottom-start">
          <FilterTarget label={t('invoice.location')} menu />
          <Menu.Dropdown>
            {locations.map(({ id, name }) => (
              <Menu.Item key={id} onClick={() => set({ locationId: id })}>
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
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
      <ViewsMenu search={search} />
      <FilterChips search={search} statuses={statuses} locations={locations} set={set} />
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

function ViewsMenu({ search }: { search: InvoiceSearch }) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <Popover position="bottom-start" width={280} trapFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
          onClick={() => setOpened(!opened)}
        >
          {t('view.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={null}>
          <ViewsPopover search={search} close={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
