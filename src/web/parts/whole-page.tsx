/** The two states of a page that is one record: still loading, or not to be had. */
import { Button } from '@mantine/core';
import { useSentence } from '../api/use-sentence.ts';
import { useWords } from '../words/use-words.tsx';
import { EmptyState } from './empty-state.tsx';
import classes from './table.module.css';

const bones = [62, 90, 78, 84, 40];

export function WholePage({ error, retry }: { error: Error | null; retry: () => void }) {
  const { t } = useWords();
  const sentence = useSentence();
  if (!error) {
    return (
      <div style={{ padding: 24, maxWidth: 720, display: 'grid', gap: 18 }} aria-busy="true">
        {bones.map((width) => (
          <span key={width} className={classes.bone} style={{ width: `${width}%` }} />
        ))}
      </div>
    );
  }
  return (
    <div role="alert">
      <EmptyState title={t('list.failed')} text={sentence(error)}>
        <Button variant="default" onClick={retry}>
          {t('list.retry')}
        </Button>
      </EmptyState>
    </div>
  );
}
