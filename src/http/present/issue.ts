/** Issues and previews in the reader's words. */
import type { Issue, Preview } from '../../contract/sync.ts';
import type { IssueDraft, StoredIssue } from '../../db/issues.ts';
import type { PlanPreview } from '../services.ts';
import { en } from '../words/en.ts';
import { fr } from '../words/fr.ts';
import { readable } from '../words/readable.ts';
import type { Language, Words } from '../words/words.ts';

const catalogue: Record<Language, Words> = { en, fr };

const stepOf: Partial<Record<Issue['code'], NonNullable<Issue['settingsStep']>>> = {
  unmapped_tax: 'taxes',
  several_us_taxes: 'taxes',
  total_mismatch: 'taxes',
  status_rule: 'events',
  deposit_account_missing: 'sending',
  connection_lost: 'connect',
};

export function presentIssue(issue: StoredIssue, language: Language): Issue {
  const words = catalogue[language];
  return {
    id: issue.id,
    code: issue.code,
    ...issueTexts(issue, language),
    invoiceId: issue.invoiceId,
    invoiceNumber: issue.invoiceNumber,
    since: issue.since.toISOString(),
    state: issue.state,
    quickBooks: issue.quickBooks,
    settingsStep: stepOf[issue.code] ?? null,
    conflict: issue.conflict,
    fixes: issue.fixes.map((id) => ({ id, title: words.fixes[id] })),
  };
}

/** An issue that is not kept, only foreseen. */
export function presentForeseen(issue: IssueDraft, language: Language) {
  return { code: issue.code, ...issueTexts(issue, language) };
}

function issueTexts(issue: Pick<IssueDraft, 'code' | 'params'>, language: Language) {
  const { title, explanation } = catalogue[language].issues[issue.code];
  const params = readable(issue.params, language);
  return { title: title(params), explanation: explanation(params) };
}

export function presentPreview(invoiceId: string, preview: PlanPreview, language: Language): Preview {
  const words = catalogue[language];
  return {
    invoiceId,
    state: preview.state,
    asOf: preview.asOf?.toISOString() ?? null,
    steps: preview.steps.map((step) => ({
      target: step.target,
      action: step.action,
      entity: step.entity,
      title: stepTitle(step, words),
      changes: step.changes,
    })),
    issues: preview.issues.map((issue) => ({ code: issue.code, ...issueTexts(issue, language) })),
  };
}

function stepTitle(step: PlanPreview['steps'][number], words: Words): string {
  const { payments, toQuickBooks, toShop, entity } = words.steps;
  if (isKey(payments, step.action)) return payments[step.action](step.name);
  if (step.target === 'shop') return isKey(toShop, step.action) ? toShop[step.action](step.name) : step.name;
  const what = isKey(entity, step.entity) ? entity[step.entity] : step.entity;
  return isKey(toQuickBooks, step.action) ? toQuickBooks[step.action](what, step.name) : step.name;
}

function isKey<Of extends object>(of: Of, key: PropertyKey): key is keyof Of {
  return Object.hasOwn(of, key);
}
