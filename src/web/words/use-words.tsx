/** Gives every component the catalogue and the formats of the chosen language, and remembers the choice. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Format, formatFor, localeOf } from './format.ts';
import { laterWords } from './later.ts';
import { type Catalogue, type Language, type Translate, translator, type WordKey } from './translate.ts';

interface Words {
  language: Language;
  setLanguage: (language: Language) => void;
  t: Translate;
  /** Is there a word for what the server named? */
  has: (key: string) => key is WordKey;
  format: Format;
}

const WordsContext = createContext<Words | null>(null);
const storageKey = 'tandem-language';

/** Only the language that is read is loaded. */
const catalogueOf: Record<Language, () => Promise<Partial<Catalogue>>> = {
  en: async () => (await import('./first-en.ts')).firstEn,
  fr: async () => (await import('./first-fr.ts')).firstFr,
};

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new TypeError('useWords needs WordsProvider above it.');
  return words;
}

function isLanguage(value: unknown): value is Language {
  return value === 'en' || value === 'fr';
}

function storedLanguage(): Language | null {
  const stored = localStorage.getItem(storageKey);
  return isLanguage(stored) ? stored : null;
}

function browserLanguage(): Language {
  const first = navigator.languages.find((locale) => /^(en|fr)\b/i.test(locale));
  return first?.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

interface Props {
  children: ReactNode;
  /** The employee's language, once it is known; a choice made on this device comes first. */
  preferred: Language | undefined;
  currency: string;
  timeZone: string | undefined;
}

export function WordsProvider({ children, preferred, currency, timeZone }: Props) {
  const [chosen, setChosen] = useState(storedLanguage);
  const language = chosen ?? preferred ?? browserLanguage();
  const [read, setRead] = useState<{ language: Language; words: Partial<Catalogue> } | null>(null);

  useEffect(() => {
    let wanted = true;
    void catalogueOf[language]().then((words) => {
      if (!wanted) return;
      document.documentElement.lang = language;
      setRead({ language, words });
    });
    return () => {
      wanted = false;
    };
  }, [language]);

  const value = useMemo(
    () =>
      read && {
        language: read.language,
        setLanguage: (next: Language) => {
          localStorage.setItem(storageKey, next);
          setChosen(next);
        },
        t: translator(read.language, read.words, laterWords[read.language]),
        has: (key: string): key is WordKey =>
          Object.hasOwn(read.words, key) || Object.hasOwn(laterWords[read.language], key),
        format: formatFor({
          locale: localeOf(read.language, navigator.languages),
          currency,
          ...(timeZone ? { timeZone } : {}),
        }),
      },
    [read, currency, timeZone],
  );
  return value ? <WordsContext value={value}>{children}</WordsContext> : null;
}
