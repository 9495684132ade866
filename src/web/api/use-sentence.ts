/** What to tell a person about an error: the server's own sentence, or ours where there is none. */
import { useWords } from '../words/use-words.tsx';
import { RefusedError } from './client.ts';

export function useSentence(): (error: unknown) => string {
  const { t } = useWords();
  return (error) => {
    if (!(error instanceof RefusedError)) return t('error.unexpected');
    if (error.status === 0) return t('error.unreachable');
    if (error.status === 412) return t('error.changedMeanwhile');
    return error.message || t('error.status', { status: String(error.status) });
  };
}
