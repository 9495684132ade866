/** A sentence that needs attention, with its colour, a shape, and perhaps a way out. */
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

interface Props {
  tone: 'blue' | 'amber' | 'red';
  children: ReactNode;
  actions?: ReactNode;
}

export function Notice({ tone, children, actions }: Props) {
  const Icon = tone === 'blue' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'red' ? 'alert' : 'status'}>
      <Icon size={16} stroke={1.8} aria-hidden="true" />
      <div className={classes.text}>{children}</div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
