/** All rows of a database as they are now, to be brought back again and again: faster than a new database, and its connections stay warm. */
import postgres from 'postgres';

export interface KeptRows {
  bringBack(): Promise<void>;
  close(): Promise<void>;
}

interface Table {
  name: string;
  /** Those that are not generated. */
  columns: string;
}

/** `adminUrl`: a superuser's, since triggers and references have to rest meanwhile. */
export async function keepRows(adminUrl: string): Promise<KeptRows> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined, idle_timeout: 0 });
  const tables = await admin<Table[]>`
    select quote_ident(table_name) as name, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'
    group by table_name order by table_name`;
  const keep = tables.map(({ name, columns }) => `create table kept.${name} as select ${columns} from public.${name};`);
  await admin.unsafe(`create schema kept; ${keep.join('\n')}`);
  const back = tables.map(
    ({ name, columns }) =>
      `delete from public.${name}; insert into public.${name} (${columns}) overriding system value select ${columns} from kept.${name};`,
  );
  const script = `begin; set local session_replication_role = replica; ${back.join('\n')} commit;`;
  return {
    async bringBack() {
      await admin.unsafe(script);
    },
    async close() {
      await admin.end({ timeout: 5 });
    },
  };
}
