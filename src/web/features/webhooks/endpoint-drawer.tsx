/** An endpoint: its address, the events it is told, and whether it is on. */
import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { WebhookEndpoint, WebhookEndpointCreated, WebhookEvent } from '../../../contract/webhook-endpoints.ts';
import { useDeleteRecord, useSaveRecord } from '../../api/use-save-record.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { putErrors } from '../../parts/put-errors.ts';
import { useWords } from '../../words/use-words.tsx';
import { webhookEvents } from './webhook-events.ts';

interface Props {
  endpoint: WebhookEndpoint | null;
  close: () => void;
  /** With the secret of a new one. */
  made: (secret: string) => void;
}

export function EndpointDrawer({ endpoint, close, made }: Props) {
  const { t } = useWords();
  const form = useForm<{ url: string; events: WebhookEvent[]; active: boolean }>({
    initialValues: {
      url: endpoint?.url ?? '',
      events: endpoint?.events ?? [...webhookEvents],
      active: endpoint?.active ?? true,
    },
    validate: {
      url: (url) => (url.trim() === '' ? t('wrong.name') : null),
      events: (events) => (events.length === 0 ? t('webhook.chooseEvents') : null),
    },
  });
  const { save, busy } = useSaveRecord<WebhookEndpoint | WebhookEndpointCreated>({
    path: '/webhook-endpoints',
    id: endpoint?.id ?? null,
    done: (answer) => {
      close();
      if ('secret' in answer) made(answer.secret);
    },
    refused: (error) => putErrors(form, error),
  });
  const remove = useDeleteRecord('/webhook-endpoints', close);
  const askToRemove = ({ id, url }: WebhookEndpoint) =>
    askFirst({
      title: t('webhook.deleteTitle'),
      text: t('webhook.deleteText', { url }),
      action: t('webhook.delete'),
      danger: true,
      proceed: () => remove.mutate(id),
    });
  return (
    <FormDrawer
      title={t(endpoint ? 'webhook.edit' : 'webhook.new')}
      close={close}
      busy={busy}
      submit={form.onSubmit((values) => save(values))}
      remove={endpoint ? { label: t('webhook.delete'), press: () => askToRemove(endpoint) } : undefined}
    >
      <TextInput
        label={t('webhook.url')}
        description={t('webhook.urlHint')}
        type="url"
        data-autofocus
        {...form.getInputProps('url')}
      />
      <Checkbox.Group label={t('webhook.events')} {...form.getInputProps('events')}>
        <Stack gap={8} mt={6}>
          {webhookEvents.map((event) => (
            <Checkbox key={event} value={event} label={t(`webhookEvent.${event}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <div>
        <Button variant="subtle" px={8} onClick={() => form.setFieldValue('events', [...webhookEvents])}>
          {t('webhook.all')}
        </Button>
      </div>
      {endpoint && <Checkbox label={t('webhook.active')} {...form.getInputProps('active', { type: 'checkbox' })} />}
    </FormDrawer>
  );
}
