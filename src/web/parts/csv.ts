/**
 * Rows as a table for the reader's own spreadsheet (CSV): where the decimal sign is a comma, fields are parted by semicolons.
 * Text that a spreadsheet would take for a formula is disarmed; numbers are decimal text and stay exact.
 */
export type Cell = string | { number: string };

export function csvText(rows: readonly (readonly Cell[])[], locale: string): string {
  const comma = new Intl.NumberFormat(locale).format(1.5).includes(',');
  const separator = comma ? ';' : ',';
  const cellText = (value: Cell) => {
    if (typeof value !== 'string') return comma ? value.number.replace('.', ',') : value.number;
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[";,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  // A byte order mark, by which spreadsheets know UTF-8.
  return `\uFEFF${rows.map((row) => `${row.map(cellText).join(separator)}\r\n`).join('')}`;
}
