/** Holds the draft of an invoice, what is wrong with it and its live totals. */
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { Tax } from '../../../contract/catalog.ts';
import { RefusedError } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useList } from '../../api/use-list.ts';
import { currencyPlaces } from '../../money/decimal.ts';
import { type Totals, totalsOf } from '../../money/totals.ts';
import { focusFirstError } from '../../parts/focus-first-error.ts';
import { useWords } from '../../words/use-words.tsx';
import {
  bodyOf,
  type Draft,
  type DraftLine,
  type Errors,
  isBlank,
  newLine,
  parseDiscount,
  totalsLines,
} from './draft.ts';

export interface Editor {
  draft: Draft;
  changed: boolean;
  errors: Errors;
  totals: Totals;
  taxes: readonly Tax[];
  set: (patch: Partial<Draft>) => void;
  setLine: (key: string, patch: Partial<DraftLine>) => void;
  addLine: () => void;
  removeLine: (key: string) => void;
  moveLine: (key: string, by: -1 | 1) => void;
  reset: (draft: Draft) => void;
  /** Takes over what the server now holds; false when that would lose what is being written. */
  rebase: (draft: Draft) => boolean;
  /** The body to send; null after putting what is wrong beside the fields. */
  body: () => ReturnType<typeof bodyOf> | null;
  /** Puts the server's field errors beside the fields; false when it gave none. */
  refuse: (error: Error) => boolean;
}

export function useDraft(initial: Draft): Editor {
  const { t, format } = useWords();
  const { company } = useSession();
  const { data: taxes = [] } = useList<Tax>('/taxes');
  const [origin, setOrigin] = useState(initial);
  const [draft, setDraft] = useState(initial);
  const [errors, setErrors] = useState<Errors>({});

  const set = useCallback((patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch })), []);
  const change = useCallback(
    (edit: (lines: DraftLine[]) => DraftLine[]) => setDraft((before) => ({ ...before, lines: edit(before.lines) })),
    [],
  );
  const setLine = useCallback(
    (key: string, patch: Partial<DraftLine>) =>
      change((lines) => lines.map((line) => (line.key === key ? { ...line, ...patch } : line))),
    [change],
  );
  const removeLine = useCallback(
    (key: string) => change((lines) => lines.filter((line) => line.key !== key)),
    [change],
  );
  const moveLine = useCallback((key: string, by: -1 | 1) => change((lines) => moved(lines, key, by)), [change]);
  const addLine = useCallback(() => change((lines) => [...lines, newLine(lines.at(-1)?.taxIds)]), [change]);
  const reset = useCallback((next: Draft) => {
    setOrigin(next);
    setDraft(next);
    setErrors({});
  }, []);

  const changed = draft !== origin && JSON.stringify(draft) !== JSON.stringify(origin);

  // What is typed appears at once; the sums of a long invoice may follow a moment later.
  const summed = useDeferredValue(draft);
  const totals = useMemo(
    () =>
      totalsOf({
        lines: totalsLines(summed, format.locale),
        discount: parseDiscount(summed.discount, format.locale),
        taxes,
        taxRounding: company.taxRounding,
        places: currencyPlaces(company.currency),
      }),
    [summed, taxes, company.taxRounding, company.currency, format.locale],
  );

  return {
    draft,
    changed,
    errors,
    totals,
    taxes,
    set,
    setLine,
    addLine,
    removeLine,
    moveLine,
    reset,
    rebase: (next) => {
      if (JSON.stringify(next) === JSON.stringify(origin)) return true;
      if (changed) return false;
      reset(next);
      return true;
    },
    body: () => {
      const result = bodyOf(draft, format.locale, {
        client: t('wrong.client'),
        line: t('wrong.line'),
        name: t('wrong.name'),
        number: t('wrong.number'),
      });
      setErrors('errors' in result ? result.errors : {});
      if ('errors' in result) focusFirstError();
      return 'errors' in result ? null : result;
    },
    refuse: (error) => {
      if (!(error instanceof RefusedError) || error.errors.length === 0) return false;
      setErrors(Object.fromEntries(error.errors.map(({ path, message }) => [withBlanks(path, draft), message])));
      focusFirstError();
      return true;
    },
  };
}

function moved(lines: DraftLine[], key: string, by: -1 | 1): DraftLine[] {
  const from = lines.findIndex((line) => line.key === key);
  const other = lines[from + by];
  const line = lines[from];
  if (!line || !other) return lines;
  return lines.map((each) => (each === line ? other : each === other ? line : each));
}

/** The server counts only the lines that were sent; blank ones stand between them here. */
function withBlanks(path: string, draft: Draft): string {
  const match = /^lines\.(\d+)(.*)$/.exec(path);
  if (!match) return path;
  const sent = draft.lines.map((line, index) => ({ line, index })).filter(({ line }) => !isBlank(line));
  return `lines.${sent[Number(match[1])]?.index ?? match[1]}${match[2]}`;
}
