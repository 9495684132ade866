/** The filters in force, each with the button that takes it away. */
import type { Client, InvoiceStatus } from '../../../contract/catalog.ts';
import type { Location } from '../../../contract/people.ts';
import { useRecord } from '../../api/use-record.ts';
import { useWords } from '../../words/use-words.tsx';
import { FilterChip } from './filter-chip.tsx';
import type { InvoiceSearch } from './invoice-search.ts';

interface Props {
  search: InvoiceSearch;
  statuses: readonly InvoiceStatus[];
  locations: readonly Location[];
  set: (patch: Partial<Record<keyof InvoiceSearch, undefined>>) => void;
}

export function FilterChips({ search, statuses, locations, set }: Props) {
  const { t, format } = useWords();
  const { data: client } = useRecord<Client>('/clients', search.clientId ?? null);
  const named = (rows: readonly { id: string; name: string }[], id: string | undefined) =>
    rows.find((row) => row.id === id)?.name ?? '…';
  const chips: { name: keyof InvoiceSearch; label?: string; value: string | undefined }[] = [
    { name: 'q', label: t('filter.text'), value: search.q },
    { name: 'statusId', label: t('invoice.status'), value: search.statusId && named(statuses, search.statusId) },
    { name: 'syncState', label: t('filter.syncState'), value: search.syncState && t(`sync.${search.syncState}`) },
    { name: 'clientId', label: t('invoice.client'), value: search.clientId && (client?.name ?? '…') },
    {
      name: 'locationId',
      label: t('invoice.location'),
      value: search.locationId && named(locations, search.locationId),
    },
    { name: 'from', label: t('filter.from'), value: search.from && format.date(search.from) },
    { name: 'to', label: t('filter.to'), value: search.to && format.date(search.to) },
    { name: 'overdue', value: search.overdue ? t('invoice.overdue') : undefined },
  ];
  return chips.map(({ name, label, value }) =>
    value ? (
      <FilterChip key={name} {...(label ? { label } : {})} value={value} remove={() => set({ [name]: undefined })} />
    ) : null,
  );
}
