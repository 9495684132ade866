/** What is done with one record of QuickBooks: what is proposed, or any record of the shop, found by its name. */
import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { JobItemView } from '../../../contract/jobs.ts';
import { useList } from '../../api/use-list.ts';
import { useRecord } from '../../api/use-record.ts';
import { useWords } from '../../words/use-words.tsx';
import { type Choices, decisionOf, linkedBy } from './choices.ts';
import classes from './first-import.module.css';

interface Named {
  id: string;
  name: string;
}

interface Props {
  item: JobItemView;
  choices: Choices;
  choose: (item: JobItemView, decision: string) => void;
  /** Records here that others of QuickBooks are linked with. */
  taken: ReadonlySet<string>;
}

export function DecideField({ item, choices, choose, taken }: Props) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const [search, setSearch] = useState('');
  const path = item.entity === 'item' ? '/items' : '/clients';
  const decision = decisionOf(item, choices);
  const picked = linkedBy(decision);
  const proposed = item.candidates.some(({ id }) => id === picked);
  const { data: other } = useRecord<Named>(path, proposed ? null : picked);
  const records: Named[] = [...item.candidates, ...(other && !proposed ? [other] : [])];
  const fixed = [
    { value: 'create', label: t('import.create') },
    { value: 'skip', label: t('import.skip') },
  ];
  const asOption = ({ id, name }: Named) => ({ value: `link:${id}`, label: t('import.same', { name }) });
  const chosen = [...records.map(asOption), ...fixed].find(({ value }) => value === decision);
  const typed = search === chosen?.label ? '' : search.trim();
  const [q] = useDebouncedValue(typed, 200);
  const { data: found = [] } = useList<Named>(path, {
    query: { q, active: 'true', limit: 20 },
    enabled: opened && q !== '',
  });
  const more = typed === '' ? [] : found.filter(({ id }) => !taken.has(id) && !records.some((one) => one.id === id));
  return (
    <Select
      aria-label={t('import.hereFor', { name: item.name })}
      className={classes.decide ?? ''}
      placeholder={t('import.undecided')}
      searchable
      filter={({ options }) => options}
      searchValue={search}
      onSearchChange={setSearch}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      value={decision}
      onChange={(value) => value && choose(item, value)}
      data={[...[...records, ...more].map(asOption), ...fixed]}
    />
  );
}
