/** Reading one invoice with its ETag, its history and its preview. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Page } from '../../contract/common.ts';
import type { HistoryEvent, Invoice, InvoiceAtMoment } from '../../contract/invoices.ts';
import type { Preview } from '../../contract/sync.ts';
import { RefusedError, request, requestWithTag } from './client.ts';

/** null: there is nothing to read. */
export function useInvoice(id: string | null) {
  return useQuery({
    queryKey: ['invoice', id],
    queryFn: ({ signal }) => requestWithTag<Invoice>('GET', `/invoices/${id}`, { signal }),
    enabled: id !== null,
  });
}

/** Every change on both sides, newest first. */
export function useHistory(id: string) {
  return useInfiniteQuery({
    queryKey: ['history', id],
    queryFn: ({ pageParam, signal }) =>
      request<Page<HistoryEvent>>('GET', `/invoices/${id}/history`, {
        query: { limit: 20, side: 'both', cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** What a side held at a moment; null: it did not exist there yet. Without a moment: now. */
export function useInvoiceAt(id: string, { side, at }: { side: 'shop' | 'quickbooks'; at: string | undefined }) {
  return useQuery({
    queryKey: ['invoice', id, 'at', side, at],
    queryFn: async ({ signal }): Promise<InvoiceAtMoment | null> => {
      try {
        return await request<InvoiceAtMoment>('GET', `/invoices/${id}`, { query: { side, at }, signal });
      } catch (error) {
        if (error instanceof RefusedError && error.status === 404) return null;
        throw error;
      }
    },
    placeholderData: keepPreviousData,
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
