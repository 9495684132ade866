/** Puts an issue aside with a reason; it can be taken up again. */
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Issue } from '../../../contract/sync.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { useWords } from '../../words/use-words.tsx';

export function DismissDialog({ issue, close }: { issue: Issue; close: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const dismiss = useCommand({
    send: () => request('POST', `/sync/issues/${issue.id}/dismiss`, { body: { reason: reason.trim() || null } }),
    said: t('issues.dismissedSaid'),
    done: close,
  });
  return (
    <Modal opened onClose={close} title={t('issues.dismissTitle')} closeButtonProps={{ 'aria-label': t('ask.close') }}>
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
            <Button variant="default" onClick={close}>
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
