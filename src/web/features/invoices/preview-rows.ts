/** The rows of a preview's step: a new line is told in one row (what, how many, at what price), not field by field. */
import type { Preview } from '../../../contract/sync.ts';

type Change = Preview['steps'][number]['changes'][number];

export interface PreviewRow {
  field: string;
  from: unknown;
  to: unknown;
  /** The fields of a new line. */
  line: Partial<Record<string, unknown>> | null;
}

export function previewRows(changes: readonly Change[]): PreviewRow[] {
  const rows: PreviewRow[] = [];
  for (const change of changes) {
    const [, line, part] = /^(lines?\.[^.]+)\.(.+)$/.exec(change.field) ?? [];
    if (!line || !part || !isNewLine(line, changes)) {
      rows.push({ field: change.field, from: change.from, to: change.to, line: null });
      continue;
    }
    const known = rows.find((row) => row.field === line);
    if (known?.line) known.line[part] = change.to;
    else rows.push({ field: line, from: null, to: null, line: { [part]: change.to } });
  }
  return rows;
}

/** All fields of a new line come from nothing, and among them are more than one. */
function isNewLine(line: string, changes: readonly Change[]): boolean {
  const own = changes.filter(({ field }) => field.startsWith(`${line}.`));
  return own.length > 1 && own.every(({ from }) => from === null || from === undefined);
}
