/** Reads a whole list, page by page, and hands it to the reader as a file. */
import type { Page } from '../../contract/common.ts';
import { type Query, request } from '../api/client.ts';
import { type Cell, csvText } from './csv.ts';

export interface ExportColumn<Row> {
  title: string;
  value: (row: Row) => Cell | null | undefined;
}

export interface Export<Row> {
  /** The file is named so, with the date. */
  name: string;
  path: string;
  query?: Query;
  columns: readonly ExportColumn<Row>[];
}

export const mostRows = 20_000;
const atOnce = 200;

/** Answers how many rows it were; null where there are too many, and nothing is handed over. */
export async function exportRows<Row>(what: Export<Row>, locale: string): Promise<number | null> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const query: Query = { ...what.query, limit: atOnce, cursor };
    const page: Page<Row> = await request<Page<Row>>('GET', what.path, { query });
    rows.push(...page.items);
    cursor = page.nextCursor;
    if (rows.length > mostRows) return null;
  } while (cursor !== null);
  handOver(what, rows, locale);
  return rows.length;
}

export function handOver<Row>({ name, columns }: Export<Row>, rows: readonly Row[], locale: string): void {
  const head = columns.map(({ title }) => title);
  const text = csvText([head, ...rows.map((row) => columns.map(({ value }) => value(row) ?? ''))], locale);
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}-${new Date().toLocaleDateString('sv')}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
