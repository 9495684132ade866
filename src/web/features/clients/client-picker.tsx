/** Finds a client by name or e-mail while typing, and can make a new one on the spot. */
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import type { Client } from '../../../contract/catalog.ts';
import { useList } from '../../api/use-list.ts';
import { useRecord } from '../../api/use-record.ts';
import { useWords } from '../../words/use-words.tsx';
import { ClientDrawer } from './client-drawer.tsx';

const makeNew = 'new';

interface Props {
  label: ReactNode;
  value: string | null;
  onChange: (clientId: string | null, client: Client | null) => void;
  error?: ReactNode;
  placeholder?: string;
  clearable?: boolean;
  creatable?: boolean;
  disabled?: boolean;
}

export function ClientPicker({ value, onChange, creatable = false, ...field }: Props) {
  const { t } = useWords();
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState(false);
  const [creating, setCreating] = useState<string | null>(null);
  const { data: chosen } = useRecord<Client>('/clients', value);
  const typed = search.trim() === chosen?.name ? '' : search.trim();
  const [q] = useDebouncedValue(typed, 200);
  const { data: found = [] } = useList<Client>('/clients', { query: { q, limit: 20 }, enabled: opened });
  const options = [
    ...(chosen && !found.some(({ id }) => id === chosen.id) ? [chosen] : []),
    ...found.filter(({ active, id }) => active || id === value),
  ].map(({ id, name }) => ({ value: id, label: name }));
  const create = { value: makeNew, label: typed === '' ? t('client.new') : t('client.create', { name: typed }) };
  return (
    <>
      <Select
        {...field}
        searchable
        value={value}
        data={creatable ? [...options, create] : options}
        filter={({ options: all }) => all}
        searchValue={search}
        onSearchChange={setSearch}
        onDropdownOpen={() => setOpened(true)}
        onDropdownClose={() => setOpened(false)}
        nothingFoundMessage={t('list.noMatch')}
        clearButtonProps={{ 'aria-label': t('field.clear') }}
        onChange={(id) => {
          if (id === makeNew) setCreating(typed);
          else onChange(id, found.find((client) => client.id === id) ?? null);
        }}
      />
      {creating !== null && (
        <ClientDrawer
          client={null}
          suggestedName={creating}
          close={() => setCreating(null)}
          saved={(client) => onChange(client.id, client)}
        />
      )}
    </>
  );
}
