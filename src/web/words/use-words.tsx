/** Gives every component the words and the formats of the chosen language, and remembers the choice. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type Format, formatFor, localeOf } from './format.ts';
import {
  browserLanguage,
  loadedWords,
  missWord,
  onWordsLoaded,
  readLanguage,
  storedLanguage,
  storeLanguage,
} from './loaded-words.ts';
import { type Language, type Translate, translator, type WordKey } from './translate.ts';

interface Words {
  language: Language;
  setLanguage: (language: Language) => void;
  t: Translate;
  /** Is there a word for what the server named? */
  has: (key: string) => key is WordKey;
  format: Format;
}

const WordsContext = createContext<Words | null>(null);

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new TypeError('useWords needs WordsProvider above it.');
  return words;
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
  const read = useSyncExternalStore(onWordsLoaded, loadedWords);

  useEffect(() => {
    void readLanguage(language);
  }, [language]);
  useEffect(() => {
    if (read) document.documentElement.lang = read.language;
  }, [read]);

  const value = useMemo(
    () =>
      read && {
        language: read.language,
        setLanguage: (next: Language) => {
          storeLanguage(next);
          setChosen(next);
        },
        t: translator(read.language, read.words, missWord),
        has: (key: string): key is WordKey => Object.hasOwn(read.words, key),
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
