/**
 * Takes a client's person out of every table that holds a copy; invoices and amounts stay. All of it runs in the transaction
 * of the command, in order: `markErased` first, since the triggers on what QuickBooks answered go by what it writes. What each
 * table keeps is in docs/decisions/0033.
 */
import type { Id } from '../base/ids.ts';
import type { Reader, Tx } from './database.ts';
import { likeText } from './page.ts';

export interface Erased {
  companyId: Id;
  clientId: Id;
  /** What stands in place of the name. */
  label: string;
  now: Date;
  /** Every invoice that the client has or had, or pays or paid for another; deleted ones too. */
  invoiceIds: readonly Id[];
}

/** For `invoiceIds`: those of now, and by their history those that were passed on to another. */
export async function invoicesEver(reader: Reader, companyId: Id, clientId: Id): Promise<Id[]> {
  const rows = await reader<{ id: Id }[]>`
    select id from invoices where company_id = ${companyId} and (client_id = ${clientId} or payer_id = ${clientId})
    union select invoice_id from invoice_events
    where company_id = ${companyId} and changes::text like ${likeText(clientId)}`;
  return rows.map((row) => row.id);
}

/** Numbers of the client's invoices that the sync has work with or a person has to answer for; at most `limit`. */
export async function unsettledInvoices(
  reader: Reader,
  query: Pick<Erased, 'companyId' | 'clientId' | 'invoiceIds'> & { limit: number },
): Promise<string[]> {
  const { companyId, clientId, limit } = query;
  const rows = await reader<{ number: string }[]>`
    select number from invoices where company_id = ${companyId} and id = any(${[...query.invoiceIds]}::uuid[]) and (
      exists (select 1 from looks where company_id = ${companyId} and kind = 'invoice' and subject_id = invoices.id::text)
      or exists (select 1 from links join connections using (company_id, realm_id)
        where links.company_id = ${companyId} and links.kind = 'invoice' and shop_id = invoices.id and connections.current
          and (links.state in ('pending', 'held', 'conflict', 'failed') or waiting_since is not null))
      or exists (select 1 from issues join connections using (company_id, realm_id)
        where issues.company_id = ${companyId} and issues.invoice_id = invoices.id and connections.current
          and issues.state = 'open')
      or exists (select 1 from job_items join jobs on jobs.company_id = job_items.company_id and jobs.id = job_id
        where job_items.company_id = ${companyId} and subject = invoices.id::text and job_items.state <> 'done'
          and jobs.state in ('preparing', 'running'))
      or exists (select 1 from intents, jsonb_array_elements(members) as member where company_id = ${companyId}
        and answered_at is null and (member ->> 'invoiceId' = invoices.id::text or member ->> 'shopId' = ${clientId})))
    order by number limit ${limit}`;
  return rows.map((row) => row.number);
}

/** Ends the pass that a worker is in, which may still know the person: it begins again from what is stored. */
export async function endPass(tx: Tx, companyId: Id): Promise<void> {
  await tx`delete from leases where company_id = ${companyId}`;
}

/** Answers the ids of the customers in QuickBooks that stood for the client, of all companies there it was in. */
export async function markErased(tx: Tx, erased: Erased): Promise<string[]> {
  const { companyId, clientId, label, now } = erased;
  await tx`
    update clients set name = ${label}, first_name = null, last_name = null, email = null, phone = null,
      tax_number = null, address = null, active = false, erased_at = ${now}, version = version + 1, updated_at = ${now}
    where company_id = ${companyId} and id = ${clientId}`;
  await tx`
    insert into erased_records (company_id, realm_id, entity, books_id, label)
    select company_id, realm_id, 'Invoice', books_id, ${label} from links
    where company_id = ${companyId} and kind = 'invoice' and books_id is not null and shop_id in (
      select id from invoices where company_id = ${companyId} and id = any(${[...erased.invoiceIds]}::uuid[])
        and client_id <> ${clientId})
    on conflict do nothing`;
  // One that a client who is still here shares, after a merge there, is that client's.
  await tx`
    insert into erased_records (company_id, realm_id, entity, books_id, label)
    select company_id, realm_id, 'Customer', books_id, ${label} from links
    where company_id = ${companyId} and kind = 'client' and shop_id = ${clientId} and books_id is not null
      and not exists (select 1 from links as other join clients on clients.company_id = other.company_id
          and clients.id = other.shop_id
        where other.company_id = links.company_id and other.realm_id = links.realm_id and other.kind = 'client'
          and other.books_id = links.books_id and clients.erased_at is null)
    on conflict do nothing`;
  const customers = await tx<{ books_id: string }[]>`
    select distinct books_id from links
    where company_id = ${companyId} and kind = 'client' and shop_id = ${clientId} and books_id is not null order by books_id`;
  return customers.map((row) => row.books_id);
}

/** The mirror and its versions: written over themselves, and the triggers leave the person out. */
export async function eraseFromMirrors(tx: Tx, { companyId, label }: Erased): Promise<void> {
  for (const table of ['mirrors', 'mirror_versions'] as const) {
    await tx`
      update ${tx(table)} as record set doc = doc from erased_records as erased
      where record.company_id = ${companyId} and erased.company_id = ${companyId} and erased.label = ${label}
        and record.realm_id = erased.realm_id
        and ((erased.entity = record.entity and erased.books_id = record.books_id)
          or (erased.entity = 'Customer' and record.doc -> 'CustomerRef' ->> 'value' = erased.books_id))`;
  }
}

