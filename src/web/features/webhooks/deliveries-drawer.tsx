/** What was sent to an endpoint, newest first, and what it answered; each can be sent again. */
import { Button, Drawer } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { WebhookDelivery, WebhookEndpoint } from '../../../contract/webhook-endpoints.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { usePages } from '../../api/use-list.ts';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { RowButton } from '../../parts/row-button.tsx';
import type { WordKey } from '../../words/translate.ts';
import { useWords } from '../../words/use-words.tsx';
import { DeliveryDetails } from './delivery-details.tsx';

const lookAgainMs = 2000;

export function DeliveriesDrawer({ endpoint, close }: { endpoint: WebhookEndpoint; close: () => void }) {
  const { t } = useWords();
  const path = `/webhook-endpoints/${endpoint.id}`;
  const deliveries = usePages<WebhookDelivery>(`${path}/deliveries`);
  const [shown, setShown] = useState<string | null>(null);
  const { refetch } = deliveries;
  useEffect(() => {
    // The server does not say that a webhook went out, so what is open here is read again.
    const timer = setInterval(() => void refetch(), lookAgainMs);
    return () => clearInterval(timer);
  }, [refetch]);
  const test = useCommand({ send: () => request('POST', `${path}/test`), said: t('delivery.testSent') });
  const columns = useDeliveryColumns({ path, active: endpoint.active, show: setShown });
  const details = deliveries.rows?.find(({ id }) => id === shown);
  return (
    <Drawer
      opened
      onClose={close}
      size="xl"
      title={t('delivery.of', { url: endpoint.url })}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      <div style={{ marginBottom: 12 }}>
        <Button
          variant="default"
          leftSection={<IconSend size={15} />}
          disabled={!endpoint.active}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {t('delivery.test')}
        </Button>
      </div>
      <DataTable
        label={t('delivery.title')}
        rows={deliveries.rows}
        idOf={(delivery) => delivery.id}
        error={deliveries.error}
        retry={() => void deliveries.refetch()}
        open={({ id }) => setShown(id)}
        columns={columns}
        more={{
          has: deliveries.hasNextPage,
          loading: deliveries.isFetchingNextPage,
          load: () => void deliveries.fetchNextPage(),
        }}
        empty={<EmptyState title={t('delivery.empty')} text={t('delivery.emptyText')} />}
      />
      {details && <DeliveryDetails delivery={details} close={() => setShown(null)} />}
    </Drawer>
  );
}

const tones = { pending: 'blue', delivered: 'green', failed: 'red' } as const;

interface ColumnsOf {
  path: string;
  active: boolean;
  show: (id: string) => void;
}

function useDeliveryColumns({ path, active, show }: ColumnsOf): Column<WebhookDelivery>[] {
  const { t, has, format } = useWords();
  const again = useCommand({
    send: (id: string) => request('POST', `${path}/deliveries/${id}/resend`),
    said: t('delivery.againSaid'),
  });
  const nameOf = (type: string) => {
    const key = `webhookEvent.${type}`;
    return has(key) ? t(key as WordKey & 'webhookEvent.webhook.test') : type;
  };
  return [
    {
      id: 'event',
      title: t('delivery.event'),
      grow: true,
      cell: ({ id, type, createdAt }) => (
        <RowButton press={() => show(id)}>
          <span aria-hidden="true">{nameOf(type)}</span>
          <span className="visually-hidden">
            {t('delivery.details', { name: nameOf(type), date: format.dateTime(createdAt) })}
          </span>
        </RowButton>
      ),
    },
    {
      id: 'at',
      title: t('delivery.at'),
      wide: true,
      cell: ({ createdAt }) => <span className="dim">{format.dateTime(createdAt)}</span>,
    },
    { id: 'state', title: '', cell: ({ state }) => <Chip tone={tones[state]}>{t(`delivery.${state}`)}</Chip> },
    { id: 'attempts', title: t('delivery.attempts'), align: 'end', wide: true, cell: ({ attempts }) => attempts },
    {
      id: 'answer',
      title: t('delivery.answer'),
      wide: true,
      cell: ({ lastStatus, lastAttemptAt }) => (
        <span className="dim">{lastStatus ?? (lastAttemptAt ? t('delivery.noAnswer') : '')}</span>
      ),
    },
    {
      id: 'again',
      title: '',
      align: 'end',
      cell: ({ id, type, state, createdAt }) =>
        state !== 'pending' &&
        active && (
          <Button
            variant="subtle"
            px={8}
            aria-label={t('delivery.againNamed', { name: nameOf(type), date: format.dateTime(createdAt) })}
            onClick={() => again.mutate(id)}
          >
            {t('delivery.again')}
          </Button>
        ),
    },
  ];
}
