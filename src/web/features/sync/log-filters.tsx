/** Searches and narrows the log; what is chosen stands in the address, so that a search can be sent to somebody. */
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { logActions } from '../../../contract/sync-names.ts';
import { MomentField } from '../../parts/moment-field.tsx';
import { useWords } from '../../words/use-words.tsx';
import classes from './log.module.css';
import { type LogSearch, logDirections, logEntities, logOutcomes } from './log-search.ts';

type Set = (patch: { [Name in keyof LogSearch]?: LogSearch[Name] | undefined }) => void;

const typingMs = 300;

export function LogFilters({ search, set }: { search: LogSearch; set: Set }) {
  const { t } = useWords();
  const { view: _view, row: _row, ...filters } = search;
  const moment = (value: string | undefined) => (value === undefined ? null : new Date(value));
  const filtered = Object.keys(filters).length > 0;
  return (
    <search className={classes.filters} aria-label={t('log.search')}>
      {/* Remounted when the filters are cleared elsewhere. */}
      <SearchText key={search.q === undefined ? 'empty' : 'some'} q={search.q ?? ''} set={set} />
      <Choice
        label={t('log.action')}
        all={t('log.allActions')}
        value={search.action}
        values={logActions}
        word={(action) => t(`log.${action}`)}
        set={(action) => set({ action })}
      />
      <Choice
        label={t('log.direction')}
        all={t('log.allDirections')}
        value={search.direction}
        values={logDirections}
        word={(direction) => t(`log.${direction}`)}
        set={(direction) => set({ direction })}
      />
      <Choice
        label={t('log.entity')}
        all={t('log.allEntities')}
        value={search.entity}
        values={logEntities}
        word={(entity) => t(`entity.${entity}`)}
        set={(entity) => set({ entity })}
      />
      <Choice
        label={t('log.outcome')}
        all={t('log.allOutcomes')}
        value={search.outcome}
        values={logOutcomes}
        word={(outcome) => t(`log.outcome.${outcome}`)}
        set={(outcome) => set({ outcome })}
      />
      <MomentField
        label={t('log.from')}
        className={classes.moment}
        value={moment(search.from)}
        onChange={(from) => set({ from: from?.toISOString() })}
      />
      <MomentField
        label={t('log.to')}
        className={classes.moment}
        value={moment(search.to)}
        onChange={(to) => set({ to: to?.toISOString() })}
      />
      {filtered && (
        <Button
          variant="subtle"
          onClick={() =>
            set({
              q: undefined,
              action: undefined,
              direction: undefined,
              outcome: undefined,
              entity: undefined,
              invoiceId: undefined,
              from: undefined,
              to: undefined,
            })
          }
        >
          {t('filter.clear')}
        </Button>
      )}
    </search>
  );
}

function SearchText({ q, set }: { q: string; set: Set }) {
  const { t } = useWords();
  const [text, setText] = useState(q);
  const search = useDebouncedCallback((value: string) => set({ q: value.trim() || undefined }), typingMs);
  return (
    <TextInput
      className={classes.text ?? ''}
      label={t('log.search')}
      placeholder={t('log.searchHint')}
      leftSection={<IconSearch size={15} aria-hidden="true" />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
    />
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  all: string;
  value: string | undefined;
  values: readonly Value[];
  word: (value: Value) => string;
  set: (value: Value | undefined) => void;
}

function Choice<Value extends string>({ label, all, value, values, word, set }: ChoiceProps<Value>) {
  const { t } = useWords();
  return (
    <Select
      className={classes.choice ?? ''}
      label={label}
      placeholder={all}
      clearable
      clearButtonProps={{ 'aria-label': t('field.clear') }}
      value={value ?? null}
      onChange={(chosen) => set(values.find((each) => each === chosen))}
      data={values.map((each) => ({ value: each, label: word(each) }))}
    />
  );
}
