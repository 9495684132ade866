/** Asks for the password again before something that a session left open must not be enough for. */
import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { putErrors } from '../../parts/put-errors.ts';
import { useWords } from '../../words/use-words.tsx';

interface Props<Answer> {
  title: string;
  text?: string;
  /** Where the password is sent. */
  path: string;
  close: () => void;
  done?: (answer: Answer) => void;
}

export function PasswordDialog<Answer>({ title, text, path, close, done }: Props<Answer>) {
  const { t } = useWords();
  const form = useForm({ initialValues: { password: '' } });
  const send = useCommand({
    send: (body: { password: string }) => request<Answer>('POST', path, { body }),
    done: (answer) => {
      close();
      done?.(answer);
    },
    refused: (error) => putErrors(form, error),
  });
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('ask.close') }}>
      <form onSubmit={form.onSubmit((values) => send.mutate(values))}>
        <Stack gap="sm">
          {text && <p style={{ margin: 0 }}>{text}</p>}
          <PasswordInput
            label={t('security.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            data-autofocus
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
            {...form.getInputProps('password')}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {t('ask.cancel')}
            </Button>
            <Button type="submit" loading={send.isPending}>
              {t('security.continue')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
