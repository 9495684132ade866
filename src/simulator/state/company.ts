/** A QuickBooks company beside its records: what it is, its state towards the API, its switches and its counters. */
import type { Store } from './store.ts';
import type { Switches } from './switches.ts';

export type CompanyKind = 'us-manual-tax' | 'us-automated-tax' | 'uk';

/** null: in order. 6190: the subscription ended. 120: the connecting user lost access. 150: under maintenance. */
export type CompanyState = '6190' | '120' | '150' | null;

export interface Company {
  realmId: string;
  name: string;
  kind: CompanyKind;
  country: 'US' | 'GB';
  currency: { value: string; name: string };
  state: CompanyState;
  switches: Switches;
}

const table = 'companies';

export function companies(store: Store): Company[] {
  return [...store.rows<Company>(table).values()];
}

export function findCompany(store: Store, realmId: string): Company | undefined {
  return store.get<Company>(table, realmId);
}

export function saveCompany(store: Store, company: Company): void {
  store.put(table, company.realmId, company);
}

/** The next number of a sequence of the company: ids per list, addresses, document numbers. */
export function nextNumber(store: Store, realmId: string, sequence: string): number {
  const next = (store.get<number>(`${realmId}/counters`, sequence) ?? 0) + 1;
  store.put(`${realmId}/counters`, sequence, next);
  return next;
}

/** Lets a sequence go on after `last`; it never goes back. */
export function raiseNumber(options: { store: Store; realmId: string; sequence: string; last: number }): void {
  const { store, realmId, sequence, last } = options;
  if (last > (store.get<number>(`${realmId}/counters`, sequence) ?? 0)) {
    store.put(`${realmId}/counters`, sequence, last);
  }
}
