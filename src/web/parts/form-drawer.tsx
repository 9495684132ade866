/** A drawer that holds a form: title, fields, Cancel and Save, and perhaps Delete. */
import { Button, Drawer, Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useWords } from '../words/use-words.tsx';

interface Props {
  title: string;
  close: () => void;
  submit: (event: FormEvent<HTMLFormElement>) => void;
  busy: boolean;
  remove?: { label: string; press: () => void } | undefined;
  size?: string | number;
  children: ReactNode;
}

export function FormDrawer({ title, close, submit, busy, remove, size = 'md', children }: Props) {
  const { t } = useWords();
  return (
    <Drawer opened onClose={close} size={size} title={title} closeButtonProps={{ 'aria-label': t('ask.close') }}>
      <form
        onSubmit={(event) => {
          // A drawer may stand inside another form's tree; the outer form is not meant.
          event.stopPropagation();
          submit(event);
        }}
      >
        <Stack gap="sm">
          {children}
          <Group justify="space-between" mt="sm">
            {remove ? (
              <Button variant="subtle" color="red" onClick={remove.press} disabled={busy}>
                {remove.label}
              </Button>
            ) : (
              <span />
            )}
            <Group gap="sm">
              <Button variant="default" onClick={close}>
                {t('ask.cancel')}
              </Button>
              <Button type="submit" loading={busy}>
                {t('save.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
