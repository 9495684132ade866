/** The catalogues: both languages say everything, with the same parameters, in their own typography. */
import { describe, expect, it } from 'vitest';
import { en } from '../../src/web/words/en.ts';
import { firstEn } from '../../src/web/words/first-en.ts';
import { firstFr } from '../../src/web/words/first-fr.ts';
import { fr } from '../../src/web/words/fr.ts';
import { laterParts, laterWords, loadWords } from '../../src/web/words/later.ts';
import { translator, type WordKey } from '../../src/web/words/translate.ts';

const keys = Object.keys(en) as WordKey[];

function slots(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();
}

describe('the catalogues', () => {
  it('have the same keys', () => {
    expect(Object.keys(fr).sort()).toEqual([...keys].sort());
  });

  it('are read whole: what does not come first comes with the pages that say it', async () => {
    await loadWords(laterParts);
    expect(Object.keys({ ...firstEn, ...laterWords.en }).sort()).toEqual([...keys].sort());
    expect({ ...firstFr, ...laterWords.fr }).toEqual(fr);
  });

  it('say nothing empty', () => {
    expect(keys.filter((key) => en[key].trim() === '' || fr[key].trim() === '')).toEqual([]);
  });

  it('take the same parameters in every form', () => {
    const forms = (text: string) => text.split('|').map((form) => slots(form).join());
    const differing = keys.filter((key) => {
      const all = new Set([...forms(en[key]), ...forms(fr[key])]);
      return all.size > 1;
    });
    // "{count}" may be left out where the form says one.
    expect(differing.filter((key) => !en[key].includes('{count}'))).toEqual([]);
  });

  it('have singular and plural in both languages', () => {
    const plurals = keys.filter((key) => en[key].includes('|'));
    expect(plurals.filter((key) => !fr[key].includes('|'))).toEqual([]);
    expect(keys.filter((key) => en[key].includes('{count}') && !en[key].includes('|'))).toEqual([]);
  });

  it('set non-breaking spaces before high punctuation in French', () => {
    expect(keys.filter((key) => / [:;?!»]|« /.test(fr[key]))).toEqual([]);
    expect(fr['save.leaveTitle']).toBe('Quitter sans enregistrer\u202f?');
    expect(fr['shell.language']).toBe('Langue\u00a0: {name}');
  });
});

describe('a translator', () => {
  it('fills parameters and chooses the form by the rules of its language', () => {
    const english = translator('en', en);
    const french = translator('fr', fr);
    expect(english('invoice.overdueDays', { count: 1 })).toBe('1 day overdue');
    expect(english('invoice.overdueDays', { count: 0 })).toBe('0 days overdue');
    expect(french('invoice.overdueDays', { count: 0 })).toBe('En retard de 0 jour');
    expect(french('invoice.overdueDays', { count: 12 })).toBe('En retard de 12 jours');
    expect(english('invoice.named', { number: 'INV-1' })).toBe('Invoice INV-1');
  });
});
