/** Reads an import with all its records, page by page; the server says when something changed, and it is read again. */
import { useQuery } from '@tanstack/react-query';
import type { Job, JobItemView } from '../../../contract/jobs.ts';
import { request } from '../../api/client.ts';

const atOnce = 200;

export function useImportJob(id: string) {
  const job = useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => request<Job>('GET', `/sync/jobs/${id}`, { query: { limit: 1 }, signal }),
    staleTime: 0,
  });
  const state = job.data?.state;
  const items = useQuery({
    queryKey: ['job-items', id, state],
    queryFn: ({ signal }) => readAll(id, signal),
    enabled: state === 'ready' || state === 'done',
    // What a preview holds does not change.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return {
    job: job.data,
    items: items.data,
    error: job.error ?? items.error,
    retry: () => void Promise.all([job.refetch(), items.refetch()]),
  };
}

async function readAll(id: string, signal: AbortSignal): Promise<JobItemView[]> {
  const all: JobItemView[] = [];
  let cursor: string | null = null;
  do {
    const page: Job = await request<Job>('GET', `/sync/jobs/${id}`, { query: { limit: atOnce, cursor }, signal });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
