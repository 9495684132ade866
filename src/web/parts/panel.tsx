/** A bordered block with a small heading: the unit of the right column, of settings and of issues. */
import { type ReactNode, useId } from 'react';
import classes from './panel.module.css';

interface Props {
  title?: ReactNode;
  lead?: ReactNode;
  aside?: ReactNode;
  id?: string;
  children: ReactNode;
}

export function Panel({ title, lead, aside, id, children }: Props) {
  const headingId = useId();
  return (
    <section className={classes.panel} id={id} {...(title ? { 'aria-labelledby': headingId } : {})}>
      {title && (
        <header className={classes.head}>
          <div>
            <h2 className={classes.title} id={headingId}>
              {title}
            </h2>
            {lead && <p className={classes.lead}>{lead}</p>}
          </div>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
