/** The words of the pages that are opened more seldom. */
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

export const rest = {
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
} as const;
