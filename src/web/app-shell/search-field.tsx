/** Finds invoices by number or client; `/` leads into it from anywhere. */
import { Kbd, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useWords } from '../words/use-words.tsx';
import classes from './shell.module.css';

export function SearchField() {
  const { t } = useWords();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  useHotkeys([['/', () => input.current?.focus()]]);
  return (
    <search className={classes.search}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const q = text.trim();
          void navigate({ to: '/invoices', search: q === '' ? {} : { q } });
          input.current?.blur();
        }}
      >
        <TextInput
          ref={input}
          type="search"
          aria-label={t('shell.search')}
          placeholder={t('shell.searchHint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          leftSection={<IconSearch size={15} aria-hidden="true" />}
          rightSection={text === '' ? <Kbd size="xs">/</Kbd> : null}
        />
      </form>
    </search>
  );
}
