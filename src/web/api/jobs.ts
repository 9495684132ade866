/** Reading previews and jobs. What changes at the server is read again by itself, see use-live.ts. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Job, JobKind, JobSummary } from '../../contract/jobs.ts';
import { request } from './client.ts';
import { usePages } from './use-list.ts';

export function useJobs(kind: JobKind) {
  return usePages<JobSummary>('/sync/jobs', { kind, limit: 20 });
}

export interface ItemFilter {
  action?: string;
  result?: string;
}

/** A job with its items page by page; `only` leaves those out with which something else is, or was, done. */
export function useJob(id: string, only: ItemFilter) {
  const result = useInfiniteQuery({
    queryKey: ['/sync/jobs', 'one', id, only],
    queryFn: ({ pageParam, signal }) =>
      request<Job>('GET', `/sync/jobs/${id}`, { query: { limit: 100, ...only, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  return { ...result, job: result.data?.pages[0], items: result.data?.pages.flatMap((page) => page.items) };
}
