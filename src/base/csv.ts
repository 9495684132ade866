/** Tables as CSV (RFC 4180). Text that a spreadsheet would take for a formula is disarmed; numbers are not text. */
export type Cell = string | { number: string };

/** Begins with a byte order mark, by which spreadsheets know UTF-8. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + rows.map(csvRow).join('');
}

export const byteOrderMark = '\uFEFF';

export function csvRow(row: readonly Cell[]): string {
  return `${row.map(cell).join(',')}\r\n`;
}

function cell(value: Cell): string {
  if (typeof value !== 'string') return value.number;
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
