/** Finds what a person typed in a list of QuickBooks: by id, then by name without regard to case; active ones first. */
import type { FieldError } from '../domain/refused.ts';

export interface Named {
  id: string;
  name: string;
  active: boolean;
}

/** Answers the id; where nothing or several fit, adds an error and answers what was typed. */
export function findNamed(
  list: readonly Named[],
  wanted: { typed: string; path: string; what: string },
  errors: FieldError[],
): string {
  const { typed, path, what } = wanted;
  const refuse = (message: string) => {
    errors.push({ path, message });
    return typed;
  };
  const byId = list.find((row) => row.id === typed);
  const text = typed.trim().toLowerCase();
  const byName = list.filter((row) => row.name.trim().toLowerCase() === text);
  const usable = byId ? [byId] : byName.some((row) => row.active) ? byName.filter((row) => row.active) : byName;
  const [only] = usable;
  if (!only) return refuse(`QuickBooks has no ${what} “${typed}”.`);
  if (usable.length > 1)
    return refuse(`QuickBooks has more than one ${what} named “${typed}”. Choose one from the list.`);
  if (!only.active) return refuse(`The ${what} “${only.name}” is inactive in QuickBooks.`);
  return only.id;
}
