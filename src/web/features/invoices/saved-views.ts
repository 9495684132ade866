/** Sets of filters under a name, kept with the person. What a device kept before is taken over once. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SavedView, SavedViews } from '../../../contract/views.ts';
import { type Answer, RefusedError, requestWithTag } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { type InvoiceSearch, parseInvoiceSearch, queryOf } from './invoice-search.ts';

const path = '/me/views';
const queryKey = [path];
const mostViews = 30;
/** Where views were kept while they were the device's own. */
const ofDevice = 'tandem-invoice-views';

interface Change {
  apply: (views: readonly SavedView[]) => SavedView[];
  said?: string;
  /** Done as soon as the server has it, whether or not the page is still open. */
  kept?: () => void;
}

export function useSavedViews() {
  const queries = useQueryClient();
  const { data, error } = useQuery({ queryKey, queryFn: () => requestWithTag<SavedViews>('GET', path) });
  const command = useCommand({
    send: async ({ apply, kept }: Change) => {
      const answer = await change(apply);
      kept?.();
      return answer;
    },
    said: (_, { said }) => said ?? '',
    done: (answer) => queries.setQueryData(queryKey, answer),
  });
  const { mutate } = command;
  const known = data !== undefined;
  useEffect(() => {
    const kept = known ? viewsOfDevice() : [];
    if (kept.length === 0) return;
    mutate({
      apply: (views) => [...views, ...kept.filter(({ name }) => !views.some((view) => view.name === name))],
      kept: () => localStorage.removeItem(ofDevice),
    });
  }, [known, mutate]);
  return {
    views: data?.body.items,
    error,
    /** One of the same name is replaced. */
    save: (name: string, search: InvoiceSearch, said: string) =>
      mutate({
        apply: (views) => [...views.filter((view) => view.name !== name), { name, filters: filtersOf(search) }],
        said,
      }),
    remove: (name: string) => mutate({ apply: (views) => views.filter((view) => view.name !== name) }),
  };
}

/** Read, changed and written as one: where another device was in between, once more on top of what it wrote. */
async function change(apply: Change['apply']): Promise<Answer<SavedViews>> {
  for (;;) {
    const { body, etag } = await requestWithTag<SavedViews>('GET', path);
    const items = apply(body.items).slice(-mostViews);
    try {
      return await requestWithTag<SavedViews>('PUT', path, { body: { items }, ifMatch: etag });
    } catch (error) {
      if (!(error instanceof RefusedError) || error.status !== 412) throw error;
    }
  }
}

function filtersOf(search: InvoiceSearch): SavedView['filters'] {
  // The names of the filters are those of the contract, and nothing that is not set is among them.
  return Object.fromEntries(
    Object.entries(queryOf(search)).filter(([, value]) => value !== undefined && value !== ''),
  ) as SavedView['filters'];
}

export function searchOf({ filters }: SavedView): InvoiceSearch {
  const { issuedFrom, issuedTo, overdue, ...rest } = filters;
  return parseInvoiceSearch({ ...rest, from: issuedFrom, to: issuedTo, overdue: overdue === 'true' });
}

function viewsOfDevice(): SavedView[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(ofDevice) ?? '[]');
    return Array.isArray(stored) ? stored.flatMap(readView) : [];
  } catch {
    return [];
  }
}

function readView(value: unknown): SavedView[] {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('search' in value)) return [];
  const { name, search } = value;
  if (typeof name !== 'string' || typeof search !== 'object' || search === null) return [];
  return [{ name, filters: filtersOf(parseInvoiceSearch(search as Record<string, unknown>)) }];
}
