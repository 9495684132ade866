/** Copies of a company that is in step with QuickBooks, by SQL: thousands of connected companies in seconds. */
import postgres from 'postgres';

const ofCompany = [
  'roles',
  'locations',
  'clients',
  'taxes',
  'items',
  'accounts',
  'payment_methods',
  'invoice_statuses',
  'invoices',
  'integrations',
  'connections',
  'links',
  'mirrors',
  'mirror_versions',
];
const ofInvoice = ['invoices', 'links', 'mirrors'];

export interface Original {
  companyId: string;
  realmId: string;
  /** Of an invoice that is synced, and its number. */
  invoice: { id: string; number: string; booksId: string };
}

/** The copies have nothing to do: the same invoice, in step, and no sweep for a day. */
export async function cloneCompany(adminUrl: string, original: Original, copies: number): Promise<void> {
  const { companyId, realmId } = original;
  await asSuperuser(adminUrl, async (tx) => {
    await tx`create temporary table copies on commit drop as
      select gen_random_uuid()::text as company_id, ${realmId} || '-' || gen_random_uuid() as realm_id from generate_series(1, ${copies}::integer)`;
    await copyRows(tx, 'companies', {
      rows: tx`companies.id = ${companyId}`,
      changed: tx`replace(doc, ${companyId}, copies.company_id)`,
    });
    for (const table of ofCompany) {
      await copyRows(tx, table, {
        rows: tx`${tx(table)}.company_id = ${companyId}`,
        changed: tx`replace(replace(doc, ${companyId}, copies.company_id), ${`"${realmId}"`}, '"' || copies.realm_id || '"')`,
      });
    }
    await tx`update connections set next_sweep_at = now() + interval '1 day', lists_read_at = now()`;
    await tx`delete from looks`;
  });
}

/** Copies of its one invoice within a company. */
export async function cloneInvoice(adminUrl: string, original: Original, copies: number): Promise<void> {
  const { companyId, invoice } = original;
  await asSuperuser(adminUrl, async (tx) => {
    await tx`create temporary table copies on commit drop as
      select gen_random_uuid()::text as id, 'COPY-' || n as number, (1000000 + n)::text as books_id
      from generate_series(1, ${copies}::integer) as n`;
    const mine = {
      invoices: tx`id = ${invoice.id}`,
      links: tx`shop_id = ${invoice.id}`,
      mirrors: tx`entity = 'Invoice'`,
    };
    for (const table of ofInvoice) {
      await copyRows(tx, table, {
        rows: tx`${tx(table)}.company_id = ${companyId} and ${mine[table as keyof typeof mine]}`,
        changed: tx`replace(replace(replace(doc, ${invoice.id}, copies.id), ${invoice.number}, copies.number),
          ${`"${invoice.booksId}"`}, '"' || copies.books_id || '"')`,
      });
    }
  });
}

async function asSuperuser(adminUrl: string, work: (tx: postgres.TransactionSql) => Promise<void>): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`set local synchronous_commit = off`;
      await work(tx);
    });
    // What a database that has run for a while has done already.
    await sql`vacuum analyze`;
  } finally {
    await sql.end();
  }
}

/** Each row for each of `copies`, its text changed by `changed`; what Postgres computes itself is left to it. */
async function copyRows(
  tx: postgres.TransactionSql,
  table: string,
  how: { rows: postgres.Fragment; changed: postgres.Fragment },
): Promise<void> {
  const columns = await tx<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`;
  const names = columns.map((column) => column.name);
  await tx`
    insert into ${tx(table)} (${tx(names)})
    select ${tx(names.map((name) => `copied.${name}`))}
    from (select to_jsonb(${tx(table)})::text as doc from ${tx(table)} where ${how.rows}) as original
    cross join copies
    cross join lateral jsonb_populate_record(null::${tx(table)}, (${how.changed})::jsonb) as copied`;
}
