/**
 * `tandem export`: everything of companies as files that a bookkeeper and a program can read, each company as it was at one
 * moment. It is written beside its place and moved there when it is whole, so a folder of that name is never half an export.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { byteOrderMark, type Cell, csvRow } from '../base/csv.ts';
import { amountText, currencyPlaces, decimal, plainText } from '../base/decimal.ts';
import { allCompanies } from '../db/companies.ts';
import type { Database, Reader } from '../db/database.ts';
import {
  countExported,
  type ExportTotals,
  exportedTables,
  exportRecords,
  exportTotals,
  type Sheet,
  type SheetColumn,
  sheets,
} from '../db/export.ts';
import type { Company } from '../domain/company.ts';
import { invalid } from '../domain/refused.ts';
import { companyNamed } from './company-named.ts';
import type { Progress } from './progress.ts';

export interface ExportOptions {
  /** A name or an id; absent: all companies. */
  company?: string;
  /** A folder that is not there yet. */
  to: string;
}

export interface ExportedFile {
  path: string;
  rows: number;
  bytes: number;
  sha256: string;
}

export interface Manifest {
  format: 'tandem-export';
  version: 1;
  exportedAt: string;
  companies: {
    id: string;
    name: string;
    currency: string;
    folder: string;
    /** All that the files hold is as it was then. */
    asOf: string;
    totals: ExportTotals;
    files: ExportedFile[];
  }[];
}

const privateFolder = { mode: 0o700 } as const;
const privateFile = { mode: 0o600 } as const;

export async function exportCompanies(
  database: Database,
  options: ExportOptions,
  by: { clock: Clock; progress: Progress },
): Promise<{ folder: string; manifest: Manifest }> {
  const folder = resolve(options.to);
  const unfinished = `${folder}.unfinished`;
  for (const taken of [folder, unfinished]) {
    if (existsSync(taken))
      throw invalid('to', `${taken} is there already, and nothing is overwritten. Name another folder, or remove it.`);
  }
  const companies = options.company
    ? [await companyNamed(database, options.company)]
    : await database.system(allCompanies);
  await mkdir(unfinished, { recursive: true, ...privateFolder });
  const manifest: Manifest = {
    format: 'tandem-export',
    version: 1,
    exportedAt: by.clock.now().toISOString(),
    companies: [],
  };
  for (const company of companies)
    manifest.companies.push(await exportCompany(database, company, { ...by, into: unfinished }));
  await writeFile(join(unfinished, 'README.txt'), explanation, privateFile);
  await writeFile(join(unfinished, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, privateFile);
  await rename(unfinished, folder);
  by.progress.end();
  return { folder, manifest };
}

async function exportCompany(
  database: Database,
  company: Company,
  { clock, progress, into }: { clock: Clock; progress: Progress; into: string },
): Promise<Manifest['companies'][number]> {
  const { id, name, currency } = company;
  const folder = folderName(company);
  for (const part of ['bookkeeping', 'records'])
    await mkdir(join(into, folder, part), { recursive: true, ...privateFolder });
  return database.snapshot(id, async (reader) => {
    await reader`set local time zone 'UTC'`;
    const totals = await exportTotals(reader, id);
    const asOf = clock.now().toISOString();
    const total = await countExported(reader, id);
    let done = 0;
    const files: ExportedFile[] = [];
    for (const table of exportedTables) {
      const path = `${folder}/records/${table}.jsonl`;
      const file = await writeFileAt(into, path, async (write) => {
        for await (const rows of exportRecords(reader, id, table)) {
          await write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''), rows.length);
          done += rows.length;
          progress.show(done, total);
        }
      });
      files.push(file);
    }
    for (const sheet of sheets) files.push(await writeSheet(reader, { company, sheet, into, folder }));
    return { id, name, currency, folder, asOf, totals, files };
  });
}

async function writeSheet(
  reader: Reader,
  of: { company: Company; sheet: Sheet; into: string; folder: string },
): Promise<ExportedFile> {
  const { company, sheet } = of;
  const places = currencyPlaces(company.currency);
  return writeFileAt(of.into, `${of.folder}/bookkeeping/${sheet.name}.csv`, async (write) => {
    await write(byteOrderMark + csvRow(sheet.columns.map(({ name }) => name)), 0);
    for await (const rows of sheet.rows(reader, company.id)) {
      const lines = rows.map((row) => csvRow(sheet.columns.map((column) => cell(column, row[column.name], places))));
      await write(lines.join(''), rows.length);
    }
  });
}

function cell({ kind }: SheetColumn, value: unknown, places: number): Cell {
  if (value === null || value === undefined) return '';
  const text = String(value);
  if (kind === 'text') return text;
  return { number: kind === 'amount' ? amountText(decimal(text), places) : plainText(decimal(text)) };
}

type Write = (text: string, rows: number) => Promise<void>;

async function writeFileAt(folder: string, path: string, fill: (write: Write) => Promise<void>): Promise<ExportedFile> {
  const handle = await open(join(folder, path), 'wx', privateFile.mode);
  const hash = createHash('sha256');
  let [rows, bytes] = [0, 0];
  try {
    await fill(async (text, count) => {
      const chunk = Buffer.from(text);
      hash.update(chunk);
      rows += count;
      bytes += chunk.byteLength;
      await handle.appendFile(chunk);
    });
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { path, rows, bytes, sha256: hash.digest('hex') };
}

/** The name for people, the end of the id so that no two are the same. */
function folderName({ name, id }: Company): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  return `${plain || 'company'}-${id.slice(-8)}`;
}

const explanation = `This is an export of Tandem.

manifest.json        what was exported and when: each file with its rows and SHA-256, and the sums to hold them against.
*/bookkeeping/*.csv  invoices, lines, payments, accounts, clients and items for people: UTF-8, with commas, amounts with a point.
*/records/*.jsonl    all records for programs: one JSON object a line, amounts as decimal text, times in UTC (RFC 3339).

Passwords, keys, tokens and other secrets are not in it. What it holds of clients is personal data: keep it accordingly.
`;
