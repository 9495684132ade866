/** Sets of filters under a name, kept on this device. */
import { type InvoiceSearch, parseInvoiceSearch } from './invoice-search.ts';

export interface SavedView {
  name: string;
  search: InvoiceSearch;
}

const storageKey = 'tandem-invoice-views';
const mostViews = 30;

export function savedViews(): SavedView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? stored.flatMap(readView) : [];
  } catch {
    return [];
  }
}

/** One of the same name is replaced. */
export function saveView(view: SavedView): SavedView[] {
  return keep([...savedViews().filter(({ name }) => name !== view.name), view].slice(-mostViews));
}

export function removeView(name: string): SavedView[] {
  return keep(savedViews().filter((view) => view.name !== name));
}

function keep(views: SavedView[]): SavedView[] {
  localStorage.setItem(storageKey, JSON.stringify(views));
  return views;
}

function readView(value: unknown): SavedView[] {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('search' in value)) return [];
  const { name, search } = value;
  if (typeof name !== 'string' || typeof search !== 'object' || search === null) return [];
  return [{ name, search: parseInvoiceSearch(search as Record<string, unknown>) }];
}
