/** What came of an import, with the records that could not be taken over and why. */
import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Job, JobItemView } from '../../../contract/jobs.ts';
import { Panel } from '../../parts/panel.tsx';
import { useWords } from '../../words/use-words.tsx';

interface Props {
  job: Job;
  items: readonly JobItemView[];
  startOver: () => void;
}

export function ImportResult({ job, items, startOver }: Props) {
  const { t } = useWords();
  const { linked = 0, created = 0, skipped = 0, refused = 0 } = job.progress.results;
  const refusals = items.filter(({ result }) => result === 'refused');
  // Others than those for which there was no choice.
  const leftAlone = items.filter(({ result, action, reason }) => result === 'skipped' && action !== 'skip' && reason);
  return (
    <Panel title={t('import.done')}>
      <p role="status">{t('import.result', { linked, created, skipped })}</p>
      {refused > 0 && <p>{t('import.refused', { count: refused })}</p>}
      <Reasons items={refusals} />
      {leftAlone.length > 0 && <p>{t('import.leftAlone')}</p>}
      <Reasons items={leftAlone} />
      <Group gap="sm" mt="md">
        <Button component={Link} to="/clients" variant="default">
          {t('import.toClients')}
        </Button>
        <Button component={Link} to="/items" variant="default">
          {t('import.toItems')}
        </Button>
        <Button variant="subtle" onClick={startOver}>
          {t('import.again')}
        </Button>
      </Group>
    </Panel>
  );
}

function Reasons({ items }: { items: readonly JobItemView[] }) {
  return (
    items.length > 0 && (
      <ul>
        {items.map((item) => (
          <li key={item.key}>
            {item.name} <span className="dim">{item.reason}</span>
          </li>
        ))}
      </ul>
    )
  );
}
