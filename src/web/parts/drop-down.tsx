/** A button, and what it opens: that is loaded with the first press, or as soon as the pointer or the focus comes near. */
import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from 'react';
import { useFocusBack } from './use-focus-back.ts';

/** What is opened stands around its button and closes itself. */
export interface Dropped {
  target: ReactElement;
  close: () => void;
}

/** What is told to the button. */
export interface OpenerProps {
  id?: string;
  'aria-haspopup'?: 'menu' | 'dialog';
  'aria-expanded'?: boolean;
  onClick?: () => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
}

interface Props {
  button: ReactElement<OpenerProps>;
  kind: 'menu' | 'dialog';
  load: () => Promise<unknown>;
  children: (dropped: Dropped) => ReactNode;
}

export function DropDown({ button, kind, load, children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useFocusBack(open);
  // Whether it could be loaded shows when it is opened.
  const comeNear = () => void load().catch(() => undefined);
  const target = cloneElement(button, {
    id,
    'aria-haspopup': kind,
    'aria-expanded': open,
    onClick: () => setOpen(!open),
    onPointerEnter: comeNear,
    onFocus: comeNear,
  });
  if (!open) return target;
  return <Suspense fallback={target}>{children({ target, close: () => setOpen(false) })}</Suspense>;
}
