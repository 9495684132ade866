-- The sync: connections, what was seen in QuickBooks, what was agreed, what is asked of QuickBooks, what stays open.

create table integrations (
  company_id uuid not null references companies,
  id text not null,
  enabled boolean not null default false,
  settings jsonb,
  updated_at timestamptz not null,
  primary key (company_id, id)
);

create table connections (
  company_id uuid not null references companies,
  realm_id text not null,
  current boolean not null,
  state text not null check (state in ('connected', 'lost', 'disconnected')),
  company_name text not null,
  country text not null,
  currency text not null,
  edition text,
  tax_mode text not null check (tax_mode in ('us_manual', 'us_automated', 'global', 'none')),
  preferences jsonb not null,
  connected_by text not null,
  connected_at timestamptz not null,
  access_token bytea,
  refresh_token bytea,
  access_expires_at timestamptz,
  refresh_expires_at timestamptz,
  suspended_until timestamptz,
  paused_until timestamptz,
  swept_to timestamptz,
  next_sweep_at timestamptz,
  quiet_sweeps integer not null default 0,
  lists_read_at timestamptz,
  primary key (company_id, realm_id)
);
create unique index connections_current on connections (company_id) where current;
-- One QuickBooks company belongs to one Tandem company.
create unique index connections_realm on connections (realm_id) where current and state <> 'disconnected';
create index connections_sweep on connections (next_sweep_at) where current and state = 'connected';

