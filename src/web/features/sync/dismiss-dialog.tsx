/** Puts issues aside with a reason; they can be taken up again. */
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Issue } from '../../../contract/sync.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { useWords } from '../../words/use-words.tsx';

interface Props {
  issues: readonly Issue[];
  /** It is done. */
  close: () => void;
  cancel?: () => void;
}

export function DismissDialog({ issues, close, cancel = close }: Props) {
  const { t } = useWords();
  const count = issues.length;
  const title = count === 1 ? t('issues.dismissTitle') : t('issues.dismissManyTitle', { count });
  const [reason, setReason] = useState('');
  const dismiss = useCommand({
    send: async () => {
      const body = { reason: reason.trim() || null };
      for (const { id } of issues) await request('POST', `/sync/issues/${id}/dismiss`, { body });
    },
    said: count === 1 ? t('issues.dismissedSaid') : t('issues.dismissedMany', { count }),
    done: close,
  });
  return (
    <Modal opened onClose={cancel} title={title} closeButtonProps={{ 'aria-label': t('ask.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          dismiss.mutate();
        }}
      >
        <Stack gap="sm">
          <p>{t('issues.dismissText')}</p>
          <Textarea
            label={t('issues.reason')}
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={cancel}>
              {t('ask.cancel')}
            </Button>
            <Button type="submit" loading={dismiss.isPending}>
              {t('issues.dismiss')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
