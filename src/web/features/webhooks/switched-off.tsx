/** Says that an endpoint was switched off by itself, and why; a press switches it on again. */
import { Button } from '@mantine/core';
import type { WebhookEndpoint } from '../../../contract/webhook-endpoints.ts';
import { useSaveRecord } from '../../api/use-save-record.ts';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../words/use-words.tsx';

export function SwitchedOff({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { t, format } = useWords();
  const { save, busy } = useSaveRecord({ path: '/webhook-endpoints', id: endpoint.id, done: () => undefined });
  if (endpoint.disabledAt === null) return null;
  const said = { url: endpoint.url, date: format.dateTime(endpoint.disabledAt) };
  return (
    <div style={{ marginBottom: 12 }}>
      <Notice
        tone="amber"
        actions={
          <Button variant="default" loading={busy} onClick={() => save({ active: true })}>
            {t('webhook.switchOn')}
          </Button>
        }
      >
        {t(endpoint.disabledReason === 'gone' ? 'webhook.disabledGone' : 'webhook.disabledFailing', said)}
      </Notice>
    </div>
  );
}
