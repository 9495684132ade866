/** A product or service in a drawer: name, SKU, price and the taxes a line begins with. */
import { Checkbox, MultiSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Item, Tax } from '../../../contract/catalog.ts';
import { useList } from '../../api/use-list.ts';
import { useSaveRecord } from '../../api/use-save-record.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { taxName } from '../../parts/tax-name.ts';
import { parseDecimal, typedDecimal } from '../../words/decimal-input.ts';
import { useWords } from '../../words/use-words.tsx';

interface ItemForm {
  kind: Item['kind'];
  name: string;
  sku: string;
  price: string;
  taxIds: string[];
  active: boolean;
}

export function ItemDrawer({ item, close }: { item: Item | null; close: () => void }) {
  const { t, format } = useWords();
  const { data: taxes = [] } = useList<Tax>('/taxes');
  const form = useForm<ItemForm>({
    initialValues: {
      kind: item?.kind ?? 'service',
      name: item?.name ?? '',
      sku: item?.sku ?? '',
      price: item ? typedDecimal(item.price, format.locale) : '',
      taxIds: item?.taxIds ?? [],
      active: item?.active ?? true,
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('wrong.name') : null),
      price: (typed) => (typed.trim() !== '' && parseDecimal(typed, format.locale) === null ? t('wrong.number') : null),
    },
  });
  const { save, busy } = useSaveRecord({
    path: '/items',
    id: item?.id ?? null,
    done: close,
    refused: (error) => putErrors(form, error),
  });
  const bodyOf = (values: ItemForm) => ({
    kind: values.kind,
    name: values.name.trim(),
    sku: values.sku.trim() || null,
    price: parseDecimal(values.price, format.locale) ?? '0',
    taxIds: values.taxIds,
    active: values.active,
  });
  return (
    <FormDrawer
      title={item ? item.name : t('item.new')}
      close={close}
      busy={busy}
      submit={form.onSubmit((values) => save(bodyOf(values)))}
    >
      <SegmentedControl
        aria-label={t('item.kind')}
        data={[
          { value: 'service', label: t('item.service') },
          { value: 'product', label: t('item.product') },
        ]}
        {...form.getInputProps('kind')}
      />
      <TextInput label={t('item.name')} data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('item.sku')} {...form.getInputProps('sku')} />
      <TextInput label={t('item.price')} inputMode="decimal" {...form.getInputProps('price')} />
      <MultiSelect
        label={t('item.taxes')}
        data={taxes
          .filter(({ active, id }) => active || item?.taxIds.includes(id))
          .map((tax) => ({ value: tax.id, label: taxName(tax, format) }))}
        {...form.getInputProps('taxIds')}
      />
      {item && <Checkbox label={t('field.active')} {...form.getInputProps('active', { type: 'checkbox' })} />}
    </FormDrawer>
  );
}
