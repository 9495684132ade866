/** The frame of what is shown before anyone is signed in: the product's sign, a box, the choice of language. */
import type { ReactNode } from 'react';
import { LanguageSwitch } from '../app-shell/language-switch.tsx';
import { Mark } from '../app-shell/mark.tsx';
import classes from './whole-window.module.css';

interface Props {
  title: string;
  lead?: string;
  wide?: boolean;
  children: ReactNode;
}

export function WholeWindow({ title, lead, wide = false, children }: Props) {
  return (
    <main className={classes.page}>
      <div className={classes.mark}>
        <Mark />
        <span>Tandem</span>
      </div>
      <div className={classes.box} data-wide={wide || undefined}>
        <h1 className={classes.title}>{title}</h1>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
      </div>
      <LanguageSwitch />
    </main>
  );
}
