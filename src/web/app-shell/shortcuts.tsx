/** The shortcuts that work everywhere, and their list (`?`). Pages add their own: `s` on an invoice. */
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { isPlainKey, keepChord, showShortcutsEvent, takeChord } from './keys.ts';
import { pressRowKey } from './row-keys.ts';

const ShortcutList = lazy(async () => ({ default: (await import('./shortcut-list.tsx')).ShortcutList }));

const chords = {
  d: '/dashboard',
  i: '/invoices',
  p: '/payments',
  c: '/clients',
  t: '/items',
  s: '/sync/issues',
  l: '/sync/log',
  b: '/sync/backfill',
  u: '/sync/undo',
  r: '/sync/reconciliation',
} as const;

function isChord(key: string): key is keyof typeof chords {
  return key in chords;
}

export function Shortcuts() {
  const navigate = useNavigate();
  const [opened, { open, close }] = useDisclosure(false);
  // The event is our own; the hook's type knows only the browser's.
  useWindowEvent(showShortcutsEvent as 'focus', open);
  useWindowEvent('keydown', (event) => {
    if (!isPlainKey(event)) return;
    const second = takeChord(event);
    if (second && isChord(event.key)) void navigate({ to: chords[event.key] });
    else if (event.key === 'g') keepChord(event);
    else if (event.key === '?') open();
    else if (event.key === 'c') void navigate({ to: '/invoices/new' });
    else if (!pressRowKey(event.key)) return;
    event.preventDefault();
  });
  return (
    opened && (
      <Suspense fallback={null}>
        <ShortcutList close={close} />
      </Suspense>
    )
  );
}
