/**
 * Words that only some pages say, so that the first page does not wait for them. A page's route reads them before the page
 * is shown, in both languages: a change of language then needs nothing more.
 */
import { withFrenchSpaces } from './french-spaces.ts';
import type { Language } from './translate.ts';

type Words = Record<string, string>;

const parts = {
  dashboard: async (): Promise<[Words, Words]> => {
    const [en, fr] = await Promise.all([import('./en/dashboard.ts'), import('./fr/dashboard.ts')]);
    return [en.dashboard, fr.dashboard];
  },
  jobs: async (): Promise<[Words, Words]> => {
    const [en, fr] = await Promise.all([import('./en/jobs.ts'), import('./fr/jobs.ts')]);
    return [en.jobs, fr.jobs];
  },
  log: async (): Promise<[Words, Words]> => {
    const [en, fr] = await Promise.all([import('./en/log.ts'), import('./fr/log.ts')]);
    return [en.log, fr.log];
  },
  past: async (): Promise<[Words, Words]> => {
    const [en, fr] = await Promise.all([import('./en/past.ts'), import('./fr/past.ts')]);
    return [en.past, fr.past];
  },
  reconciliation: async (): Promise<[Words, Words]> => {
    const [en, fr] = await Promise.all([import('./en/reconciliation.ts'), import('./fr/reconciliation.ts')]);
    return [en.reconciliation, fr.reconciliation];
  },
};

export type LaterPart = keyof typeof parts;
export const laterParts = Object.keys(parts) as LaterPart[]; // Its keys are those above.

/** What has been read so far. */
export const laterWords: Record<Language, Words> = { en: {}, fr: {} };

export async function loadWords(names: readonly LaterPart[]): Promise<void> {
  for (const [en, fr] of await Promise.all(names.map((name) => parts[name]()))) {
    Object.assign(laterWords.en, en);
    Object.assign(laterWords.fr, withFrenchSpaces(fr));
  }
}
