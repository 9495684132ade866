/**
 * What an export of a company holds. `records`: the rows of its tables, whole, one JSON object each. `sheets`: what a bookkeeper
 * reads, with names in place of ids. Numbers are decimal text everywhere; secrets and hashes of secrets are in neither.
 */
import type { Id } from '../base/ids.ts';
import type { Reader } from './database.ts';

/** A test holds the two lists to the schema: a table is exported or named here with the others. */
export const exportedTables = [
  'companies',
  'locations',
  'roles',
  'employees',
  'clients',
  'items',
  'taxes',
  'accounts',
  'account_transactions',
  'payment_methods',
  'invoice_statuses',
  'invoices',
  'payments',
  'credits',
  'invoice_events',
  'integrations',
  'connections',
  'links',
  'mirrors',
  'mirror_versions',
  'customer_balances',
  'erased_records',
  'issues',
  'sync_log',
  'jobs',
  'job_items',
  'webhook_endpoints',
  'api_keys',
  'sample_records',
  'audit_log',
] as const;
export type ExportedTable = (typeof exportedTables)[number];

/** What only the running program needs: who is signed in, what is under way, what is forgotten after a time. */
export const workingTables = [
  'sessions',
  'recovery_codes',
  'oauth_states',
  'idempotency_keys',
  'looks',
  'leases',
  'expected_events',
  'webhook_events',
  'intents',
  'calls',
  'deliveries',
  'mails',
  'notices',
  'digests',
] as const;

/** Beside every column of bytes: those are sealed secrets and hashes. */
const secretColumns: readonly string[] = ['password_hash'];

const rowsAtOnce = 500;

