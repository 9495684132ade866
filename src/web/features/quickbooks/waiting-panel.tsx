/** Invoices that entered a sending status while the integration was off: sent together, by a press. */
import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { WaitingInvoice } from '../../../contract/sync.ts';
import { request } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useCommand } from '../../api/use-command.ts';
import { useList } from '../../api/use-list.ts';
import { decimal, sum } from '../../money/decimal.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../words/use-words.tsx';

const namedAtMost = 5;

export function WaitingPanel() {
  const { t, format } = useWords();
  const may = useMay();
  const { data: waiting = [] } = useList<WaitingInvoice>('/sync/waiting', { staleTime: 5000 });
  const count = waiting.length;
  const total = format.money(sum(waiting.map((invoice) => decimal(invoice.total))).toFixed());
  const send = useCommand({
    send: () => request('POST', '/sync/waiting/send'),
    said: t('invoices.syncQueued', { count }),
  });
  if (count === 0) return null;
  return (
    <Notice
      tone="blue"
      actions={
        may('sync') && (
          <Button
            variant="default"
            leftSection={<IconSend size={15} />}
            loading={send.isPending}
            onClick={() =>
              askFirst({
                title: t('waiting.send', { count }),
                text: t('waiting.sendText', { count, total }),
                action: t('waiting.send', { count }),
                proceed: () => send.mutate(),
              })
            }
          >
            {t('waiting.send', { count })}
          </Button>
        )
      }
    >
      <strong>{t('waiting.title', { count, total })}</strong>
      <div>
        {waiting.slice(0, namedAtMost).map((invoice, index) => (
          <span key={invoice.invoiceId}>
            {index > 0 && ', '}
            <Link to="/invoices/$id" params={{ id: invoice.invoiceId }}>
              {invoice.number}
            </Link>{' '}
            <span className="dim">{invoice.clientName}</span>
          </span>
        ))}
        {count > namedAtMost && ` ${t('waiting.more', { count: count - namedAtMost })}`}
      </div>
    </Notice>
  );
}
