/**
 * The memory of request ids: the first success is answered again, word for word, whatever has happened to the record since.
 * Invariant: an answer is remembered in the same commit as the change it reports.
 */
import { createHash } from 'node:crypto';
import type { Company } from '../state/company.ts';
import type { Store } from '../state/store.ts';
import { invalidValue, QuickBooksFault } from '../wire/fault.ts';

interface Remembered {
  text: string;
  status: number;
  at: number;
  bodyHash: string;
}

const longest = { single: 50, batch: 36 };

export function checkRequestId(id: string, kind: 'single' | 'batch'): void {
  const max = longest[kind];
  if (id.length > max) throw invalidValue('2130', 'requestid', `The request id is longer than ${max} characters.`);
}

export interface RequestKey {
  store: Store;
  company: Company;
  requestId: string;
  body: string;
  now: Date;
}

export function recall(key: RequestKey): { text: string; status: number } | undefined {
  const { store, company, requestId, now } = key;
  const row = store.get<Remembered>(table(company), requestId);
  if (!row) return undefined;
  const hours = company.switches.requestIdHours;
  if (hours !== null && now.getTime() - row.at >= hours * 3_600_000) return undefined;
  if (row.bodyHash !== hashOf(key.body) && company.switches.requestIdOtherBody === 'fault600') {
    const Detail = `The request id ${requestId} was used with another request.`;
    throw new QuickBooksFault({ Message: 'Duplicate Request Id', Detail, code: '600' });
  }
  return { text: row.text, status: row.status };
}

export function remember(key: RequestKey, answer: { text: string; status: number }): void {
  const row: Remembered = { ...answer, at: key.now.getTime(), bodyHash: hashOf(key.body) };
  key.store.put(table(key.company), key.requestId, row);
}

function table(company: Company): string {
  return `${company.realmId}/requestIds`;
}

function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url');
}

export function forgetOldRequestIds(store: Store, company: Company, now: Date): void {
  const hours = company.switches.requestIdHours;
  if (hours === null) return;
  for (const [requestId, row] of store.rows<Remembered>(table(company))) {
    if (now.getTime() - row.at >= hours * 3_600_000) store.remove(table(company), requestId);
  }
}
