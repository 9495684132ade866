-- What QuickBooks held at any moment, its amounts as columns that sums can use, and how long things took.

-- The amounts of a record, so that a report over many records does not unpack each document.
alter table mirrors
  add column customer_id text generated always as (doc -> 'CustomerRef' ->> 'value') stored,
  add column total numeric generated always as ((doc ->> 'TotalAmt')::numeric) stored,
  -- What is open of an invoice, left of a credit memo, or owed by a customer.
  add column balance numeric generated always as (coalesce(doc ->> 'RemainingCredit', doc ->> 'Balance')::numeric) stored,
  add column deposit numeric generated always as ((doc ->> 'Deposit')::numeric) stored,
  add column unapplied numeric generated always as ((doc ->> 'UnappliedAmt')::numeric) stored;
create index mirrors_customer on mirrors (company_id, realm_id, customer_id) where customer_id is not null;

-- Every state of an invoice or a payment of QuickBooks that was seen; rows are only added. They are kept as long as the
-- company's books: a time travel that forgets is none. A version is as large as its document (1 to 3 KB compressed).
create table mirror_versions (
  company_id uuid not null references companies,
  id uuid not null,
  realm_id text not null,
  entity text not null check (entity in ('Invoice', 'Payment')),
  books_id text not null,
  sync_token bigint not null,
  -- When QuickBooks changed it, by its own clock.
  last_updated timestamptz not null,
  doc jsonb not null,
  deleted boolean not null,
  linked_ids text[] not null,
  seen_at timestamptz not null,
  -- What brought it: the answer to a write of ours (with its request id), a webhook, a sweep, or another read.
  source text not null check (source in ('write', 'webhook', 'sweep', 'read')),
  request_id text,
  primary key (company_id, id)
);
create index mirror_versions_record on mirror_versions (company_id, realm_id, entity, books_id, id desc);
create index mirror_versions_linked on mirror_versions using gin (linked_ids) where entity = 'Payment';

-- The versions known so far, of all companies.
select set_config('tandem.system', 'on', true);
insert into mirror_versions (company_id, id, realm_id, entity, books_id, sync_token, last_updated, doc, deleted,
  linked_ids, seen_at, source)
-- An id sorts by time: those made here come before all that follow.
select company_id, ('00000000' || substr(gen_random_uuid()::text, 9))::uuid, realm_id, entity, books_id, sync_token,
  last_updated, doc, deleted, linked_ids, seen_at, 'read'
from mirrors where entity in ('Invoice', 'Payment');

-- What QuickBooks itself says that a customer owes, when it was last read, and how much of it stands in no record that
-- was ever seen (invoices from before the connection, journal entries): the rest of the balance after all mirrors.
create table customer_balances (
  company_id uuid not null references companies,
  realm_id text not null,
  books_id text not null,
  balance numeric not null,
  unseen numeric not null,
  read_at timestamptz not null,
  -- A record came to light that the balance counted already: read the balance again before the two are compared.
  outdated boolean not null default false,
  primary key (company_id, realm_id, books_id)
);

-- When the change in QuickBooks happened that a look follows from; null for what began in the shop.
alter table looks add column noticed_at timestamptz;
-- From the cause (a look's creation, or the change in QuickBooks) to the write that answered it.
alter table sync_log add column waited_ms bigint;
create index sync_log_recent on sync_log (company_id, at);

do $$
declare
  name text;
begin
  foreach name in array array['mirror_versions', 'customer_balances']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy company_only on %I using (
         company_id = (select nullif(current_setting(''tandem.company_id'', true), '''')::uuid)
         or (select current_setting(''tandem.system'', true)) = ''on'')',
      name);
  end loop;
end $$;
