/**
 * Fills a company with invoices by SQL, as many as are wished, as if they had been made over eight years and had long been
 * in step with QuickBooks: nearly all paid, a few of them open, held or cancelled.
 */
import type postgres from 'postgres';

export interface FillOptions {
  companyId: string;
  realmId: string;
  /** Numbers after this one are made, up to `invoices`. */
  from?: number;
  invoices: number;
  clients: number;
  /** The last day of the eight years. */
  today: string;
}

/** In a system transaction, or a superuser's. Ids sort by the day they stand for, as those of the program do. */
export async function fillShop(tx: postgres.TransactionSql, options: FillOptions): Promise<void> {
  const { companyId, realmId, from = 0, invoices, clients, today } = options;
  await tx`create temporary table names on commit drop as
      select array['Ada','Boris','Carmen','Denis','Elena','Farid','Greta','Hanna','Igor','Julia','Kamal','Lena','Marc',
        'Nadia','Oscar','Paula','Quentin','Rosa','Sami','Tara','Ugo','Vera','Wim','Xenia','Yann','Zoe'] as first,
        array['Abbott','Berger','Costa','Dupont','Evans','Fischer','Garcia','Haddad','Ivanov','Jensen','Keller','Lopez',
        'Moreau','Novak','Ortiz','Petrov','Quinn','Rossi','Schmidt','Taylor','Ueda','Vogel','Weber','Xu','Young',
        'Zimmer'] as last`;
  await tx`
      insert into clients (company_id, id, type, first_name, last_name, name, email, created_at, updated_at)
      select ${companyId}, gen_random_uuid(), 'person', first, last, first || ' ' || last,
        lower(first || '.' || last || '@example.com'), now(), now()
      from (select names.first[1 + n % 26] as first, names.last[1 + n / 26 % 26] || ' ' || n as last
        from names, generate_series(1, ${clients}::integer) as n) as made`;
  await tx`
      create temporary table made on commit drop as
      with ours as (
        select array(select id from clients where company_id = ${companyId}) as clients,
          array(select id from invoice_statuses where company_id = ${companyId} order by position) as statuses,
          (select id from locations where company_id = ${companyId} limit 1) as location)
      select n, ${today}::date - ((${invoices} - n)::bigint * 2920 / ${invoices})::integer as day,
        (lpad(to_hex((extract(epoch from ${today}::timestamptz) * 1000
          - (${invoices} - n)::bigint * 252288000000 / ${invoices})::bigint), 12, '0')
          || '7' || substr(md5('a' || n), 1, 3) || 'a' || substr(md5('b' || n), 1, 15))::uuid as id,
        ours.clients[1 + (n::bigint * 7919 % array_length(ours.clients, 1))::integer] as client_id,
        -- New, in progress, paid, cancelled: the newest are open, one in a hundred is cancelled.
        ours.statuses[case when n % 100 = 0 then 4 when n > ${invoices} - 500 then 1 + n % 2 when n % 500 = 1 then 2 else 3 end]
          as status_id,
        n % 100 <> 0 and n <= ${invoices} - 500 and n % 500 <> 1 as paid,
        ours.location as location_id, 40 + n % 400 as amount, gen_random_uuid() as payment_id
      from ours, generate_series(${from}::integer + 1, ${invoices}::integer) as n`;
  await tx`
      insert into invoices (company_id, id, number, issue_date, due_date, location_id, client_id, status_id, lines,
        tax_rounding, subtotal, discount_total, tax_total, total, paid, created_at, updated_at)
      select ${companyId}, id, 'INV-' || lpad(n::text, 7, '0'), day, day + 14, location_id, client_id, status_id,
        jsonb_build_array(jsonb_build_object('id', '1', 'itemId', null, 'name', 'Service ' || n % 50, 'description', null,
          'quantity', '1', 'unitPrice', amount::text, 'discount', null, 'taxIds', '[]'::jsonb, 'total', amount::text)),
        'document', amount, 0, 0, amount, case when paid then amount else 0 end, day, day
      from made order by n`;
  await tx`
      insert into payments (company_id, id, invoice_id, account_id, amount, date, origin, state, created_at, updated_at)
      select ${companyId}, payment_id, made.id, accounts.id, amount, day + 3,
        case when n % 4 = 0 then 'quickbooks' else 'shop' end, case when n % 1000 = 3 then 'deleted' else 'active' end, day, day
      from made join accounts on accounts.company_id = ${companyId} and accounts.kind = 'bank' where made.paid order by n`;
  await fillSync(tx, { companyId, realmId });
}

async function fillSync(tx: postgres.TransactionSql, { companyId, realmId }: { companyId: string; realmId: string }) {
  await tx`
    insert into links (company_id, realm_id, kind, shop_id, books_id, state, doc_number, last_synced_at, base)
    select ${companyId}, ${realmId}, 'invoice', id, n::text,
      case when n % 2000 = 7 then 'held' when n % 20000 = 9 then 'conflict' when n % 100000 = 11 then 'failed'
        when n % 100 = 0 then 'voided' else 'synced' end,
      'INV-' || lpad(n::text, 7, '0'), day, '{}'
    from made where n % 1500 <> 13 order by n`;
  await tx`
    insert into sync_log (company_id, id, at, direction, entity, invoice_id, books_id, action, outcome, request_id,
      intuit_tid, duration_ms, detail)
    select ${companyId}, (substr(id::text, 1, 23) || '-' || substr(md5('c' || n), 1, 12))::uuid, day,
      case when n % 4 = 0 then 'from_quickbooks' else 'to_quickbooks' end, 'invoice', id, n::text,
      case when n % 4 = 0 then 'payment_create' else 'create' end,
      case when n % 2000 = 7 then 'held' when n % 100000 = 11 then 'refused' else 'done' end,
      md5('d' || n), 'tid-' || md5('e' || n), 120,
      jsonb_build_object('request', jsonb_build_object('DocNumber', n, 'PrivateNote', md5('f' || n), 'CustomerMemo', md5('g' || n)))
    from made order by n`;
  await tx`
    insert into issues (company_id, id, realm_id, code, invoice_id, state, since, changed_at)
    select ${companyId}, gen_random_uuid(), ${realmId}, case when n % 2 = 0 then 'total_mismatch' else 'unmapped_tax' end, id,
      case when n % 2000 = 7 then 'open' else 'closed' end, day, day
    from made where n % 2000 = 7 or n % 1000 = 5`;
}
