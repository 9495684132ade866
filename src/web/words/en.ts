/** The English catalogue. Its keys and parameters are those of every language. */
import { invoices } from './en/invoices.ts';
import { quickbooks } from './en/quickbooks.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { sync } from './en/sync.ts';

export const en = { ...shell, ...invoices, ...sync, ...settings, ...quickbooks } as const;
