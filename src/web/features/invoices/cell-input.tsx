/**
 * A field inside the table of lines. It is the browser's own input: an invoice may have five hundred lines, and the
 * component library's fields would take seconds to draw.
 */
import type { InputHTMLAttributes } from 'react';
import classes from './document.module.css';

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  error?: string | undefined;
  /** Numbers stand on the right. */
  end?: boolean;
}

export function CellInput({ error, end = false, ...input }: Props) {
  return (
    <>
      <input
        {...input}
        className={classes.cell}
        data-end={end || undefined}
        aria-invalid={error ? true : undefined}
        autoComplete="off"
      />
      {error && <div className={classes.wrong}>{error}</div>}
    </>
  );
}
