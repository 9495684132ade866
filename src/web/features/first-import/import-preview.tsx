/** What an import would do, by group; what is doubtful stands first and waits for a person. */
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Job, JobItemView } from '../../../contract/jobs.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useWords } from '../../words/use-words.tsx';
import { type Choices, decisionOf, type Group, groupOf, groups, linkedBy, planOf } from './choices.ts';
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
  const [search, setSearch] = useState('');
  const taken = useMemo(
    () => new Set(items.flatMap((item) => linkedBy(decisionOf(item, choices)) ?? [])),
    [items, choices],
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
  const wanted = search.trim().toLowerCase();
  const fitting = items.filter(({ name }) => name.toLowerCase().includes(wanted));
  const inGroup = (of: Group) => fitting.filter((item) => groupOf(item) === of);
  return (
    <div className={classes.preview}>
      <TextInput
        aria-label={t('import.search')}
        placeholder={t('import.search')}
        leftSection={<IconSearch size={15} aria-hidden="true" />}
        maw={360}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={classes.groups}>
        <SegmentedControl
          aria-label={t('import.groups')}
          value={group}
          onChange={(value) => setGroup(groups.find((candidate) => candidate === value) ?? group)}
          data={groups.map((value) => ({
            value,
            label: t('import.groupNamed', { name: t(`import.group.${value}`), number: inGroup(value).length }),
          }))}
        />
      </div>
      <ImportTable
        key={`${group} ${wanted}`}
        items={inGroup(group)}
        choices={choices}
        taken={taken}
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
