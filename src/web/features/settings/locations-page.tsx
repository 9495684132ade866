/** The places where the shop works; each invoice belongs to one. */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Location } from '../../../contract/people.ts';
import { useList } from '../../api/use-list.ts';
import { useSaveRecord } from '../../api/use-save-record.ts';
import { AddressFields } from '../../parts/address-fields.tsx';
import { addressBody, addressFormOf, addressLines } from '../../parts/address-form.ts';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { RowButton } from '../../parts/row-button.tsx';
import { useWords } from '../../words/use-words.tsx';

export function LocationsPage() {
  const { t } = useWords();
  const locations = useList<Location>('/locations');
  const [open, setOpen] = useState<Location | 'new' | null>(null);
  return (
    <PageFrame
      title={t('settings.locations')}
      width="text"
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
          {t('location.new')}
        </Button>
      }
    >
      <DataTable
        label={t('settings.locations')}
        rows={locations.data}
        idOf={(location) => location.id}
        error={locations.error}
        retry={() => void locations.refetch()}
        open={setOpen}
        empty={<EmptyState title={t('location.empty')} />}
        columns={[
          {
            id: 'name',
            title: t('location.name'),
            cell: (location) => <RowButton press={() => setOpen(location)}>{location.name}</RowButton>,
          },
          {
            id: 'address',
            title: t('address.title'),
            grow: true,
            wide: true,
            cell: (location) => <span className="dim">{addressLines(location.address).join(', ')}</span>,
          },
          {
            id: 'active',
            title: '',
            cell: ({ active }) => !active && <Chip tone="grey">{t('field.inactive')}</Chip>,
          },
        ]}
      />
      {open && <LocationDrawer location={open === 'new' ? null : open} close={() => setOpen(null)} />}
    </PageFrame>
  );
}

function LocationDrawer({ location, close }: { location: Location | null; close: () => void }) {
  const { t } = useWords();
  const form = useForm({
    initialValues: {
      name: location?.name ?? '',
      address: addressFormOf(location?.address ?? null),
      active: location?.active ?? true,
    },
    validate: { name: (name) => (name.trim() === '' ? t('wrong.name') : null) },
  });
  const { save, busy } = useSaveRecord({
    path: '/locations',
    id: location?.id ?? null,
    done: close,
    refused: (error) => putErrors(form, error),
  });
  return (
    <FormDrawer
      title={location?.name ?? t('location.new')}
      close={close}
      busy={busy}
      submit={form.onSubmit(({ name, address, active }) =>
        save({ name: name.trim(), address: addressBody(address), active }),
      )}
    >
      <TextInput label={t('location.name')} data-autofocus {...form.getInputProps('name')} />
      <AddressFields form={form} />
      {location && <Checkbox label={t('field.active')} {...form.getInputProps('active', { type: 'checkbox' })} />}
    </FormDrawer>
  );
}
