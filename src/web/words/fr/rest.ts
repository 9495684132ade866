/** Les mots des pages ouvertes plus rarement. */
import { setSpaces } from '../set-spaces.ts';
import { dashboard } from './dashboard.ts';
import { firstImport } from './first-import.ts';
import { issues } from './issues.ts';
import { jobs } from './jobs.ts';
import { log } from './log.ts';
import { past } from './past.ts';
import { quickbooks } from './quickbooks.ts';
import { reconciliation } from './reconciliation.ts';
import { settings } from './settings.ts';
import { start } from './start.ts';
import { webhooks } from './webhooks.ts';

export const rest = setSpaces({
  ...settings,
  ...quickbooks,
  ...webhooks,
  ...firstImport,
  ...start,
  ...dashboard,
  ...issues,
  ...jobs,
  ...log,
  ...past,
  ...reconciliation,
});
