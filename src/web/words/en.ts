/** The English catalogue. Its keys and parameters are those of every language. */
import { dashboard } from './en/dashboard.ts';
import { invoices } from './en/invoices.ts';
import { jobs } from './en/jobs.ts';
import { log } from './en/log.ts';
import { past } from './en/past.ts';
import { quickbooks } from './en/quickbooks.ts';
import { reconciliation } from './en/reconciliation.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { sync } from './en/sync.ts';

export const en = {
  ...shell,
  ...invoices,
  ...sync,
  ...settings,
  ...quickbooks,
  ...dashboard,
  ...jobs,
  ...log,
  ...past,
  ...reconciliation,
} as const;
