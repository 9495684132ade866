/** What a job is called, what state a person sees, and the tones of plans and results. */
import type { JobSummary } from '../../../contract/jobs.ts';
import type { Tone } from '../../parts/chip.tsx';
import type { WordKey } from '../../words/translate.ts';
import { useWords } from '../../words/use-words.tsx';

const dayMs = 86_400_000;

export type ShownState = JobSummary['state'] | 'old';

/** A preview of yesterday is refused by the server, so it is not offered. */
export function stateOf({ state, createdAt }: JobSummary, now: number): ShownState {
  const waits = state === 'preparing' || state === 'ready';
  return waits && now - Date.parse(createdAt) > dayMs ? 'old' : state;
}

export const stateTones: Record<ShownState, Tone> = {
  preparing: 'blue',
  ready: 'violet',
  running: 'blue',
  done: 'green',
  old: 'grey',
};

const tones: Partial<Record<string, Tone>> = {
  send: 'blue',
  link: 'violet',
  doubtful: 'amber',
  held: 'amber',
  void: 'red',
  restore: 'violet',
  unlink: 'grey',
  sent: 'green',
  linked: 'green',
  voided: 'green',
  restored: 'green',
  unlinked: 'green',
};

export function toneOf(name: string): Tone {
  return tones[name] ?? 'grey';
}

export function useJobWords() {
  const { t, has, format } = useWords();
  const wordOf = (kind: 'jobAction' | 'jobResult', name: string): string => {
    const key = `${kind}.${name}`;
    return has(key) ? t(key as WordKey & 'jobAction.send') : name;
  };
  const periodOf = ({ period }: JobSummary) => (period ? format.period(period.from, period.to) : '');
  return {
    action: (name: string) => wordOf('jobAction', name),
    result: (name: string) => wordOf('jobResult', name),
    title: (job: JobSummary) => {
      const period = periodOf(job);
      if (job.kind === 'backfill') return t('backfill.title', { period });
      return t(job.ofJobId ? 'undo.titleOfBackfill' : 'undo.title', { period });
    },
    period: periodOf,
  };
}

/** As a person reads them: what is done first, then what waits, then what stays. */
const order = ['send', 'sent', 'link', 'linked', 'void', 'voided', 'restore', 'restored', 'unlink', 'unlinked'];

export function inOrder(counts: Record<string, number>): [string, number][] {
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(counts)
    .filter(([name]) => name !== 'total')
    .sort(([one], [other]) => place(one) - place(other));
}
