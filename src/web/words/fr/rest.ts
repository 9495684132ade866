/** Les mots des pages ouvertes plus rarement. */
import { setSpaces } from '../set-spaces.ts';
import { firstImport } from './first-import.ts';
import { quickbooks } from './quickbooks.ts';
import { settings } from './settings.ts';
import { start } from './start.ts';
import { webhooks } from './webhooks.ts';

export const rest = setSpaces({ ...settings, ...quickbooks, ...webhooks, ...firstImport, ...start });
