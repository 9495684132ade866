/** The single Preferences record: what the other rules read from it, and its own updates. */
import { isObject, type JsonObject, objectOf } from '../json.ts';
import type { Books } from '../state/books.ts';
import { businessRule } from '../wire/fault.ts';
import { type EntityRules, withoutNull } from './entity-rules.ts';

export function preferences(books: Books): JsonObject {
  return books.find('Preferences', '1')?.body ?? {};
}

/** Reads one flag, like `preference(books, 'SalesFormsPrefs', 'AllowDiscount')`. */
export function preference(books: Books, section: string, name: string): boolean {
  return objectOf(preferences(books)[section])?.[name] === true;
}

/** Read-only through the API; the accountant sets them on QuickBooks' own pages. */
const readOnly = { AccountingInfoPrefs: 'BookCloseDate', SalesFormsPrefs: 'AutoApplyCredit' } as const;

export const preferencesRules: EntityRules = {
  create: (books, request) => books.insert('Preferences', request, { id: '1' }),
  /** Sections are merged property by property; null takes a property away. */
  update: (books, entry, request) => {
    const body: JsonObject = { ...entry.body };
    for (const [section, wish] of Object.entries(request)) {
      if (!isObject(wish)) continue;
      const before = objectOf(body[section]) ?? {};
      const protectedName = books.actor === 'client' ? readOnly[section as keyof typeof readOnly] : undefined;
      const merged = { ...before, ...wish };
      if (protectedName) merged[protectedName] = before[protectedName];
      refuseSwitchingOff(section, { before, merged });
      body[section] = withoutNull(merged);
    }
    return books.replace('Preferences', entry, { body });
  },
};

/** Multicurrency stays on once it is on. */
function refuseSwitchingOff(section: string, { before, merged }: { before: JsonObject; merged: JsonObject }): void {
  if (section === 'CurrencyPrefs' && before.MultiCurrencyEnabled === true && merged.MultiCurrencyEnabled !== true) {
    throw businessRule('Multi Currency cannot be switched off once it is on.');
  }
}
