/** A small coloured word with a shape in front, so that colour is never the only sign. */
import type { ReactNode } from 'react';
import classes from './chip.module.css';

export type Tone = 'grey' | 'blue' | 'green' | 'amber' | 'violet' | 'red';

interface Props {
  tone: Tone;
  icon?: ReactNode;
  children: ReactNode;
  /** Without ground: for dense tables. */
  plain?: boolean;
  title?: string;
}

export function Chip({ tone, icon, children, plain = false, title }: Props) {
  return (
    <span className={classes.chip} data-tone={tone} data-plain={plain || undefined} title={title}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
