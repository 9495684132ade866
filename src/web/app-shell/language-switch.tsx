/** English or French, at once and remembered on this device; whoever is signed in keeps it as their own language. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { request } from '../api/client.ts';
import { sessionQuery } from '../api/session.ts';
import { ChoiceButton } from '../parts/choice-button.tsx';
import type { Language } from '../words/translate.ts';
import { useWords } from '../words/use-words.tsx';

const names = { en: 'English', fr: 'Français' } as const;

export function LanguageSwitch() {
  const { t, language, setLanguage } = useWords();
  const queries = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const choose = (chosen: Language) => {
    setLanguage(chosen);
    // Also for e-mails and other devices. If it cannot be kept there, it still holds here.
    if (session?.employee && session.employee.language !== chosen) {
      void request('PATCH', '/session', { body: { language: chosen } }).catch(() => undefined);
    }
  };
  const read = useRef(language);
  // The server's own sentences are read again in the new language.
  useEffect(() => {
    if (read.current !== language) void queries.invalidateQueries();
    read.current = language;
  }, [language, queries]);
  return (
    <ChoiceButton
      choices={(['en', 'fr'] as const).map((code) => ({ value: code, label: names[code], lang: code }))}
      current={language}
      choose={choose}
      button={
        <Button variant="subtle" color="gray" px={8}>
          {language.toUpperCase()}
          <span className="visually-hidden"> {t('shell.language', { name: names[language] })}</span>
        </Button>
      }
    />
  );
}
