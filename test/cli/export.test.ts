/** `tandem export`: whole, to the cent, as of one moment, without secrets, and never over something that is there. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decimal, plainText, sum } from '../../src/base/decimal.ts';
import { createSeal } from '../../src/base/seal.ts';
import { exportCompanies, type Manifest } from '../../src/cli/export.ts';
import { createProgress } from '../../src/cli/progress.ts';
import { exportedTables, exportTotals, workingTables } from '../../src/db/export.ts';
import { createApiKey } from '../../src/shop/api-keys.ts';
import { createEmployee } from '../../src/shop/employees.ts';
import { recordPayment } from '../../src/shop/record-payment.ts';
import { createWebhookEndpoint } from '../../src/shop/webhook-endpoints.ts';
import { addCompany, type Company, startCompany } from '../shop/company.ts';

const clock = { now: () => new Date('2026-11-24T10:00:00Z') };
const folder = mkdtempSync(join(tmpdir(), 'tandem-export-'));
const password = 'correct horse battery';

let company: Company;
let manifest: Manifest;
let secrets: string[];
const shown: string[] = [];

beforeAll(async () => {
  company = await startCompany();
  await addCompany(company.database, 'Südwerk&Söhne');
  for (const amount of ['1.10', '2.20', '0.05']) {
    const { id } = await company.invoice();
    await company.run((tx, context) =>
      recordPayment(tx, context, id, { accountId: company.account('cash'), amount, reference: '=1+1' }),
    );
  }
  secrets = await company.run(async (tx, context) => {
    const rules = { allowPrivate: false, seal: createSeal('a key for tests only') };
    const endpoint = { url: 'https://example.com/', events: ['invoice.created' as const], active: true };
    const [role] = await tx<{ id: string }[]>`select id from roles where company_id = ${company.companyId} limit 1`;
    await createEmployee(tx, context, { email: 'sam@example.com', name: 'Sam', roleId: role?.id ?? '', password });
    const hook = await createWebhookEndpoint(tx, context, endpoint, rules);
    return [(await createApiKey(tx, context, { name: 'Till' })).key, hook.secret];
  });
  const progress = createProgress(
    { write: (line) => shown.push(line), isTTY: true },
    'Exporting',
    () => shown.length * 1000,
  );
  manifest = (await exportCompanies(company.database, { to: join(folder, 'all') }, { clock, progress })).manifest;
});
afterAll(async () => {
  await company?.drop();
  rmSync(folder, { recursive: true });
});

const exported = () => manifest.companies.find(({ id }) => id === company.companyId);
const text = (path: string) => readFileSync(join(folder, 'all', path), 'utf8');
const records = (table: string): Record<string, string>[] =>
  text(`${exported()?.folder}/records/${table}.jsonl`)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
/** Of a sheet whose cells hold no line breaks. */
function column(sheet: string, name: string): string[] {
  const [head = '', ...lines] = text(`${exported()?.folder}/bookkeeping/${sheet}.csv`).slice(1).trimEnd().split('\r\n');
  const place = head.split(',').indexOf(name);
  return lines.map((line) => line.split(',')[place] ?? '');
}
const total = (amounts: readonly (string | undefined)[]) =>
  plainText(sum(amounts.map((amount) => decimal(amount ?? ''))));

test('the sums of records, sheets and manifest are those of the invoices and of the ledger', async () => {
  const totals = await company.read((reader) => exportTotals(reader, company.companyId));
  expect(exported()?.totals).toEqual(totals);
  expect(totals.invoices).toBe(3);
  const same = (amount: string) => plainText(decimal(amount));
  expect(same(totals.paid)).toBe('3.35');
  for (const [field, expected] of [
    ['total', totals.total],
    ['paid', totals.paid],
  ] as const) {
    expect(total(column('invoices', field))).toBe(same(expected));
    expect(total(records('invoices').map((row) => row[field]))).toBe(same(expected));
  }
  expect(total(column('payments', 'amount'))).toBe('3.35');
  expect(total(column('account-transactions', 'amount'))).toBe(same(totals.accountTransactions));
  expect(total(column('accounts', 'balance'))).toBe(same(totals.accountBalances));
  expect(total(records('account_transactions').map(({ amount }) => amount))).toBe('3.35');
  expect(column('payments', 'amount')).toContain('0.05');
  for (const row of records('payments')) expect(typeof row.amount).toBe('string');
});

