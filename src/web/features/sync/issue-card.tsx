/** One issue: its title; opened also what happened, what QuickBooks said, the amounts, the fixes and dismissal. */
import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Issue } from '../../../contract/sync.ts';
import { request } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { Chip, type Tone } from '../../parts/chip.tsx';
import { RelativeTime } from '../../parts/relative-time.tsx';
import { useWords } from '../../words/use-words.tsx';
import { ConflictTable } from './conflict-table.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';
import { FixButtons } from './fix-buttons.tsx';
import classes from './issues.module.css';
import { SettingsLink } from './settings-link.tsx';

interface Props {
  issue: Issue;
  opened: boolean;
  selection?: { on: boolean; set: (on: boolean) => void };
}

export function IssueCard({ issue, opened: atFirst, selection }: Props) {
  const { t } = useWords();
  const [opened, { toggle, close }] = useDisclosure(atFirst);
  return (
    <article className={classes.card} data-selected={selection?.on || undefined}>
      {selection && (
        <Checkbox
          className={classes.select ?? ''}
          aria-label={t('issues.select', { title: issue.title })}
          checked={selection.on}
          onChange={(event) => selection.set(event.currentTarget.checked)}
        />
      )}
      <button type="button" className={classes.head} aria-expanded={opened} onClick={toggle}>
        <IconChevronRight className={classes.chevron} data-open={opened || undefined} size={16} aria-hidden="true" />
        <span className={classes.title}>{issue.title}</span>
        {issue.invoiceNumber && <span className={`dim ${classes.number}`}>{issue.invoiceNumber}</span>}
        <Chip tone={toneOf(issue)}>{t(`issue.${issue.code}`)}</Chip>
        <span className="dim small">
          <RelativeTime at={issue.since} />
        </span>
      </button>
      {opened && <IssueBody issue={issue} close={close} />}
    </article>
  );
}

function toneOf({ code, state }: Issue): Tone {
  if (state !== 'open') return 'grey';
  if (code === 'conflict') return 'violet';
  return code === 'quickbooks_error' || code === 'connection_lost' ? 'red' : 'amber';
}

function IssueBody({ issue, close }: { issue: Issue; close: () => void }) {
  const { t } = useWords();
  const may = useMay();
  const [dismissing, { open: ask, close: stop }] = useDisclosure(false);
  const reopen = useCommand({
    send: () => request('POST', `/sync/issues/${issue.id}/retry`),
    said: t('issues.started'),
  });
  return (
    <Stack className={classes.body ?? ''} gap="sm">
      <p className={classes.text}>{issue.explanation}</p>
      <Group gap={16}>
        {issue.invoiceId && (
          <Link to="/invoices/$id" params={{ id: issue.invoiceId }}>
            {t('invoice.named', { number: issue.invoiceNumber ?? '' })}
          </Link>
        )}
        <SettingsLink step={issue.settingsStep} />
      </Group>
      {issue.quickBooks && <Verbatim said={issue.quickBooks} />}
      {issue.conflict && issue.state === 'open' && (
        <ConflictTable issue={issue} conflict={issue.conflict} done={close} />
      )}
      {may('sync') && issue.state === 'open' && (
        <Group gap={8} justify="space-between">
          <FixButtons issue={issue} />
          <Button variant="subtle" color="gray" onClick={ask}>
            {t('issues.dismiss')}
          </Button>
        </Group>
      )}
      {may('sync') && issue.state === 'dismissed' && (
        <Group>
          <Button variant="default" loading={reopen.isPending} onClick={() => reopen.mutate()}>
            {t('issues.reopen')}
          </Button>
        </Group>
      )}
      {dismissing && <DismissDialog issues={[issue]} close={stop} />}
    </Stack>
  );
}

function Verbatim({ said }: { said: NonNullable<Issue['quickBooks']> }) {
  const { t } = useWords();
  return (
    <details className={classes.said}>
      <summary>{t('issues.quickBooksSaid')}</summary>
      <blockquote lang="en">{said.message}</blockquote>
      <div className="dim small">
        {[
          said.code && t('issues.faultCode', { code: said.code }),
          said.reference && t('issues.reference', { id: said.reference }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </details>
  );
}
