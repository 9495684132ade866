/** Something to try things with: added by a press, and taken away again as a whole. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SampleData } from '../../../contract/set-up.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/use-words.tsx';

export function SampleDataPanel() {
  const { t, format } = useWords();
  const [kept, setKept] = useState<readonly string[]>([]);
  const { data } = useQuery({
    queryKey: ['sample-data'],
    queryFn: ({ signal }) => request<SampleData>('GET', '/sample-data', { signal }),
  });
  const add = useCommand({ send: () => request('POST', '/sample-data'), said: t('sample.added') });
  const remove = useCommand({
    send: () => request<SampleData>('DELETE', '/sample-data'),
    said: t('sample.removed'),
    done: (answer) => setKept(answer.kept),
  });
  const askToRemove = () =>
    askFirst({
      title: t('sample.removeTitle'),
      text: t('sample.removeText'),
      action: t('sample.remove'),
      danger: true,
      proceed: () => remove.mutate(),
    });
  if (!data) return null;
  return (
    <Panel title={t('sample.title')}>
      {kept.length > 0 && <Notice tone="amber">{t('sample.kept', { names: format.list(kept) })}</Notice>}
      <p style={{ marginBottom: 12 }}>{t(data.present ? 'sample.present' : 'sample.text')}</p>
      {data.present ? (
        <Button variant="default" loading={remove.isPending} onClick={askToRemove}>
          {t('sample.remove')}
        </Button>
      ) : (
        <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
          {t('sample.add')}
        </Button>
      )}
    </Panel>
  );
}
