/** Reading one invoice with its ETag, its history and its preview. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Page } from '../../contract/common.ts';
import type { HistoryEvent, Invoice } from '../../contract/invoices.ts';
import type { Preview } from '../../contract/sync.ts';
import { request, requestWithTag } from './client.ts';

/** null: there is nothing to read. */
export function useInvoice(id: string | null) {
  return useQuery({
    queryKey: ['invoice', id],
    queryFn: ({ signal }) => requestWithTag<Invoice>('GET', `/invoices/${id}`, { signal }),
    enabled: id !== null,
  });
}

export function useHistory(id: string) {
  return useInfiniteQuery({
    queryKey: ['history', id],
    queryFn: ({ pageParam, signal }) =>
      request<Page<HistoryEvent>>('GET', `/invoices/${id}/history`, {
        query: { limit: 20, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function usePreview(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['preview', id],
    queryFn: ({ signal }) => request<Preview>('GET', `/invoices/${id}/preview`, { signal }),
    enabled,
    staleTime: 0,
  });
}
