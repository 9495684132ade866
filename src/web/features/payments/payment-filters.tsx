/** Which payments are listed: by account, by where they were made, by state and by date. */
import { Select, SimpleGrid } from '@mantine/core';
import type { Account } from '../../../contract/catalog.ts';
import { useList } from '../../api/use-list.ts';
import { DateField } from '../../parts/date-field.tsx';
import { useWords } from '../../words/use-words.tsx';

export interface PaymentFilter {
  accountId: string | null;
  origin: string | null;
  state: string | null;
  paidFrom: string | null;
  paidTo: string | null;
}

export const noPaymentFilter: PaymentFilter = {
  accountId: null,
  origin: null,
  state: null,
  paidFrom: null,
  paidTo: null,
};

interface Props {
  filter: PaymentFilter;
  set: (filter: PaymentFilter) => void;
}

export function PaymentFilters({ filter, set }: Props) {
  const { t } = useWords();
  const { data: accounts = [] } = useList<Account>('/accounts');
  const choice = (name: 'accountId' | 'origin' | 'state', label: string, data: { value: string; label: string }[]) => (
    <Select
      label={label}
      clearable
      clearButtonProps={{ 'aria-label': t('field.clear') }}
      placeholder={t('filter.any')}
      data={data}
      value={filter[name]}
      onChange={(value) => set({ ...filter, [name]: value })}
    />
  );
  return (
    <SimpleGrid role="group" cols={{ base: 2, sm: 3, md: 5 }} spacing="sm" mb={12} aria-label={t('filter.title')}>
      {choice(
        'accountId',
        t('payments.account'),
        accounts.map(({ id, name }) => ({ value: id, label: name })),
      )}
      {choice('origin', t('payments.origin'), [
        { value: 'shop', label: t('payments.takenHere') },
        { value: 'quickbooks', label: t('payments.fromQuickBooks') },
      ])}
      {choice('state', t('payments.state'), [
        { value: 'active', label: t('payments.active') },
        { value: 'deleted', label: t('payments.deleted') },
      ])}
      <DateField
        label={t('filter.from')}
        clearable
        value={filter.paidFrom}
        onChange={(paidFrom) => set({ ...filter, paidFrom })}
      />
      <DateField
        label={t('filter.to')}
        clearable
        value={filter.paidTo}
        onChange={(paidTo) => set({ ...filter, paidTo })}
      />
    </SimpleGrid>
  );
}
