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
  const periodOf = ({ period, kind }: JobSummary): { from: string; to: string } => {
    const say = kind === 'backfill' ? format.date : format.dateTime;
    return { from: period ? say(period.from) : '', to: period ? say(period.to) : '' };
  };
  return {
    action: (name: string) => wordOf('jobAction', name),
    result: (name: string) => wordOf('jobResult', name),
    title: (job: JobSummary) => t(job.kind === 'undo' ? 'undo.title' : 'backfill.title', periodOf(job)),
    period: (job: JobSummary) => {
      const { from, to } = periodOf(job);
      return `${from} – ${to}`;
    },
  };
}
