/** The whole French catalogue. */
import { firstFr } from './first-fr.ts';
import { dashboard } from './fr/dashboard.ts';
import { jobs } from './fr/jobs.ts';
import { log } from './fr/log.ts';
import { past } from './fr/past.ts';
import { reconciliation } from './fr/reconciliation.ts';
import { withFrenchSpaces } from './french-spaces.ts';
import type { Catalogue } from './translate.ts';

export const fr: Catalogue = {
  ...firstFr,
  ...withFrenchSpaces({ ...dashboard, ...jobs, ...log, ...past, ...reconciliation }),
};
