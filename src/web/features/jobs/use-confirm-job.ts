/** Confirms a preview after it was asked once, with counts and amounts. */
import type { Job } from '../../../contract/jobs.ts';
import { request } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { askFirst } from '../../parts/ask-first.ts';
import { useWords } from '../../words/use-words.tsx';

const working = { backfill: ['send', 'link', 'doubtful', 'held', 'unchecked'], undo: ['void', 'restore', 'unlink'] };

export function useConfirmJob(job: Job) {
  const { t, format } = useWords();
  const kind = job.kind === 'undo' ? 'undo' : 'backfill';
  const confirm = useCommand({
    send: () => request('POST', `/sync/${kind}`, { body: { previewId: job.previewId, confirm: true } }),
  });
  const count = (name: string) => job.counts[name] ?? 0;
  const amount = (name: string) => format.money(job.amounts[name] ?? '0');
  const text =
    kind === 'undo'
      ? t('undo.confirmText', { void: count('void'), restore: count('restore'), unlink: count('unlink') })
      : t('backfill.confirmText', {
          send: count('send'),
          sendAmount: amount('send'),
          link: count('link'),
          linkAmount: amount('link'),
        });
  return {
    hasWork: working[kind].some((name) => count(name) > 0),
    busy: confirm.isPending,
    ask: () =>
      askFirst({
        title: t(`${kind}.confirmTitle`),
        text,
        action: t(`${kind}.confirm`),
        danger: kind === 'undo',
        proceed: () => confirm.mutate(),
      }),
  };
}
