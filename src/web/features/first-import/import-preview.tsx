/** What an import would do, by group; what is doubtful stands first and waits for a person. */
import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Job, JobItemView } from '../../../contract/jobs.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useWords } from '../../words/use-words.tsx';
import { type Choices, type Group, groupOf, groups, planOf } from './choices.ts';
import classes from './first-import.module.css';
import { ImportTable } from './import-table.tsx';

interface Props {
  job: Job;
  items: readonly JobItemView[];
  startOver: () => void;
}

export function ImportPreview({ job, items, startOver }: Props) {
  const { t } = useWords();
  const [choices, setChoices] = useState<Choices>({});
  const [group, setGroup] = useState<Group>(
    () => groups.find((candidate) => items.some((item) => groupOf(item) === candidate)) ?? 'doubtful',
  );
  const plan = planOf(items, choices);
  const planned = `${t('import.plan', { ...plan, skip: plan.skip + plan.undecided })}${
    plan.undecided > 0 ? ` ${t('import.undecidedLeft', { count: plan.undecided })}` : ''
  }`;
  const confirm = useCommand({
    send: () => request<Job>('POST', '/sync/import', { body: { previewId: job.previewId, confirm: true, choices } }),
  });
  if (items.length === 0) {
    return (
      <EmptyState title={t('import.nothing')}>
        <Button variant="default" onClick={startOver}>
          {t('import.cancel')}
        </Button>
      </EmptyState>
    );
  }
  const numberOf = (of: Group) => items.filter((item) => groupOf(item) === of).length;
  return (
    <div className={classes.preview}>
      <div className={classes.groups}>
        <SegmentedControl
          aria-label={t('import.groups')}
          value={group}
          onChange={(value) => setGroup(groups.find((candidate) => candidate === value) ?? group)}
          data={groups.map((value) => ({
            value,
            label: t('import.groupNamed', { name: t(`import.group.${value}`), number: numberOf(value) }),
          }))}
        />
      </div>
      <ImportTable
        key={group}
        items={items.filter((item) => groupOf(item) === group)}
        choices={choices}
        choose={(item, decision) => setChoices((before) => ({ ...before, [item.key]: decision }))}
      />
      <div className={classes.bar} role="status">
        <span>{planned}</span>
        <Button variant="default" onClick={startOver}>
          {t('import.cancel')}
        </Button>
        <Button
          loading={confirm.isPending}
          onClick={() =>
            askFirst({
              title: t('import.confirmTitle'),
              text: planned,
              action: t('import.confirm'),
              proceed: () => confirm.mutate(),
            })
          }
        >
          {t('import.confirm')}
        </Button>
      </div>
    </div>
  );
}
