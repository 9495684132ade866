/** Adds filters (menus) and shows those in force as chips that can be taken away. They live in the address. */
import { Button, type ButtonProps } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode } from 'react';
import type { InvoiceStatus } from '../../../contract/catalog.ts';
import type { Location } from '../../../contract/people.ts';
import { useList } from '../../api/use-list.ts';
import { ChoiceButton } from '../../parts/choice-button.tsx';
import { DropDown } from '../../parts/drop-down.tsx';
import { GroupMark } from '../../parts/status-badge.tsx';
import { SyncChip } from '../../parts/sync-chip.tsx';
import { useWords } from '../../words/use-words.tsx';
import { FilterChips } from './filter-chips.tsx';
import classes from './invoice-filters.module.css';
import { type InvoiceSearch, syncStates } from './invoice-search.ts';

const loadBox = () => import('../../parts/drop-box.tsx');
const loadClientFilter = () => import('./client-filter.tsx');
const loadViews = () => import('./views-popover.tsx');
const loadDateFilter = () => import('./date-filter.tsx');
const DropBox = lazy(async () => ({ default: (await loadBox()).DropBox }));
const ClientFilter = lazy(async () => ({ default: (await loadClientFilter()).ClientFilter }));
const ViewsPopover = lazy(async () => ({ default: (await loadViews()).ViewsPopover }));
const DateFilter = lazy(async () => ({ default: (await loadDateFilter()).DateFilter }));

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
      <ChoiceButton
        button={<FilterButton label={t('invoice.status')} />}
        position="bottom-start"
        choices={statuses.map(({ id, name, group }) => ({ value: id, label: name, mark: <GroupMark group={group} /> }))}
        choose={(statusId) => set({ statusId })}
      />
      <ChoiceButton
        button={<FilterButton label={t('filter.syncState')} />}
        position="bottom-start"
        choices={syncStates.map((state) => ({ value: state, label: <SyncChip plain state={state} /> }))}
        choose={(syncState) => set({ syncState })}
      />
      <BoxButton label={t('invoice.client')} load={loadClientFilter}>
        {() => (
          <ClientFilter value={search.clientId ?? null} set={(clientId) => set({ clientId: clientId ?? undefined })} />
        )}
      </BoxButton>
      {locations.length > 1 && (
        <ChoiceButton
          button={<FilterButton label={t('invoice.location')} />}
          position="bottom-start"
          choices={locations.map(({ id, name }) => ({ value: id, label: name }))}
          choose={(locationId) => set({ locationId })}
        />
      )}
      <BoxButton label={t('filter.date')} load={loadDateFilter}>
        {() => <DateFilter from={search.from ?? null} to={search.to ?? null} set={set} />}
      </BoxButton>
      <Button
        variant="default"
        aria-pressed={search.overdue ?? false}
        onClick={() => set({ overdue: search.overdue ? undefined : true })}
      >
        {t('invoice.overdue')}
      </Button>
      <BoxButton label={t('view.title')} load={loadViews}>
        {(close) => <ViewsPopover search={search} close={close} />}
      </BoxButton>
      <FilterChips search={search} statuses={statuses} locations={locations} set={set} />
    </fieldset>
  );
}

function FilterButton({ label, ...button }: ButtonProps & { label: string }) {
  return (
    <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />} {...button}>
      {label}
    </Button>
  );
}

interface BoxProps {
  label: string;
  load: () => Promise<unknown>;
  children: (close: () => void) => ReactNode;
}

function BoxButton({ label, load, children }: BoxProps) {
  return (
    <DropDown button={<FilterButton label={label} />} kind="dialog" load={() => Promise.all([loadBox(), load()])}>
      {({ target, close }) => (
        <DropBox target={target} close={close}>
          {children(close)}
        </DropBox>
      )}
    </DropDown>
  );
}
