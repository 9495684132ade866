/** English or French, at once and remembered on this device. */
import { Button, Menu } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useWords } from '../words/use-words.tsx';

const names = { en: 'English', fr: 'Français' } as const;

export function LanguageSwitch() {
  const { t, language, setLanguage } = useWords();
  const queries = useQueryClient();
  const read = useRef(language);
  // The server's own sentences are read again in the new language.
  useEffect(() => {
    if (read.current !== language) void queries.invalidateQueries();
    read.current = language;
  }, [language, queries]);
  return (
    <Menu>
      <Menu.Target>
        <Button variant="subtle" color="gray" px={8}>
          {language.toUpperCase()}
          <span className="visually-hidden"> {t('shell.language', { name: names[language] })}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['en', 'fr'] as const).map((code) => (
          <Menu.Item key={code} lang={code} aria-current={code === language} onClick={() => setLanguage(code)}>
            {names[code]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
