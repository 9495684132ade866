/**
 * The proof reads all invoices of the company at the server, so it is not read again at each change that the server tells
 * of, but every half minute while it is looked at (`still`, see use-live.ts).
 */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Reconciliation } from '../../contract/reconciliation.ts';
import { request } from './client.ts';

const againMs = 30_000;

export function useReconciliation(differing: boolean) {
  const result = useInfiniteQuery({
    queryKey: ['/sync/reconciliation', differing],
    queryFn: ({ pageParam, signal }) =>
      request<Reconciliation>('GET', '/sync/reconciliation', {
        query: { limit: 100, ...(differing ? { differing: 'true' } : {}), cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: againMs,
    meta: { still: true },
  });
  return { ...result, head: result.data?.pages[0], clients: result.data?.pages.flatMap((page) => page.clients) };
}

/** The totals alone. */
export function useDifference() {
  return useQuery({
    queryKey: ['/sync/reconciliation', 'head'],
    queryFn: ({ signal }) =>
      request<Reconciliation>('GET', '/sync/reconciliation', { query: { limit: 1, differing: 'true' }, signal }),
    refetchInterval: againMs,
    meta: { still: true },
  });
}
