/** The left bar as a drawer, on the phone. */
import { Drawer } from '@mantine/core';
import { useWords } from '../words/use-words.tsx';
import { NavBar } from './nav-bar.tsx';

export function MenuDrawer({ close }: { close: () => void }) {
  const { t } = useWords();
  return (
    <Drawer
      opened
      onClose={close}
      position="left"
      size={272}
      withCloseButton
      title={t('nav.main')}
      closeButtonProps={{ 'aria-label': t('ask.close') }}
    >
      <NavBar />
    </Drawer>
  );
}
