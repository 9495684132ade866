/** The taxes that lines may bear. */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Tax } from '../../../contract/catalog.ts';
import { useList } from '../../api/use-list.ts';
import { useSaveRecord } from '../../api/use-save-record.ts';
import { Chip } from '../../parts/chip.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { RowButton } from '../../parts/row-button.tsx';
import { parseDecimal, typedDecimal } from '../../words/decimal-input.ts';
import { useWords } from '../../words/use-words.tsx';
import classes from './settings.module.css';

export function TaxesSection() {
  const { t, format } = useWords();
  const taxes = useList<Tax>('/taxes');
  const [open, setOpen] = useState<Tax | 'new' | null>(null);
  const kind = (tax: Tax) =>
    [t(tax.inclusive ? 'tax.inclusive' : 'tax.exclusive'), tax.compound ? t('tax.compoundShort') : null]
      .filter(Boolean)
      .join(' · ');
  return (
    <section>
      <div className={classes.sub}>
        <h2>{t('tax.list')}</h2>
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
          {t('tax.new')}
        </Button>
      </div>
      <DataTable
        label={t('tax.list')}
        rows={taxes.data}
        idOf={(tax) => tax.id}
        error={taxes.error}
        retry={() => void taxes.refetch()}
        open={setOpen}
        empty={<EmptyState title={t('tax.none')} text={t('tax.noneText')} />}
        columns={[
          {
            id: 'name',
            title: t('tax.name'),
            grow: true,
            cell: (tax) => <RowButton press={() => setOpen(tax)}>{tax.name}</RowButton>,
          },
          { id: 'code', title: t('tax.code'), wide: true, cell: (tax) => <span className="dim">{tax.code}</span> },
          { id: 'kind', title: t('tax.kind'), wide: true, cell: kind },
          { id: 'active', title: '', cell: ({ active }) => !active && <Chip tone="grey">{t('field.inactive')}</Chip> },
          { id: 'rate', title: t('tax.rate'), align: 'end', cell: (tax) => format.percent(tax.rate) },
        ]}
      />
      {open && <TaxDrawer tax={open === 'new' ? null : open} close={() => setOpen(null)} />}
    </section>
  );
}

function TaxDrawer({ tax, close }: { tax: Tax | null; close: () => void }) {
  const { t, format } = useWords();
  const form = useForm({
    initialValues: {
      name: tax?.name ?? '',
      code: tax?.code ?? '',
      rate: tax ? typedDecimal(tax.rate, format.locale) : '',
      inclusive: tax?.inclusive ?? false,
      compound: tax?.compound ?? false,
      active: tax?.active ?? true,
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('wrong.name') : null),
      code: (code) => (code.trim() === '' ? t('wrong.name') : null),
      rate: (typed) => (parseDecimal(typed, format.locale) === null ? t('wrong.number') : null),
    },
  });
  const { save, busy } = useSaveRecord({
    path: '/taxes',
    id: tax?.id ?? null,
    done: close,
    refused: (error) => putErrors(form, error),
  });
  return (
    <FormDrawer
      title={tax?.name ?? t('tax.new')}
      close={close}
      busy={busy}
      submit={form.onSubmit((values) => save({ ...values, rate: parseDecimal(values.rate, format.locale) }))}
    >
      <TextInput label={t('tax.name')} data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('tax.code')} description={t('tax.codeHint')} {...form.getInputProps('code')} />
      <TextInput label={t('tax.rate')} inputMode="decimal" rightSection="%" {...form.getInputProps('rate')} />
      <Checkbox
        label={t('tax.inclusive')}
        description={t('tax.inclusiveHint')}
        {...form.getInputProps('inclusive', { type: 'checkbox' })}
      />
      <Checkbox
        label={t('tax.compound')}
        description={t('tax.compoundHint')}
        {...form.getInputProps('compound', { type: 'checkbox' })}
      />
      {tax && <Checkbox label={t('field.active')} {...form.getInputProps('active', { type: 'checkbox' })} />}
    </FormDrawer>
  );
}
