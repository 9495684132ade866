/** The frame of a page: its title (also the tab's), what one can do there, and the content. */
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface Props {
  title: string;
  /** Instead of the plain title, where the heading carries more than words. */
  heading?: ReactNode;
  lead?: string;
  actions?: ReactNode;
  width?: 'full' | 'text';
  children: ReactNode;
}

export function PageFrame({ title, heading, lead, actions, width = 'full', children }: Props) {
  useDocumentTitle(`${title} · Tandem`);
  return (
    <div className={classes.page} data-width={width}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h1 className={classes.title}>{heading ?? title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && <div className={`${classes.actions} no-print`}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
