/** The French catalogue, whole. */
import { first } from './fr/first.ts';
import { rest } from './fr/rest.ts';
import type { Catalogue } from './translate.ts';

export const fr: Catalogue = { ...first, ...rest };
