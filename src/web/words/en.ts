/** The whole English catalogue. Its keys and parameters are those of every language. */
import { dashboard } from './en/dashboard.ts';
import { jobs } from './en/jobs.ts';
import { log } from './en/log.ts';
import { past } from './en/past.ts';
import { reconciliation } from './en/reconciliation.ts';
import { firstEn } from './first-en.ts';

export const en = { ...firstEn, ...dashboard, ...jobs, ...log, ...past, ...reconciliation } as const;
