/** The ways out of an issue as buttons, each with what it will do; retry is one of them. */
import { Button, Group, Tooltip } from '@mantine/core';
import type { FixId, Issue } from '../../../contract/sync.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { useWords } from '../../words/use-words.tsx';

/** These belong to the table of the conflict, where the choice is made field by field. */
const ofConflict: readonly FixId[] = ['take_shop', 'take_quickbooks', 'merge'];

export function FixButtons({ issue }: { issue: Issue }) {
  const { t } = useWords();
  const resolve = useCommand({
    send: (fixId: FixId) =>
      fixId === 'retry'
        ? request('POST', `/sync/issues/${issue.id}/retry`)
        : request('POST', `/sync/issues/${issue.id}/resolve`, { body: { fixId } }),
    said: t('issues.started'),
  });
  const fixes = issue.fixes.filter(({ id }) => !ofConflict.includes(id));
  return (
    <Group gap={8}>
      {fixes.map((fix, index) => (
        <Tooltip key={fix.id} label={t(`fixText.${fix.id}`)} multiline maw={280}>
          <Button
            variant={index === 0 ? 'filled' : 'default'}
            loading={resolve.isPending && resolve.variables === fix.id}
            disabled={resolve.isPending}
            onClick={() => resolve.mutate(fix.id)}
          >
            {t(`fix.${fix.id}`)}
          </Button>
        </Tooltip>
      ))}
    </Group>
  );
}
