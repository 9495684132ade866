/** Where money lies: cash boxes, banks, cards, with balances; a row opens the ledger. */
import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account } from '../../../contract/catalog.ts';
import type { Location } from '../../../contract/people.ts';
import { useList } from '../../api/use-list.ts';
import { useSaveRecord } from '../../api/use-save-record.ts';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportButton } from '../../parts/export-button.tsx';
import type { ExportColumn } from '../../parts/export-rows.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { RowButton } from '../../parts/row-button.tsx';
import { useWords } from '../../words/use-words.tsx';
import { LedgerDrawer } from './ledger-drawer.tsx';
import classes from './settings.module.css';

export function AccountsSection() {
  const { t, format } = useWords();
  const accounts = useList<Account>('/accounts', { staleTime: 5000 });
  const { data: locations = [] } = useList<Location>('/locations');
  const [editing, setEditing] = useState<Account | 'new' | null>(null);
  const [ledger, setLedger] = useState<Account | null>(null);
  const placeOf = ({ locationId }: Account) =>
    locations.find(({ id }) => id === locationId)?.name ?? t('account.everywhere');
  const exported: ExportColumn<Account>[] = [
    { title: t('account.name'), value: ({ name }) => name },
    { title: t('account.kind'), value: ({ kind }) => t(`account.${kind}`) },
    { title: t('invoice.location'), value: placeOf },
    { title: t('field.active'), value: ({ active }) => t(active ? 'change.yes' : 'change.no') },
    { title: t('account.balance'), value: ({ balance }) => ({ number: balance }) },
  ];
  return (
    <section>
      <div className={classes.sub}>
        <h2>{t('account.list')}</h2>
        <Group gap={8}>
          <ExportButton what={{ name: 'accounts', path: '/accounts', columns: exported }} />
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
            {t('account.new')}
          </Button>
        </Group>
      </div>
      <DataTable
        label={t('account.list')}
        rows={accounts.data}
        idOf={(account) => account.id}
        error={accounts.error}
        retry={() => void accounts.refetch()}
        open={setLedger}
        empty={<EmptyState title={t('account.none')} text={t('account.noneText')} />}
        columns={[
          {
            id: 'name',
            title: t('account.name'),
            grow: true,
            cell: (account) => <RowButton press={() => setLedger(account)}>{account.name}</RowButton>,
          },
          { id: 'kind', title: t('account.kind'), wide: true, cell: ({ kind }) => t(`account.${kind}`) },
          {
            id: 'location',
            title: t('invoice.location'),
            wide: true,
            cell: (account) => <span className="dim">{placeOf(account)}</span>,
          },
          { id: 'active', title: '', cell: ({ active }) => !active && <Chip tone="grey">{t('field.inactive')}</Chip> },
          { id: 'balance', title: t('account.balance'), align: 'end', cell: ({ balance }) => format.money(balance) },
          {
            id: 'edit',
            title: '',
            cell: (account) => (
              <RowButton press={() => setEditing(account)}>
                <span aria-hidden="true">{t('field.edit')}</span>
                <span className="visually-hidden">{t('field.editNamed', { name: account.name })}</span>
              </RowButton>
            ),
          },
        ]}
      />
      {editing && (
        <AccountDrawer
          account={editing === 'new' ? null : editing}
          locations={locations}
          close={() => setEditing(null)}
        />
      )}
      {ledger && <LedgerDrawer account={ledger} close={() => setLedger(null)} />}
    </section>
  );
}

interface DrawerProps {
  account: Account | null;
  locations: readonly Location[];
  close: () => void;
}

function AccountDrawer({ account, locations, close }: DrawerProps) {
  const { t } = useWords();
  const form = useForm<{ name: string; kind: Account['kind']; locationId: string | null; active: boolean }>({
    initialValues: {
      name: account?.name ?? '',
      kind: account?.kind ?? 'bank',
      locationId: account?.locationId ?? null,
      active: account?.active ?? true,
    },
    validate: { name: (name) => (name.trim() === '' ? t('wrong.name') : null) },
  });
  const { save, busy } = useSaveRecord({
    path: '/accounts',
    id: account?.id ?? null,
    done: close,
    refused: (error) => putErrors(form, error),
  });
  return (
    <FormDrawer
      title={account?.name ?? t('account.new')}
      close={close}
      busy={busy}
      submit={form.onSubmit((values) => save(values))}
    >
      <TextInput label={t('account.name')} data-autofocus {...form.getInputProps('name')} />
      <Select
        label={t('account.kind')}
        data={(['cash', 'bank', 'card'] as const).map((kind) => ({ value: kind, label: t(`account.${kind}`) }))}
        {...form.getInputProps('kind')}
      />
      <Select
        label={t('invoice.location')}
        placeholder={t('account.everywhere')}
        clearable
        clearButtonProps={{ 'aria-label': t('field.clear') }}
        data={locations.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('locationId')}
      />
      {account && <Checkbox label={t('field.active')} {...form.getInputProps('active', { type: 'checkbox' })} />}
    </FormDrawer>
  );
}
