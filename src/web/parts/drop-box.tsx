/** A box of fields that opens under its button and keeps the focus while it is open. */
import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Dropped } from './drop-down.tsx';

export function DropBox({ target, close, children }: Dropped & { children: ReactNode }) {
  return (
    <Popover opened onDismiss={close} position="bottom-start" width={280} trapFocus>
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown>{children}</Popover.Dropdown>
    </Popover>
  );
}
