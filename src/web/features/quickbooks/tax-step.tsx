/** Step 3: which tax here is which tax code in QuickBooks, and what happens to lines where that is not enough. */
import { ActionIcon, Button, MultiSelect, Select, SimpleGrid } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconAlertTriangle, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Tax } from '../../../contract/catalog.ts';
import type { Connection, PickerTaxCode } from '../../../contract/integration.ts';
import { useList } from '../../api/use-list.ts';
import { decimal, ZERO } from '../../money/decimal.ts';
import { Panel } from '../../parts/panel.tsx';
import { taxName } from '../../parts/tax-name.ts';
import { useWords } from '../../words/use-words.tsx';
import { BooksPicker } from './books-picker.tsx';
import { unmappedTaxes } from './completeness.ts';
import classes from './quickbooks.module.css';
import { newTaxRow, type SettingsForm } from './settings-form.ts';

interface Props {
  form: UseFormReturnType<SettingsForm>;
  taxes: readonly Tax[];
  connection: Connection;
}

export function TaxStep({ form, taxes, connection }: Props) {
  const { t } = useWords();
  const { data: codes = [] } = useList<PickerTaxCode>('/integrations/quickbooks/tax-codes', {
    enabled: connection.connected,
  });
  const named = new Set(form.values.taxes.flatMap(({ taxIds }) => taxIds));
  const unmapped = unmappedTaxes(form.values, taxes).filter(({ id }) => !named.has(id));
  return (
    <Panel id="taxes" title={`3. ${t('step.taxes')}`} lead={t('taxMap.why')}>
      <div className={classes.fields}>
        {form.values.taxes.length > 0 && (
          <table className={classes.taxes} aria-label={t('step.taxes')}>
            <thead>
              <tr>
                <th scope="col">{t('taxMap.here')}</th>
                <th scope="col">{t('taxMap.there')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {form.values.taxes.map((row, index) => (
                <TaxMapRow key={row.key} index={index} form={form} taxes={taxes} codes={codes} />
              ))}
            </tbody>
          </table>
        )}
        <div style={{ display: 'flex', gap: 16, alignItems: 'center', flexWrap: 'wrap' }}>
          <Button
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => form.insertListItem('taxes', newTaxRow())}
          >
            {t('taxMap.add')}
          </Button>
          {unmapped.length > 1 && (
            <Button
              variant="subtle"
              onClick={() => form.setFieldValue('taxes', [...form.values.taxes, ...rowsFor(unmapped)])}
            >
              {t('taxMap.addAll', { count: unmapped.length })}
            </Button>
          )}
          <Link to="/settings/finance">{t('taxMap.finance')}</Link>
        </div>
        <TaxOptions form={form} codes={codes} connection={connection} />
      </div>
    </Panel>
  );
}

function rowsFor(taxes: readonly Tax[]) {
  return taxes.map(({ id }) => ({ ...newTaxRow(), taxIds: [id] }));
}

interface RowProps {
  index: number;
  form: UseFormReturnType<SettingsForm>;
  taxes: readonly Tax[];
  codes: readonly PickerTaxCode[];
}

function TaxMapRow({ index, form, taxes, codes }: RowProps) {
  const { t, format } = useWords();
  const row = form.values.taxes[index];
  if (!row) return null;
  const chosen = row.taxIds.flatMap((id) => taxes.find((tax) => tax.id === id) ?? []);
  const code = codes.find(({ id }) => id === row.quickBooksTaxCode);
  const here = rateOf(chosen);
  const differs = chosen.length > 0 && code?.rate != null && !decimal(code.rate).eq(decimal(here));
  return (
    <tr>
      <td>
        <MultiSelect
          aria-label={t('taxMap.hereRow', { number: index + 1 })}
          placeholder={row.taxIds.length === 0 ? t('taxMap.chooseTax') : ''}
          data={taxes
            .filter(({ active, id }) => active || row.taxIds.includes(id))
            .map((tax) => ({ value: tax.id, label: taxName(tax, format) }))}
          searchable
          hidePickedOptions
          {...form.getInputProps(`taxes.${index}.taxIds`)}
        />
      </td>
      <td>
        <BooksPicker
          aria-label={t('taxMap.thereRow', { number: index + 1 })}
          placeholder={t('taxMap.chooseCode')}
          options={codes
            .filter(({ active }) => active)
            .map(({ id, name, rate }) => ({ id, name, detail: rate === null ? null : format.percent(rate) }))}
          {...form.getInputProps(`taxes.${index}.quickBooksTaxCode`)}
        />
        {differs && (
          <div className={classes.warning} role="status">
            <IconAlertTriangle size={15} aria-hidden="true" />
            <span>{t('taxMap.differs', { here: format.percent(here), there: format.percent(code.rate ?? '0') })}</span>
          </div>
        )}
      </td>
      <td>
        <ActionIcon
          aria-label={t('taxMap.remove', { number: index + 1 })}
          onClick={() => form.removeListItem('taxes', index)}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </td>
    </tr>
  );
}

/** What taxes that stand together come to, in percent of the net; compound ones on the taxes before them. */
function rateOf(taxes: readonly Tax[]): string {
  const factor = taxes.reduce((before, tax) => {
    const rate = decimal(tax.rate).div(100);
    return before.plus(tax.compound ? rate.times(before.plus(1)) : rate);
  }, ZERO);
  return factor.times(100).toFixed();
}

interface OptionsProps {
  form: UseFormReturnType<SettingsForm>;
  codes: readonly PickerTaxCode[];
  connection: Connection;
}

function TaxOptions({ form, codes, connection }: OptionsProps) {
  const { t } = useWords();
  const us = connection.taxMode === 'us_manual' || connection.taxMode === 'us_automated';
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      {!us && (
        <BooksPicker
          label={t('taxMap.untaxed')}
          description={t('taxMap.untaxedHint')}
          options={codes.filter(({ active }) => active)}
          {...form.getInputProps('untaxedQuickBooksTaxCode')}
        />
      )}
      <Select
        label={t('taxMap.unmapped')}
        description={t('taxMap.unmappedHint')}
        data={(['hold', 'send_untaxed'] as const).map((rule) => ({ value: rule, label: t(`unmappedTax.${rule}`) }))}
        {...form.getInputProps('unmappedTax')}
      />
      {connection.taxMode === 'us_automated' && (
        <Select
          label={t('taxMap.authority')}
          description={t('taxMap.authorityHint')}
          data={(['quickbooks', 'shop'] as const).map((side) => ({ value: side, label: t(`taxAuthority.${side}`) }))}
          value={form.values.taxAuthority ?? 'quickbooks'}
          error={form.errors.taxAuthority}
          onChange={(side) => form.setFieldValue('taxAuthority', side === 'shop' ? 'shop' : 'quickbooks')}
        />
      )}
    </SimpleGrid>
  );
}
