/**
 * Turns a key of the catalogue into a sentence: fills `{name}` and picks the form for `{count}` ("one|other").
 * Parameters are read from the English text, so a forgotten one does not compile.
 */
import type { en } from './en.ts';

export type Language = 'en' | 'fr';
export type WordKey = keyof typeof en;
export type Catalogue = Record<WordKey, string>;

type Slots<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Slots<Rest> : never;
type Values<Key extends WordKey> = Record<Slots<(typeof en)[Key]>, string | number>;
export type Arguments<Key extends WordKey> = Slots<(typeof en)[Key]> extends never ? [] : [values: Values<Key>];
export type Translate = <Key extends WordKey>(key: Key, ...values: Arguments<Key>) => string;

/** `later`: words that are read with the page that says them. */
export function translator(
  language: Language,
  words: Partial<Catalogue>,
  later: Record<string, string> = {},
): Translate {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (key, ...rest) => {
    const values: Record<string, string | number> = rest[0] ?? {};
    const forms = (words[key] ?? later[key] ?? key).split('|');
    const form = typeof values.count === 'number' && plural.select(values.count) !== 'one' ? forms.at(-1) : forms[0];
    return (form ?? '').replace(/\{(\w+)\}/g, (slot, name: string) => {
      const value = values[name];
      return value === undefined ? slot : typeof value === 'number' ? number.format(value) : value;
    });
  };
}
