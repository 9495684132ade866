/** A secret that is shown this once, with a button that copies it. */
import { Button, CopyButton, Group, Modal, Stack } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useWords } from '../words/use-words.tsx';
import { Notice } from './notice.tsx';
import classes from './secret-shown.module.css';

interface Props {
  title: string;
  /** What it is for, and that it is not shown again. */
  text: string;
  secret: string;
  close: () => void;
}

export function SecretShown({ title, text, secret, close }: Props) {
  const { t } = useWords();
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('ask.close') }}>
      <Stack gap="sm">
        <Notice tone="amber">{text}</Notice>
        <code className={classes.secret} data-secret>
          {secret}
        </code>
        <Group justify="flex-end" gap="sm">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
                onClick={copy}
              >
                {t(copied ? 'apiKey.copied' : 'apiKey.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={close}>{t('apiKey.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
