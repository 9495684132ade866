/** The line above a list of records: search, and whether inactive ones are shown. */
import { Checkbox, Group, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Query } from '../api/client.ts';
import { useWords } from '../words/use-words.tsx';

export interface ListSearch {
  text: string;
  inactive: boolean;
}

export function useListSearch() {
  const [search, setSearch] = useState<ListSearch>({ text: '', inactive: false });
  const [q] = useDebouncedValue(search.text.trim(), 250);
  const query: Query = { q, active: search.inactive ? undefined : 'true' };
  return { search, setSearch, query, searched: q !== '' };
}

interface Props {
  label: string;
  search: ListSearch;
  change: (search: ListSearch) => void;
}

export function ListSearchLine({ label, search, change }: Props) {
  const { t } = useWords();
  return (
    <Group gap="md" mb={12}>
      <TextInput
        aria-label={label}
        placeholder={label}
        leftSection={<IconSearch size={15} aria-hidden="true" />}
        w={{ base: '100%', sm: 320 }}
        value={search.text}
        onChange={(event) => change({ ...search, text: event.currentTarget.value })}
      />
      <Checkbox
        label={t('list.inactive')}
        checked={search.inactive}
        onChange={(event) => change({ ...search, inactive: event.currentTarget.checked })}
      />
    </Group>
  );
}
