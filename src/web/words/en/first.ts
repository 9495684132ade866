/** The words that the first page needs: the frame, lists, invoices, the states of the sync. */
import { invoices } from './invoices.ts';
import { lists } from './lists.ts';
import { shell } from './shell.ts';
import { sync } from './sync.ts';

export const first = { ...shell, ...lists, ...invoices, ...sync } as const;
