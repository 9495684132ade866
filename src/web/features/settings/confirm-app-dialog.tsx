/** The QR code for the authenticator app, and the code that the app shows in return: only then is it in use. */
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { RecoveryCodes, TwoFactorBegun } from '../../../contract/two-factor.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { putErrors } from '../../parts/put-errors.ts';
import { QrCode } from '../../parts/qr-code.tsx';
import { useWords } from '../../words/use-words.tsx';

interface Props {
  begun: TwoFactorBegun;
  close: () => void;
  done: (recoveryCodes: string[]) => void;
}

export function ConfirmAppDialog({ begun, close, done }: Props) {
  const { t } = useWords();
  const form = useForm({ initialValues: { code: '' } });
  const confirm = useCommand({
    send: (body: { code: string }) => request<RecoveryCodes>('POST', '/session/two-factor/confirm', { body }),
    done: ({ recoveryCodes }) => {
      close();
      done(recoveryCodes);
    },
    refused: (error) => putErrors(form, error),
  });
  return (
    <Modal opened onClose={close} title={t('security.add')} closeButtonProps={{ 'aria-label': t('ask.close') }}>
      <form onSubmit={form.onSubmit((values) => confirm.mutate(values))}>
        <Stack gap="sm">
          <p style={{ margin: 0 }}>{t('security.scan')}</p>
          <QrCode text={begun.uri} label={t('security.qrCode')} />
          <TextInput label={t('security.secret')} value={begun.secret} readOnly data-secret />
          <TextInput
            label={t('security.code')}
            description={t('security.codeHint')}
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            withAsterisk={false}
            data-autofocus
            {...form.getInputProps('code')}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {t('ask.cancel')}
            </Button>
            <Button type="submit" loading={confirm.isPending}>
              {t('security.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
