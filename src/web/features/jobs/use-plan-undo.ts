/** Makes the plan of an undo and opens it; nothing is reversed by it. */
import { useNavigate } from '@tanstack/react-router';
import type { Job } from '../../../contract/jobs.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';

export function usePlanUndo() {
  const navigate = useNavigate();
  return useCommand({
    send: (what: { from: Date; to: Date } | { jobId: string }) => request<Job>('POST', '/sync/undo', { body: what }),
    done: (job) => void navigate({ to: '/sync/jobs/$id', params: { id: job.id } }),
  });
}
