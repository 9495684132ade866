/** What is done with each record of QuickBooks: what the preview says, unless a person chose otherwise. */
import type { JobItemView } from '../../../contract/jobs.ts';

/** `create`, `skip`, or `link:` and an id here; null: nobody has decided. */
export type Decision = string | null;
export type Choices = Readonly<Record<string, string>>;

export const groups = ['doubtful', 'link', 'create', 'skip'] as const;
export type Group = (typeof groups)[number];

/** Where the preview put it. What cannot be chosen otherwise is left alone. */
export function groupOf(item: JobItemView): Group {
  return groups.find((group) => group === item.action) ?? 'skip';
}

export function decisionOf(item: JobItemView, choices: Choices): Decision {
  const chosen = choices[item.key];
  if (chosen !== undefined) return chosen;
  const group = groupOf(item);
  if (group === 'link') return `link:${item.candidates[0]?.id ?? ''}`;
  return group === 'doubtful' ? null : group;
}

/** The record here that a decision links with. */
export function linkedBy(decision: Decision): string | null {
  return decision?.startsWith('link:') ? decision.slice('link:'.length) : null;
}

export interface Plan {
  link: number;
  create: number;
  skip: number;
  undecided: number;
}

export function planOf(items: readonly JobItemView[], choices: Choices): Plan {
  const plan = { link: 0, create: 0, skip: 0, undecided: 0 };
  for (const item of items) {
    const decision = decisionOf(item, choices);
    if (decision === null) plan.undecided += 1;
    else if (decision === 'create') plan.create += 1;
    else if (decision === 'skip') plan.skip += 1;
    else plan.link += 1;
  }
  return plan;
}