create table oauth_states (
  state_hash bytea primary key,
  company_id uuid not null references companies,
  actor_name text not null,
  cookie_hash bytea not null,
  start_hash bytea,
  authorize_url text not null,
  replace_company boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- "Look at this": the only way in which anything becomes work. Looks at one thing merge; seq tells whether it was
-- asked again while it was being looked at.
create table looks (
  company_id uuid not null references companies,
  kind text not null check (kind in ('invoice', 'lists')),
  subject_id text not null,
  seq bigint not null default 1,
  entered_status_ids uuid[] not null default '{}',
  requested boolean not null default false,
  fix jsonb,
  attempts integer not null default 0,
  due_at timestamptz not null,
  created_at timestamptz not null,
  primary key (company_id, kind, subject_id)
);
create index looks_due on looks (due_at);

create table leases (
  company_id uuid primary key references companies,
  owner uuid not null,
  until timestamptz not null
);

create table links (
  company_id uuid not null references companies,
  realm_id text not null,
  kind text not null check (kind in ('invoice', 'client', 'item', 'payment')),
  shop_id uuid not null,
  books_id text,
  generation integer not null default 0,
  state text not null default 'not_synced' check (state in
    ('not_synced', 'pending', 'synced', 'held', 'conflict', 'failed', 'voided', 'unlinked')),
  -- Someone or a sending status asked for this invoice to be in QuickBooks.
  requested boolean not null default false,
  waiting_since timestamptz,
  doc_number text,
  base jsonb,
  -- A definite refusal by QuickBooks: not tried again until what was refused changes or a person asks.
  trouble jsonb,
  last_synced_at timestamptz,
  primary key (company_id, realm_id, kind, shop_id)
);
create index links_books on links (company_id, realm_id, kind, books_id) where books_id is not null;
create unique index links_one_to_one on links (company_id, realm_id, kind, books_id)
  where books_id is not null and kind <> 'payment' and state not in ('voided', 'unlinked');
create index links_state on links (company_id, realm_id, state, shop_id) where kind = 'invoice';

create table mirrors (
  company_id uuid not null references companies,
  realm_id text not null,
  entity text not null,
  books_id text not null,
  sync_token bigint not null,
  last_updated timestamptz not null,
  doc jsonb not null,
  deleted boolean not null default false,
  -- Our own payment moved the invoice's SyncToken on: its content is known, its token is not.
  token_stale boolean not null default false,
  -- The invoices that a payment touches, so that they are found from it and it from them.
  linked_ids text[] not null default '{}',
  seen_at timestamptz not null,
  primary key (company_id, realm_id, entity, books_id)
);
create index mirrors_linked on mirrors using gin (linked_ids) where entity in ('Payment', 'CreditMemo');
create index mirrors_name on mirrors (company_id, realm_id, entity, lower(coalesce(doc ->> 'DisplayName', doc ->> 'Name')));
create index mirrors_email on mirrors (company_id, realm_id, lower(doc -> 'PrimaryEmailAddr' ->> 'Address')) where entity = 'Customer';
create index mirrors_sku on mirrors (company_id, realm_id, lower(doc ->> 'Sku')) where entity = 'Item';

-- The events that our own writes will cause. One event consumes one row; what is left over is somebody else's.
create table expected_events (
  company_id uuid not null references companies,
  id uuid not null,
  realm_id text not null,
  entity text not null,
  books_id text not null,
  operation text not null,
  at_second timestamptz not null,
  primary key (company_id, id)
);
create index expected_events_match on expected_events (company_id, realm_id, entity, books_id);

create table webhook_events (
  id uuid primary key,
  company_id uuid references companies,
  realm_id text not null,
  dedupe_key text not null unique,
  entity text not null,
  books_id text not null,
  operation text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  -- When it is to be worked on: put off while QuickBooks cannot be asked.
  due_at timestamptz not null,
  handled_at timestamptz
);
create index webhook_events_open on webhook_events (company_id, due_at) where handled_at is null;

-- A request to QuickBooks as it is stored before it is sent; open until its outcome is known.
create table intents (
  company_id uuid not null references companies,
  id uuid not null,
  realm_id text not null,
  request_id text not null,
  method text not null,
  path text not null,
  query jsonb not null default '{}',
  body text not null,
  members jsonb not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  attempts integer not null default 0,
  retry_at timestamptz,
  answered_at timestamptz,
  primary key (company_id, id)
);
create index intents_open on intents (company_id, created_at) where answered_at is null;

create table issues (
  company_id uuid not null references companies,
  id uuid not null,
  realm_id text not null,
  code text not null,
  invoice_id uuid,
  subject text not null default '',
  params jsonb not null default '{}',
  quickbooks jsonb,
  conflict jsonb,
  fixes text[] not null default '{}',
  state text not null default 'open' check (state in ('open', 'dismissed', 'closed')),
  since timestamptz not null,
  changed_at timestamptz not null,
  dismiss_reason text,
  primary key (company_id, id)
);
create unique index issues_live on issues (company_id, realm_id, code, coalesce(invoice_id, company_id), subject)
  where state <> 'closed';
create index issues_state on issues (company_id, state, id desc);
create index issues_invoice on issues (company_id, invoice_id) where state <> 'closed';

create table sync_log (
  company_id uuid not null references companies,
  id uuid not null,
  at timestamptz not null,
  direction text not null check (direction in ('to_quickbooks', 'from_quickbooks', 'none')),
  entity text not null,
  invoice_id uuid,
  books_id text,
  action text not null,
  outcome text not null check (outcome in ('done', 'refused', 'unknown', 'held')),
  request_id text,
  intuit_tid text,
  duration_ms integer,
  detail jsonb,
  primary key (company_id, id)
);
create index sync_log_invoice on sync_log (company_id, invoice_id, id desc);

-- Every HTTP request to QuickBooks, for the quota after a change of worker and for the monthly budget of reads.
create table calls (
  company_id uuid not null references companies,
  id uuid not null,
  realm_id text not null,
  -- The process that sent it: another one counts it against the quota too.
  owner uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('single', 'batch')),
  reads integer not null,
  writes integer not null,
  status integer,
  intuit_tid text,
  duration_ms integer not null,
  outcome text not null,
  beginning text,
  primary key (company_id, id)
);
create index calls_recent on calls (company_id, at desc);

create table webhook_refusals (
  day date primary key,
  count bigint not null
);

do $$
declare
  name text;
begin
  foreach name in array array['roles', 'employees', 'sessions', 'api_keys', 'locations', 'clients', 'taxes', 'items',
    'accounts', 'payment_methods', 'invoice_statuses', 'invoices', 'payments', 'credits', 'account_transactions',
    'invoice_events', 'idempotency_keys', 'integrations', 'connections', 'oauth_states', 'looks', 'leases', 'links',
    'mirrors', 'expected_events', 'webhook_events', 'intents', 'issues', 'sync_log', 'calls']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy company_only on %I using (
         company_id = (select nullif(current_setting(''tandem.company_id'', true), '''')::uuid)
         or (select current_setting(''tandem.system'', true)) = ''on'')',
      name);
  end loop;
  execute 'alter table companies enable row level security';
  execute 'alter table companies force row level security';
  execute 'create policy company_only on companies using (
    id = (select nullif(current_setting(''tandem.company_id'', true), '''')::uuid)
    or (select current_setting(''tandem.system'', true)) = ''on'')';
end $$;