/** Comments, the history, and what both sides agreed on: alike, so that the sync finds nothing to do. */
export async function eraseFromInvoices(tx: Tx, { companyId, clientId, label, now }: Erased): Promise<void> {
  const own = tx`select id from invoices where company_id = ${companyId} and client_id = ${clientId}`;
  await tx`
    update invoices set comment = null, version = version + 1, updated_at = ${now}
    where company_id = ${companyId} and client_id = ${clientId} and comment is not null`;
  await tx`
    update invoice_events set changes = (select coalesce(jsonb_agg(change order by place), '[]')
      from jsonb_array_elements(changes) with ordinality as each (change, place)
      where change ->> 'field' not in ('comment', 'statusComment'))
    where company_id = ${companyId} and invoice_id in (${own})
      and jsonb_path_exists(changes, '$[*] ? (@.field == "comment" || @.field == "statusComment")')`;
  await tx`
    update invoice_events set changes = under_another_name(changes, ${clientId}, ${label})
    where company_id = ${companyId} and changes::text like ${likeText(clientId)}`;
  // `announced` of former releases is the text of QuickBooks' facts, compared as such: the memo is cut out of it.
  await tx`
    update links set base = base #- '{shop,memo}' #- '{books,memo}' #- '{announced,memo}' || case
      when jsonb_typeof(base -> 'announced') = 'string' then jsonb_build_object('announced',
        regexp_replace(base ->> 'announced', ',"memo":"(?:[^"\\\\]|\\\\.)*"', ''))
      else '{}' end
    where company_id = ${companyId} and kind = 'invoice' and shop_id in (${own}) and base is not null`;
  // A name that QuickBooks refused stands in its refusal.
  await tx`
    update links set trouble = null
    where company_id = ${companyId} and kind = 'client' and shop_id = ${clientId} and trouble is not null`;
}

/** What was sent and answered, and what was said about it. Without it a write to these invoices can no longer be undone. */
export async function eraseFromSync(tx: Tx, erased: Erased, words: readonly string[]): Promise<void> {
  const { companyId, clientId, label } = erased;
  const concerned = tx`select unnest(${[...erased.invoiceIds]}::uuid[])`;
  // A customer that QuickBooks refused to make has no id there: its request is known by its words, or by what was asked.
  await tx`
    update sync_log set detail = null where company_id = ${companyId} and detail is not null and (
      invoice_id in (${concerned})
      or (invoice_id is null and detail::text ilike any(${words.map(likeText)}))
      or (entity = 'customer' and books_id in (
        select books_id from links where company_id = ${companyId} and kind = 'client' and shop_id = ${clientId}))
      or (entity = 'customer' and outcome <> 'done' and request_id in (
        select request_id from intents, jsonb_array_elements(members) as member
        where company_id = ${companyId} and member ->> 'shopId' = ${clientId})))`;
  await tx`
    update intents set body = '{}', members = '[]' where company_id = ${companyId} and answered_at is not null
      and exists (select 1 from jsonb_array_elements(members) as member where member ->> 'shopId' = ${clientId}
        or member ->> 'invoiceId' = any(${[...erased.invoiceIds]}::text[]))`;
  await tx`
    update issues set quickbooks = null, conflict = null, dismiss_reason = null,
      params = params || case when params ? 'name' then jsonb_build_object('name', ${label}::text) else '{}' end
    where company_id = ${companyId} and invoice_id in (${concerned})`;
  await tx`
    update job_items set detail = under_another_name(detail, ${clientId}, ${label})
    where company_id = ${companyId} and detail::text like ${likeText(clientId)}`;
  await tx`
    update job_items set detail = detail || jsonb_build_object('name', ${label}::text) from jobs, erased_records as gone
    where job_items.company_id = ${companyId} and jobs.company_id = ${companyId} and jobs.id = job_id
      and gone.company_id = ${companyId} and gone.label = ${label} and gone.realm_id = jobs.realm_id
      and gone.entity = 'Customer' and subject = 'Customer/' || gone.books_id`;
}

/** Kept for days only, and by no id: what says one of these words (the name, the e-mail, the phone) goes at once. */
export async function eraseFromOutboxes(
  tx: Tx,
  { companyId, clientId, label }: Erased,
  words: readonly string[],
): Promise<void> {
  const patterns = words.map(likeText);
  await tx`
    update idempotency_keys set body = under_another_name(body, ${clientId}, ${label})
    where company_id = ${companyId} and body::text like ${likeText(clientId)}`;
  await tx`
    delete from mails where company_id = ${companyId} and kind = 'issues_digest' and body_text ilike any(${patterns})`;
  await tx`
    update deliveries set last_answer = null where company_id = ${companyId} and last_answer ilike any(${patterns})`;
  await tx`
    update calls set beginning = null where company_id = ${companyId} and beginning ilike any(${patterns})`;
}
