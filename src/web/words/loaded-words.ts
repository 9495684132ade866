/**
 * Which words are on this device. The first page needs a part of the catalogue; the rest is loaded with the first page
 * that needs it, and only in the language that is read.
 */
import type { Catalogue, Language } from './translate.ts';

type Words = Partial<Catalogue>;

interface Loaded {
  language: Language;
  words: Words;
}

const firstOf: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en/first.ts')).first,
  fr: async () => (await import('./fr/first.ts')).first,
};
const restOf: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en/rest.ts')).rest,
  fr: async () => (await import('./fr/rest.ts')).rest,
};

const storageKey = 'tandem-language';
const listeners = new Set<() => void>();
let wanted: Language = storedLanguage() ?? browserLanguage();
let all = false;
let loaded: Loaded | null = null;

export function loadedWords(): Loaded | null {
  return loaded;
}

export function onWordsLoaded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function readLanguage(language: Language): Promise<void> {
  wanted = language;
  await load();
}

/** For pages that say more than the first one does: answers when their words are there. */
export async function allWords(): Promise<void> {
  all = true;
  await load();
}

/** Words that a component misses are fetched, and it is drawn again. */
export function missWord(): void {
  if (!all) void allWords();
}

async function load(): Promise<void> {
  const language = wanted;
  const both = all;
  const parts = await Promise.all([firstOf[language](), both ? restOf[language]() : {}]);
  // Something was asked for meanwhile, and whoever did has begun to load it.
  if (language !== wanted || both !== all) return;
  loaded = { language, words: Object.assign({}, ...parts) };
  for (const listener of listeners) listener();
}

function isLanguage(value: unknown): value is Language {
  return value === 'en' || value === 'fr';
}

/** What was chosen on this device. */
export function storedLanguage(): Language | null {
  const stored = localStorage.getItem(storageKey);
  return isLanguage(stored) ? stored : null;
}

export function storeLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}

export function browserLanguage(): Language {
  const first = navigator.languages.find((locale) => /^(en|fr)\b/i.test(locale));
  return first?.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
