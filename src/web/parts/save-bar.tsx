/** Appears when something was changed: Save and Discard, and asks before the page is left with unsaved changes. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useBlocker } from '@tanstack/react-router';
import { useWords } from '../words/use-words.tsx';
import classes from './save-bar.module.css';

interface Props {
  changed: boolean;
  saving: boolean;
  save: () => void;
  discard: () => void;
  /** Said instead of "Unsaved changes", for example that the record was changed meanwhile. */
  note?: string | undefined;
  saveLabel?: string;
}

export function SaveBar({ changed, saving, save, discard, note, saveLabel }: Props) {
  const { t } = useWords();
  useHotkeys([['mod+S', () => changed && !saving && save()]], []);
  return (
    <>
      <LeaveGuard changed={changed && !saving} />
      <div className={`${classes.bar} no-print`} data-shown={changed || undefined} aria-live="polite">
        {changed && (
          <>
            <span className={classes.note}>{note ?? t('save.unsaved')}</span>
            <Button variant="default" onClick={discard} disabled={saving}>
              {t('save.discard')}
            </Button>
            <Button onClick={save} loading={saving}>
              {saveLabel ?? t('save.save')}
            </Button>
          </>
        )}
      </div>
    </>
  );
}

function LeaveGuard({ changed }: { changed: boolean }) {
  const { t } = useWords();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => changed && current.pathname !== next.pathname,
    enableBeforeUnload: changed,
    withResolver: true,
  });
  return (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t('save.leaveTitle')}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      <Text>{t('save.leaveText')}</Text>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {t('save.leave')}
        </Button>
        <Button onClick={() => blocker.reset?.()} data-autofocus>
          {t('save.stay')}
        </Button>
      </Group>
    </Modal>
  );
}