/** The rows of a table, some hundreds at a time. Each is an object whose numbers with decimals are text. */
export async function* exportRecords(
  reader: Reader,
  companyId: Id,
  table: ExportedTable,
): AsyncGenerator<Record<string, unknown>[]> {
  const columns = await reader<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = ${table} order by ordinal_position`;
  const chosen = columns
    .filter(({ name, type }) => type !== 'bytea' && !secretColumns.includes(name))
    .map(({ name, type }) =>
      type === 'numeric' ? reader`trim_scale(${reader(name)})::text as ${reader(name)}` : reader`${reader(name)}`,
    );
  const key = table === 'companies' ? 'id' : 'company_id';
  const selected = chosen.reduce((all, column) => reader`${all}, ${column}`);
  const rows = reader<{ record: Record<string, unknown> }[]>`
    select to_jsonb(chosen) as record from (
      select ${selected} from ${reader(table)} where ${reader(key)} = ${companyId}) as chosen`;
  for await (const some of rows.cursor(rowsAtOnce)) yield some.map(({ record }) => record);
}

export interface SheetColumn {
  name: string;
  /** An amount has the decimals of the company's currency. */
  kind: 'text' | 'number' | 'amount';
}

const text = (name: string): SheetColumn => ({ name, kind: 'text' });
const number = (name: string): SheetColumn => ({ name, kind: 'number' });
const amount = (name: string): SheetColumn => ({ name, kind: 'amount' });

export interface Sheet {
  name: string;
  columns: readonly SheetColumn[];
  rows(reader: Reader, companyId: Id): AsyncIterable<Record<string, unknown>[]>;
}

type Row = Record<string, unknown>;

export const sheets: readonly Sheet[] = [
  {
    name: 'clients',
    columns: [text('name'), text('type'), text('email'), text('phone'), text('taxNumber'), text('address'), text('id')],
    rows: (reader, companyId) =>
      reader<Row[]>`
        select name, type, email, phone, tax_number as "taxNumber", id,
          array_to_string(array[address ->> 'line1', address ->> 'line2', address ->> 'postalCode', address ->> 'city',
            address ->> 'region', address ->> 'country'], ', ') as address
        from clients where company_id = ${companyId} order by lower(name), id`.cursor(rowsAtOnce),
  },
  {
    name: 'items',
    columns: [text('name'), text('kind'), text('sku'), number('price'), text('active'), text('id')],
    rows: (reader, companyId) =>
      reader<Row[]>`
        select name, kind, sku, price::text, active::text, id from items
        where company_id = ${companyId} order by lower(name), id`.cursor(rowsAtOnce),
  },
  {
    name: 'invoices',
    columns: [
      ...['number', 'issueDate', 'dueDate', 'client', 'payer', 'location', 'status', 'statusGroup', 'voided'].map(text),
      ...['subtotal', 'discountTotal', 'taxTotal', 'total', 'paid', 'credited', 'balanceDue'].map(amount),
      ...['quickBooksId', 'quickBooksNumber', 'comment', 'id'].map(text),
    ],
    rows: (reader, companyId) =>
      reader<Row[]>`
        select invoices.number, invoices.issue_date::text as "issueDate", invoices.due_date::text as "dueDate",
          clients.name as client, payers.name as payer, locations.name as location, statuses.name as status,
          statuses.status_group as "statusGroup", voided::text, subtotal::text, discount_total::text as "discountTotal",
          tax_total::text as "taxTotal", total::text, paid::text, credited::text,
          (case when voided then 0 else greatest(total - paid - credited, 0) end)::text as "balanceDue",
          links.books_id as "quickBooksId", links.doc_number as "quickBooksNumber", comment, invoices.id
        from invoices
        join clients on clients.company_id = invoices.company_id and clients.id = invoices.client_id
        join locations on locations.company_id = invoices.company_id and locations.id = invoices.location_id
        join invoice_statuses as statuses on statuses.company_id = invoices.company_id and statuses.id = invoices.status_id
        left join clients as payers on payers.company_id = invoices.company_id and payers.id = invoices.payer_id
        left join connections on connections.company_id = invoices.company_id and connections.current
        left join links on links.company_id = invoices.company_id and links.realm_id = connections.realm_id
          and links.kind = 'invoice' and links.shop_id = invoices.id
        where invoices.company_id = ${companyId} and deleted_at is null
        order by invoices.issue_date, invoices.id`.cursor(rowsAtOnce),
  },
  {
    name: 'invoice-lines',
    columns: [
      ...['invoice', 'issueDate', 'item', 'name', 'description'].map(text),
      ...['quantity', 'unitPrice'].map(number),
      ...['amount', 'documentDiscount', 'taxTotal'].map(amount),
      ...['taxes', 'invoiceId', 'lineId'].map(text),
    ],
    rows: (reader, companyId) =>
      reader<Row[]>`
        select invoices.number as invoice, issue_date::text as "issueDate", items.name as item, line ->> 'name' as name,
          line ->> 'description' as description, line ->> 'quantity' as quantity, line ->> 'unitPrice' as "unitPrice",
          line ->> 'amount' as amount, line ->> 'documentDiscount' as "documentDiscount", line ->> 'taxTotal' as "taxTotal",
          (select string_agg(tax ->> 'code', ' + ') from jsonb_array_elements(line -> 'taxes') as tax) as taxes,
          invoices.id as "invoiceId", line ->> 'id' as "lineId"
        from invoices cross join lateral jsonb_array_elements(invoices.lines) with ordinality as each(line, place)
        left join items on items.company_id = invoices.company_id and items.id::text = line ->> 'itemId'
        where invoices.company_id = ${companyId} and deleted_at is null
        order by issue_date, invoices.id, place`.cursor(rowsAtOnce),
  },
  {
    name: 'payments',
    columns: [
      ...['date', 'invoice', 'kind', 'state', 'origin', 'account', 'method'].map(text),
      amount('amount'),
      ...['reference', 'reason', 'id'].map(text),
    ],
    rows: (reader, companyId) =>
      reader<Row[]>`
        select payments.date::text, invoices.number as invoice, payments.kind, payments.state, origin,
          accounts.name as account, payment_methods.name as method, amount::text, reference, reason, payments.id
        from payments
        join invoices on invoices.company_id = payments.company_id and invoices.id = payments.invoice_id
        join accounts on accounts.company_id = payments.company_id and accounts.id = payments.account_id
        left join payment_methods on payment_methods.company_id = payments.company_id
          and payment_methods.id = payments.payment_method_id
        where payments.company_id = ${companyId} order by payments.date, payments.id`.cursor(rowsAtOnce),
  },
  {
    name: 'account-transactions',
    columns: [
      ...['date', 'account'].map(text),
      amount('amount'),
      ...['reason', 'invoice', 'paymentId', 'id'].map(text),
    ],
    rows: (reader, companyId) =>
      reader<Row[]>`
        select entry.date::text, accounts.name as account, entry.amount::text, entry.reason, invoices.number as invoice,
          entry.payment_id as "paymentId", entry.id
        from account_transactions as entry
        join accounts on accounts.company_id = entry.company_id and accounts.id = entry.account_id
        left join invoices on invoices.company_id = entry.company_id and invoices.id = entry.invoice_id
        where entry.company_id = ${companyId} order by entry.date, entry.id`.cursor(rowsAtOnce),
  },
  {
    name: 'accounts',
    columns: [...['name', 'kind', 'currency'].map(text), amount('balance'), ...['location', 'active', 'id'].map(text)],
    rows: (reader, companyId) =>
      reader<Row[]>`
        select accounts.name, kind, currency, balance::text, locations.name as location, accounts.active::text, accounts.id
        from accounts left join locations on locations.company_id = accounts.company_id and locations.id = accounts.location_id
        where accounts.company_id = ${companyId} order by lower(accounts.name), accounts.id`.cursor(rowsAtOnce),
  },
];

/** To hold an export against: the sums of what is not deleted, as decimal text. */
export interface ExportTotals {
  invoices: number;
  total: string;
  paid: string;
  credited: string;
  accountBalances: string;
  accountTransactions: string;
}

export async function exportTotals(reader: Reader, companyId: Id): Promise<ExportTotals> {
  const [row] = await reader<(Omit<ExportTotals, 'invoices'> & { invoices: string })[]>`
    select count(*) as invoices, coalesce(sum(total), 0)::text as total, coalesce(sum(paid), 0)::text as paid,
      coalesce(sum(credited), 0)::text as credited,
      (select coalesce(sum(balance), 0)::text from accounts where company_id = ${companyId}) as "accountBalances",
      (select coalesce(sum(amount), 0)::text from account_transactions where company_id = ${companyId})
        as "accountTransactions"
    from invoices where company_id = ${companyId} and deleted_at is null`;
  if (!row) throw new Error('An aggregate without a row.');
  return { ...row, invoices: Number(row.invoices) };
}

/** About how many rows there are, for the progress. */
export async function countExported(reader: Reader, companyId: Id): Promise<number> {
  let total = 0;
  for (const table of exportedTables) {
    const key = table === 'companies' ? 'id' : 'company_id';
    const [row] = await reader<{ count: string }[]>`
      select count(*) from ${reader(table)} where ${reader(key)} = ${companyId}`;
    total += Number(row?.count ?? 0);
  }
  return total;
}
