/** Les mots de la première page : le cadre, les listes, les factures, les états de la synchronisation. */
import { setSpaces } from '../set-spaces.ts';
import { invoices } from './invoices.ts';
import { lists } from './lists.ts';
import { shell } from './shell.ts';
import { sync } from './sync.ts';

export const first = setSpaces({ ...shell, ...lists, ...invoices, ...sync });