test('each file is as the manifest says, and a spreadsheet runs nothing of it', () => {
  for (const { folder: name, files } of manifest.companies) {
    const there = ['records', 'bookkeeping'].flatMap((part) =>
      readdirSync(join(folder, 'all', name, part)).map((file) => `${name}/${part}/${file}`),
    );
    expect(files.map(({ path }) => path).sort()).toEqual(there.sort());
    for (const { path, rows, bytes, sha256 } of files) {
      const content = readFileSync(join(folder, 'all', path));
      expect([bytes, sha256]).toEqual([content.byteLength, createHash('sha256').update(content).digest('hex')]);
      const lines = content.toString('utf8').split('\n').length - 1;
      expect(path.endsWith('.csv') ? lines - 1 : lines, path).toBe(rows);
    }
  }
  expect(column('payments', 'reference')).toEqual(["'=1+1", "'=1+1", "'=1+1"]);
});

test('it holds this company and no other, and no secret', () => {
  expect(manifest.companies.map(({ folder: name }) => name)).toEqual([
    expect.stringMatching(/^Northside-[0-9a-f]{8}$/),
    expect.stringMatching(/^Sudwerk-Sohne-[0-9a-f]{8}$/),
  ]);
  const other = manifest.companies.find(({ id }) => id !== company.companyId)?.id ?? '';
  const all =
    exported()
      ?.files.map(({ path }) => text(path))
      .join('\n') ?? '';
  expect(all).toContain('sam@example.com');
  for (const unwanted of [...secrets, password, '$argon2', 'key_hash', other]) expect(all).not.toContain(unwanted);
});

test('every table is exported or known to be needed by the running program alone', async () => {
  const tables = await company.read(
    (reader) => reader<{ name: string }[]>`
      select distinct table_name as name from information_schema.columns
      where table_schema = 'public' and (column_name = 'company_id' or table_name = 'companies')`,
  );
  expect(tables.map(({ name }) => name).sort()).toEqual([...exportedTables, ...workingTables].sort());
});

test('all is as it was at one moment', async () => {
  await company.database.snapshot(company.companyId, async (reader) => {
    const before = await exportTotals(reader, company.companyId);
    await company.invoice();
    expect(await exportTotals(reader, company.companyId)).toEqual(before);
  });
  const after = await company.read((reader) => exportTotals(reader, company.companyId));
  expect(after.invoices).toBe(4);
});

test('what is there is not overwritten, and what failed leaves no folder of that name', async () => {
  const progress = createProgress({ write: () => undefined }, 'Exporting');
  const again = exportCompanies(company.database, { to: join(folder, 'all') }, { clock, progress });
  await expect(again).rejects.toThrow(/is there already, and nothing is overwritten/);
  const failing = {
    show: () => {
      throw new Error('the disk is full');
    },
    end: () => undefined,
  };
  const failed = exportCompanies(company.database, { to: join(folder, 'half') }, { clock, progress: failing });
  await expect(failed).rejects.toThrow('the disk is full');
  expect(existsSync(join(folder, 'half'))).toBe(false);
  const nobody = exportCompanies(
    company.database,
    { company: 'Nobody', to: join(folder, 'none') },
    { clock, progress },
  );
  await expect(nobody).rejects.toThrow('There is no company “Nobody”.');
});

test('how far it is shows', () => {
  expect(shown.at(-2)).toMatch(/Exporting {2}█{24} 100% {2}(\d+) of \1$/);
  expect(shown.at(-1)).toBe('\n');
});
