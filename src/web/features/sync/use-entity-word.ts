/** The word for a kind of record, as the log names it; a kind without a word is shown as it is. */
import type { WordKey } from '../../words/translate.ts';
import { useWords } from '../../words/use-words.tsx';

export function useEntityWord(): (entity: string) => string {
  const { t, has } = useWords();
  return (entity) => {
    const key = `entity.${entity.toLowerCase()}`;
    return has(key) ? t(key as WordKey & 'entity.invoice') : entity;
  };
}
