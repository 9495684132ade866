/** The state of the connection and of the sync as a whole: what the header, the bar and the settings show. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Connection, QuickBooksSettings } from '../../contract/integration.ts';
import type { Issue, SyncSeries, SyncStats } from '../../contract/sync.ts';
import { request } from './client.ts';

export function useConnection() {
  return useQuery({
    queryKey: ['connection'],
    queryFn: ({ signal }) => request<Connection>('GET', '/integrations/quickbooks', { signal }),
  });
}

export function useQuickBooksSettings() {
  return useQuery({
    queryKey: ['quickbooks-settings'],
    queryFn: ({ signal }) => request<QuickBooksSettings>('GET', '/integrations/quickbooks/settings', { signal }),
  });
}

export function useSyncStats() {
  return useQuery({
    queryKey: ['sync-stats'],
    queryFn: ({ signal }) => request<SyncStats>('GET', '/sync/stats', { signal }),
    retry: false,
  });
}

/** What is charted: not read again at each change, but every half minute. */
export function useSyncSeries(span: 'day' | 'month') {
  return useQuery({
    queryKey: ['sync-series', span],
    queryFn: ({ signal }) => request<SyncSeries>('GET', '/sync/stats/series', { query: { span }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
    meta: { still: true },
  });
}

/** The open issue of an invoice. The list is filtered, since an issue has no page of its own in the contract. */
export function useInvoiceIssues(invoiceId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['/sync/issues', 'invoice', invoiceId],
    queryFn: async ({ signal }) =>
      (await request<{ items: Issue[] }>('GET', '/sync/issues', { query: { invoiceId, limit: 20 }, signal })).items,
    enabled,
  });
}
