/** Outgoing webhooks: the endpoints, whether each is reached, and the way to its deliveries. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { WebhookEndpoint } from '../../../contract/webhook-endpoints.ts';
import { useList } from '../../api/use-list.ts';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page.tsx';
import { RowButton } from '../../parts/row-button.tsx';
import { SecretShown } from '../../parts/secret-shown.tsx';
import { useWords } from '../../words/use-words.tsx';
import { DeliveriesDrawer } from './deliveries-drawer.tsx';
import { EndpointDrawer } from './endpoint-drawer.tsx';
import { SwitchedOff } from './switched-off.tsx';

export function WebhooksPage() {
  const { t } = useWords();
  const endpoints = useList<WebhookEndpoint>('/webhook-endpoints', { staleTime: 5000 });
  const [editing, setEditing] = useState<WebhookEndpoint | 'new' | null>(null);
  const [deliveriesOf, setDeliveriesOf] = useState<WebhookEndpoint | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const columns = useEndpointColumns({ edit: setEditing, showDeliveries: setDeliveriesOf });
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
      {t('webhook.new')}
    </Button>
  );
  return (
    <PageFrame title={t('settings.webhooks')} lead={t('webhook.lead')} width="text" actions={create}>
      {endpoints.data?.map((endpoint) => (
        <SwitchedOff key={endpoint.id} endpoint={endpoint} />
      ))}
      <DataTable
        label={t('settings.webhooks')}
        rows={endpoints.data}
        idOf={(endpoint) => endpoint.id}
        error={endpoints.error}
        retry={() => void endpoints.refetch()}
        open={setEditing}
        empty={<EmptyState title={t('webhook.empty')} text={t('webhook.emptyText')} />}
        columns={columns}
      />
      {editing && (
        <EndpointDrawer endpoint={editing === 'new' ? null : editing} close={() => setEditing(null)} made={setSecret} />
      )}
      {deliveriesOf && <DeliveriesDrawer endpoint={deliveriesOf} close={() => setDeliveriesOf(null)} />}
      {secret && (
        <SecretShown
          title={t('webhook.secretTitle')}
          text={t('webhook.secretText')}
          secret={secret}
          close={() => setSecret(null)}
        />
      )}
    </PageFrame>
  );
}

interface Opens {
  edit: (endpoint: WebhookEndpoint) => void;
  showDeliveries: (endpoint: WebhookEndpoint) => void;
}

function useEndpointColumns({ edit, showDeliveries }: Opens): Column<WebhookEndpoint>[] {
  const { t } = useWords();
  return [
    {
      id: 'url',
      title: t('webhook.url'),
      grow: true,
      cell: (endpoint) => <RowButton press={() => edit(endpoint)}>{endpoint.url}</RowButton>,
    },
    {
      id: 'events',
      title: t('webhook.events'),
      wide: true,
      cell: ({ events }) => <span className="dim">{t('webhook.eventsCount', { count: events.length })}</span>,
    },
    { id: 'state', title: t('webhook.state'), cell: (endpoint) => <State endpoint={endpoint} /> },
    {
      id: 'deliveries',
      title: '',
      align: 'end',
      cell: (endpoint) => (
        <RowButton press={() => showDeliveries(endpoint)}>
          <span aria-hidden="true">{t('delivery.title')}</span>
          <span className="visually-hidden">{t('delivery.openFor', { url: endpoint.url })}</span>
        </RowButton>
      ),
    },
  ];
}

function State({ endpoint: { active, failingSince } }: { endpoint: WebhookEndpoint }) {
  const { t, format } = useWords();
  if (!active) return <Chip tone="grey">{t('webhook.off')}</Chip>;
  if (failingSince) return <Chip tone="amber">{t('webhook.failing', { date: format.dateTime(failingSince) })}</Chip>;
  return <Chip tone="green">{t('webhook.on')}</Chip>;
}
