/** The words of the pages that are opened more seldom. */
import { firstImport } from './first-import.ts';
import { quickbooks } from './quickbooks.ts';
import { settings } from './settings.ts';
import { start } from './start.ts';
import { webhooks } from './webhooks.ts';

export const rest = { ...settings, ...quickbooks, ...webhooks, ...firstImport, ...start } as const;
