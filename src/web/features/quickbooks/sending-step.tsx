/** Step 2: which statuses send an invoice by themselves, where payments made in QuickBooks are deposited, and more. */
import { MultiSelect, Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { Account, InvoiceStatus } from '../../../contract/catalog.ts';
import { useSession } from '../../api/session.ts';
import { useList } from '../../api/use-list.ts';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/use-words.tsx';
import { MoreOptions } from './more-options.tsx';
import classes from './quickbooks.module.css';
import type { SettingsForm } from './settings-form.ts';

interface Props {
  form: UseFormReturnType<SettingsForm>;
  statuses: readonly InvoiceStatus[];
}

export function SendingStep({ form, statuses }: Props) {
  const { t } = useWords();
  const { company } = useSession();
  const { data: accounts = [] } = useList<Account>('/accounts');
  const usable = accounts.filter(
    ({ id, active, currency }) => id === form.values.depositAccountId || (active && currency === company.currency),
  );
  return (
    <Panel id="sending" title={`2. ${t('step.sending')}`} lead={t('sending.why')}>
      <div className={classes.fields}>
        <MultiSelect
          label={t('sending.statuses')}
          description={t(form.values.sendStatusIds.length === 0 ? 'sending.statusesNone' : 'sending.statusesHint')}
          data={statuses.map(({ id, name }) => ({ value: id, label: name }))}
          clearable
          clearButtonProps={{ 'aria-label': t('field.clear') }}
          {...form.getInputProps('sendStatusIds')}
        />
        <Select
          label={t('sending.deposit')}
          description={t('sending.depositHint')}
          placeholder={t('sending.choose')}
          data={usable.map(({ id, name }) => ({ value: id, label: name }))}
          clearable
          clearButtonProps={{ 'aria-label': t('field.clear') }}
          nothingFoundMessage={t('list.noMatch')}
          {...form.getInputProps('depositAccountId')}
        />
        <MoreOptions form={form} accounts={accounts} />
      </div>
    </Panel>
  );
}
