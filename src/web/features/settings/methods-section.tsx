/** How clients pay: cash, card, bank transfer, and so on. */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { PaymentMethod } from '../../../contract/catalog.ts';
import { useList } from '../../api/use-list.ts';
import { useSaveRecord } from '../../api/use-save-record.ts';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { RowButton } from '../../parts/row-button.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from './settings.module.css';

export function MethodsSection() {
  const { t } = useWords();
  const methods = useList<PaymentMethod>('/payment-methods');
  const [open, setOpen] = useState<PaymentMethod | 'new' | null>(null);
  return (
    <section>
      <div className={classes.sub}>
        <h2>{t('method.list')}</h2>
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
          {t('method.new')}
        </Button>
      </div>
      <DataTable
        label={t('method.list')}
        rows={methods.data}
        idOf={(method) => method.id}
        error={methods.error}
        retry={() => void methods.refetch()}
        open={setOpen}
        empty={<EmptyState title={t('method.none')} />}
        columns={[
          {
            id: 'name',
            title: t('method.name'),
            grow: true,
            cell: (method) => <RowButton press={() => setOpen(method)}>{method.name}</RowButton>,
          },
          { id: 'active', title: '', cell: ({ active }) => !active && <Chip tone="grey">{t('field.inactive')}</Chip> },
        ]}
      />
      {open && <MethodDrawer method={open === 'new' ? null : open} close={() => setOpen(null)} />}
    </section>
  );
}

function MethodDrawer({ method, close }: { method: PaymentMethod | null; close: () => void }) {
  const { t } = useWords();
  const form = useForm({
    initialValues: { name: method?.name ?? '', active: method?.active ?? true },
    validate: { name: (name) => (name.trim() === '' ? t('wrong.name') : null) },
  });
  const { save, busy } = useSaveRecord({
    path: '/payment-methods',
    id: method?.id ?? null,
    done: close,
    refused: (error) => putErrors(form, error),
  });
  return (
    <FormDrawer
      title={method?.name ?? t('method.new')}
      close={close}
      busy={busy}
      submit={form.onSubmit((values) => save(values))}
    >
      <TextInput label={t('method.name')} data-autofocus {...form.getInputProps('name')} />
      {method && <Checkbox label={t('field.active')} {...form.getInputProps('active', { type: 'checkbox' })} />}
    </FormDrawer>
  );
}
