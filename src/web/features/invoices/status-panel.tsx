/** The invoice's status and where it may go from here; a refused move shows the server's sentence. */
import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { InvoiceStatus } from '../../../contract/catalog.ts';
import type { Invoice } from '../../../contract/invoices.ts';
import { request } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { useList } from '../../api/use-list.ts';
import { useSentence } from '../../api/use-sentence.ts';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { GroupMark } from '../../parts/status-badge.tsx';
import { useWords } from '../../words/use-words.tsx';

export function StatusPanel({ invoice }: { invoice: Invoice }) {
  const { t } = useWords();
  const sentence = useSentence();
  const roleId = useSession().employee?.roleId ?? null;
  const { data: statuses = [] } = useList<InvoiceStatus>('/invoice-statuses');
  const [asking, setAsking] = useState<InvoiceStatus | null>(null);
  const move = useCommand({
    send: (body: { statusId: string; comment?: string }) => request('POST', `/invoices/${invoice.id}/status`, { body }),
    done: () => setAsking(null),
    refused: () => true,
  });
  const offered = statuses
    .filter((status) => status.id === invoice.status.id || isOffered(status, invoice.status.id, roleId))
    .sort((a, b) => a.position - b.position);
  return (
    <Panel>
      <Stack gap="xs">
        <Select
          label={t('invoice.status')}
          value={invoice.status.id}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
          disabled={move.isPending || offered.length < 2}
          leftSection={<GroupMark group={invoice.status.group} />}
          description={offered.length < 2 ? t('status.noWayOut') : undefined}
          renderOption={({ option }) => <StatusOption status={offered.find(({ id }) => id === option.value)} />}
          onChange={(id) => {
            const target = offered.find((status) => status.id === id);
            if (!target || target.id === invoice.status.id) return;
            move.reset();
            if (target.requiresComment) setAsking(target);
            else move.mutate({ statusId: target.id });
          }}
        />
        {move.error && !asking && <Notice tone="red">{sentence(move.error)}</Notice>}
      </Stack>
      {asking && (
        <CommentDialog
          status={asking}
          busy={move.isPending}
          refusal={move.error ? sentence(move.error) : null}
          close={() => setAsking(null)}
          send={(comment) => move.mutate({ statusId: asking.id, comment })}
        />
      )}
    </Panel>
  );
}

function isOffered(status: InvoiceStatus, from: string, roleId: string | null): boolean {
  const reachable = status.previousStatusIds === null || status.previousStatusIds.includes(from);
  return reachable && (status.roleIds === null || roleId === null || status.roleIds.includes(roleId));
}

function StatusOption({ status }: { status: InvoiceStatus | undefined }) {
  const { t } = useWords();
  if (!status) return null;
  return (
    <Group gap={8} wrap="nowrap">
      <GroupMark group={status.group} />
      <span>{status.name}</span>
      {status.requiresComment && <span className="dim small">{t('status.needsComment')}</span>}
    </Group>
  );
}

interface DialogProps {
  status: InvoiceStatus;
  busy: boolean;
  refusal: string | null;
  close: () => void;
  send: (comment: string) => void;
}

function CommentDialog({ status, busy, refusal, close, send }: DialogProps) {
  const { t } = useWords();
  const [comment, setComment] = useState('');
  return (
    <Modal
      opened
      onClose={close}
      title={t('status.moveTo', { name: status.name })}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(comment.trim());
        }}
      >
        <Stack gap="sm">
          <Text>{t('status.commentWhy', { name: status.name })}</Text>
          <Textarea
            label={t('status.comment')}
            required
            withAsterisk={false}
            data-autofocus
            minRows={3}
            autosize
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          {refusal && <Notice tone="red">{refusal}</Notice>}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {t('ask.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={comment.trim() === ''}>
              {t('status.move')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
