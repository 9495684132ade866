/**
 * Which QuickBooks customers and items are the shop's: by exact e-mail or SKU, and by exact name. One that fits several, or
 * that several fit, is for a person to judge; so is an inactive one.
 */
import type { ImportCandidate } from '../db/import-candidates.ts';
import { limits } from '../quickbooks/limits.ts';
import { booksName } from './mapping/names.ts';

export interface BooksEntry {
  booksId: string;
  name: string;
  /** A customer's e-mail or an item's SKU. */
  mark: string | null;
  active: boolean;
  /** A category cannot be sold. */
  usable: boolean;
}

export interface ImportMatch {
  entry: BooksEntry;
  action: 'link' | 'create' | 'doubtful' | 'skip';
  reason: 'linked_already' | 'not_sellable' | 'inactive' | 'several_candidates' | 'shared_candidate' | null;
  candidates: readonly ImportCandidate[];
}

export function matchImport(
  entries: readonly BooksEntry[],
  shop: readonly ImportCandidate[],
  linkedBooksIds: ReadonlySet<string>,
): ImportMatch[] {
  const free = shop.filter((candidate) => !candidate.linked);
  const byName = indexOf(free, (candidate) => booksName(candidate.name, limits.itemNameChars));
  const byMark = indexOf(free, (candidate) => candidate.mark);
  const matches = entries.map((entry): ImportMatch => {
    const none = { entry, candidates: [] };
    if (linkedBooksIds.has(entry.booksId)) return { ...none, action: 'skip', reason: 'linked_already' };
    if (!entry.usable) return { ...none, action: 'skip', reason: 'not_sellable' };
    const found = new Set([...(byName.get(keyOf(entry.name)) ?? []), ...(byMark.get(keyOf(entry.mark)) ?? [])]);
    const candidates = [...found];
    if (!entry.active)
      return { entry, candidates, action: candidates.length > 0 ? 'doubtful' : 'skip', reason: 'inactive' };
    if (candidates.length > 1) return { entry, candidates, action: 'doubtful', reason: 'several_candidates' };
    return { entry, candidates, action: candidates.length === 1 ? 'link' : 'create', reason: null };
  });
  const claims = new Map<string, number>();
  for (const { candidates } of matches.filter((match) => match.action === 'link')) {
    for (const { id } of candidates) claims.set(id, (claims.get(id) ?? 0) + 1);
  }
  return matches.map((match): ImportMatch => {
    const shared = match.action === 'link' && match.candidates.some(({ id }) => (claims.get(id) ?? 0) > 1);
    return shared ? { ...match, action: 'doubtful', reason: 'shared_candidate' } : match;
  });
}

function indexOf(shop: readonly ImportCandidate[], keyed: (candidate: ImportCandidate) => string | null) {
  const index = new Map<string, ImportCandidate[]>();
  for (const candidate of shop) {
    const key = keyOf(keyed(candidate));
    if (key !== '') index.set(key, [...(index.get(key) ?? []), candidate]);
  }
  return index;
}

function keyOf(text: string | null): string {
  return (text ?? '').trim().toLowerCase();
}
