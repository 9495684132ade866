/** What an empty list says: what belongs here and what to do first. */
import type { ReactNode } from 'react';
import classes from './table.module.css';

export function EmptyState({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <strong>{title}</strong>
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}
