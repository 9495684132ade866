/** What a shop may leave as it is: accounts and methods in QuickBooks, defaults for lines, dates and rules. */
import { Checkbox, Select, SimpleGrid } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Account, PaymentMethod } from '../../../contract/catalog.ts';
import type { PickerAccount, PickerItem, PickerMethod } from '../../../contract/integration.ts';
import { useList } from '../../api/use-list.ts';
import { DateField } from '../../parts/date-field.tsx';
import { useWords } from '../../words/use-words.tsx';
import { BooksPicker } from './books-picker.tsx';
import { MappingGroup } from './mapping-group.tsx';
import { PlaceGroups } from './place-groups.tsx';
import classes from './quickbooks.module.css';
import type { SettingsForm } from './settings-form.ts';

type Form = UseFormReturnType<SettingsForm>;

export function MoreOptions({ form, accounts }: { form: Form; accounts: readonly Account[] }) {
  const { t } = useWords();
  const { data: booksAccounts = [] } = useList<PickerAccount>('/integrations/quickbooks/accounts');
  const { data: booksItems = [] } = useList<PickerItem>('/integrations/quickbooks/items');
  const { data: booksMethods = [] } = useList<PickerMethod>('/integrations/quickbooks/payment-methods');
  const { data: methods = [] } = useList<PaymentMethod>('/payment-methods');
  const deposits = booksAccounts.filter(({ type }) => /bank|current asset/i.test(type));
  const incomes = booksAccounts.filter(({ type }) => /income|revenue/i.test(type));
  return (
    <details className={classes.fold}>
      <summary>{t('more.title')}</summary>
      <div className={classes.fields}>
        <MappingGroup
          legend={t('more.depositAccounts')}
          hint={t('more.depositAccountsHint')}
          rows={accounts.filter(({ active }) => active)}
          options={deposits}
          form={form}
          path="depositAccounts"
        />
        <MappingGroup
          legend={t('more.paymentMethods')}
          rows={methods.filter(({ active }) => active)}
          options={booksMethods}
          form={form}
          path="paymentMethods"
        />
        <PlaceGroups form={form} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <BooksPicker
            label={t('more.incomeAccount')}
            description={t('more.incomeAccountHint')}
            options={incomes}
            {...form.getInputProps('incomeAccountId')}
          />
          <BooksPicker
            label={t('more.defaultItem')}
            description={t('more.defaultItemHint')}
            options={booksItems.map(({ id, name, sku }) => ({ id, name, detail: sku }))}
            {...form.getInputProps('defaultItemId')}
          />
          <DateField
            label={t('more.startDate')}
            description={t('more.startDateHint')}
            clearable
            {...form.getInputProps('startDate')}
          />
        </SimpleGrid>
        <Rules form={form} />
      </div>
    </details>
  );
}

function Rules({ form }: { form: Form }) {
  const { t } = useWords();
  return (
    <>
      <Checkbox label={t('more.autoUpdate')} {...form.getInputProps('autoUpdate', { type: 'checkbox' })} />
      <Checkbox label={t('more.copyEdits')} {...form.getInputProps('copyEdits', { type: 'checkbox' })} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Select
          label={t('more.conflictRule')}
          data={(['ask', 'quickbooks', 'shop'] as const).map((rule) => ({
            value: rule,
            label: t(`conflictRule.${rule}`),
          }))}
          {...form.getInputProps('conflictRule')}
        />
        <Select
          label={t('more.cancelAction')}
          data={(['void', 'ask', 'nothing'] as const).map((action) => ({
            value: action,
            label: t(`cancelAction.${action}`),
          }))}
          {...form.getInputProps('cancelAction')}
        />
        <Select
          label={t('more.deletedPaymentAction')}
          data={(['void', 'ask', 'nothing'] as const).map((action) => ({
            value: action,
            label: t(`deletedPaymentAction.${action}`),
          }))}
          {...form.getInputProps('deletedPaymentAction')}
        />
      </SimpleGrid>
    </>
  );
}
