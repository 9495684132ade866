/** Says what goes and what stays, and erases a client once its name was typed; then says what is left to do in QuickBooks. */
import { Button, Group, List, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { Client, ErasedClient } from '../../../contract/catalog.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { putErrors } from '../../parts/put-errors.ts';
import { useWords } from '../../words/use-words.tsx';

interface Props {
  client: Client;
  close: () => void;
  /** The client is erased, and what there was to read was read. */
  done: () => void;
}

export function EraseClientDialog({ client, close, done }: Props) {
  const { t } = useWords();
  const [note, setNote] = useState<string | null>(null);
  const form = useForm({ initialValues: { name: '' } });
  const erase = useCommand({
    send: (body: { name: string }) => request<ErasedClient>('POST', `/clients/${client.id}/erase`, { body }),
    said: t('client.erased'),
    done: (answer) => setNote(answer.note),
    refused: (error) => putErrors(form, error),
  });
  const frame = { opened: true, closeButtonProps: { 'aria-label': t('ask.close') } };
  if (note !== null) {
    return (
      <Modal {...frame} onClose={done} title={t('client.erased')}>
        <Stack gap="sm">
          <p style={{ margin: 0 }}>{note}</p>
          <Group justify="flex-end">
            <Button onClick={done}>{t('ask.close')}</Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <Modal {...frame} onClose={close} title={t('client.eraseTitle', { name: client.name })}>
      <form onSubmit={form.onSubmit((values) => erase.mutate(values))}>
        <Stack gap="sm">
          <List size="sm" spacing="xs">
            <List.Item>{t('client.eraseGoes')}</List.Item>
            <List.Item>{t('client.eraseStays')}</List.Item>
            <List.Item>{t('client.eraseBooks')}</List.Item>
          </List>
          <TextInput
            label={t('client.eraseConfirm', { name: client.name })}
            autoComplete="off"
            required
            withAsterisk={false}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {t('ask.cancel')}
            </Button>
            <Button type="submit" color="red.9" loading={erase.isPending}>
              {t('client.eraseNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
