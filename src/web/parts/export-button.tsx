/** Hands the list, as it is filtered, to the reader as a table for a spreadsheet. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useSentence } from '../api/use-sentence.ts';
import { useWords } from '../words/use-words.tsx';
import type { Export } from './export-rows.ts';
import { useSay } from './use-say.ts';

export function ExportButton<Row>({ what }: { what: Export<Row> }) {
  const { t, format } = useWords();
  const say = useSay();
  const sentence = useSentence();
  const [busy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    try {
      const { exportRows, mostRows } = await import('./export-rows.ts');
      const count = await exportRows(what, format.locale);
      if (count === null) say(t('export.tooMany', { count: mostRows }), 'refused');
      else say(t('export.done', { count }));
    } catch (error) {
      say(sentence(error), 'refused');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="default" loading={busy} title={t('export.csvHint')} onClick={() => void press()}>
      {t('export.csv')}
    </Button>
  );
}
