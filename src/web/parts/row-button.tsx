/** The keyboard's way into a row that opens a drawer: looks like the row's name, is a button. */
import type { ReactNode } from 'react';
import classes from './row-button.module.css';

export function RowButton({ press, children }: { press: () => void; children: ReactNode }) {
  return (
    <button type="button" className={classes.button} onClick={press}>
      {children}
    </button>
  );
}
