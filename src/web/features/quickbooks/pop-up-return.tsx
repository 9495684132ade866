/** What the pop-up shows for a moment when Intuit has sent it back: it tells the page behind it, and closes. */
import { useEffect } from 'react';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useWords } from '../../words/use-words.tsx';
import { type ConnectOutcome, tellOutcome } from './connect-channel.ts';

export function PopUpReturn({ connected, error }: ConnectOutcome) {
  const { t } = useWords();
  useEffect(() => {
    tellOutcome({ connected, error });
    window.close();
  }, [connected, error]);
  return <EmptyState title={t('connect.returned')} text={t('connect.returnedText')} />;
}
