/** A filled shop in a database of the bench: as a superuser, without triggers, foreign keys and the index of texts meanwhile. */
import postgres from 'postgres';
import { type FillOptions, fillShop } from './fill-shop.ts';

const index = 'create index search_grams_find on search_grams using gin (grams) with (fastupdate = off)';

export async function fillFast(adminUrl: string, options: FillOptions): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  const { companyId } = options;
  try {
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`set local synchronous_commit = off`;
      await tx`drop index search_grams_find`;
      await fillShop(tx, options);
      await tx`
        insert into search_grams (subject_id, kind, grams)
        select id, 'client', search_grams_of(company_id, name, 1) from clients where company_id = ${companyId}
        on conflict do nothing`;
      await tx`
        insert into search_grams (subject_id, kind, grams)
        select id, 'invoice', search_grams_of(company_id, number, 1) from invoices where company_id = ${companyId}
        on conflict do nothing`;
      await tx`set local maintenance_work_mem = '256MB'`;
      await tx.unsafe(index);
    });
    await sql.unsafe('vacuum analyze');
  } finally {
    await sql.end();
  }
}
