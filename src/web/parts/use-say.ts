/** Says what was done, or why not, in a corner of the page. */
import { useCallback } from 'react';
import { useWords } from '../words/use-words.tsx';
import { say } from './say.ts';

export function useSay(): (message: string, kind?: 'done' | 'refused') => void {
  const { t } = useWords();
  return useCallback((message, kind = 'done') => say({ message, kind, close: t('ask.close') }), [t]);
}
