-- The shop: what a company keeps itself. Every row belongs to one company, every key starts with it,
-- and row-level security (at the end of 0002) keeps companies apart a second time.

create table companies (
  id uuid primary key,
  name text not null,
  country text not null,
  currency text not null,
  time_zone text not null,
  language text not null default 'en' check (language in ('en', 'fr')),
  tax_rounding text not null default 'document' check (tax_rounding in ('line', 'document')),
  numbering text not null default 'INV-{C:5}',
  invoice_counter bigint not null default 0,
  invoice_term_days integer not null default 14,
  created_at timestamptz not null
);

create table roles (
  company_id uuid not null references companies,
  id uuid not null,
  name text not null,
  permissions text[] not null,
  built_in boolean not null default false,
  primary key (company_id, id),
  unique (company_id, name)
);

create table employees (
  company_id uuid not null references companies,
  id uuid not null,
  email text not null,
  name text not null,
  role_id uuid not null,
  language text not null default 'en' check (language in ('en', 'fr')),
  password_hash text,
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, role_id) references roles
);
-- One e-mail signs in to one company, so that signing in needs no choice.
create unique index employees_email on employees (lower(email));

create table sessions (
  token_hash bytea primary key,
  company_id uuid not null,
  employee_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (company_id, employee_id) references employees on delete cascade
);

create table api_keys (
  company_id uuid not null references companies,
  id uuid not null,
  name text not null,
  role_id uuid not null,
  key_hash bytea not null unique,
  prefix text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, role_id) references roles
);

create table locations (
  company_id uuid not null references companies,
  id uuid not null,
  name text not null,
  address jsonb,
  active boolean not null default true,
  primary key (company_id, id)
);

create table clients (
  company_id uuid not null references companies,
  id uuid not null,
  type text not null check (type in ('person', 'organization')),
  first_name text,
  last_name text,
  name text not null,
  email text,
  phone text,
  tax_number text,
  address jsonb,
  active boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (company_id, id)
);
create index clients_name on clients (company_id, lower(name), id);

create table taxes (
  company_id uuid not null references companies,
  id uuid not null,
  name text not null,
  code text not null,
  rate numeric(8, 5) not null check (rate >= 0),
  inclusive boolean not null default false,
  compound boolean not null default false,
  active boolean not null default true,
  primary key (company_id, id)
);
create unique index taxes_code on taxes (company_id, lower(code));

create table items (
  company_id uuid not null references companies,
  id uuid not null,
  kind text not null check (kind in ('product', 'service')),
  name text not null,
  sku text,
  price numeric(20, 5) not null,
  tax_ids uuid[] not null default '{}',
  active boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (company_id, id)
);
create index items_name on items (company_id, lower(name), id);

create table accounts (
  company_id uuid not null references companies,
  id uuid not null,
  name text not null,
  kind text not null check (kind in ('cash', 'bank', 'card')),
  location_id uuid,
  currency text not null,
  balance numeric(20, 5) not null default 0,
  active boolean not null default true,
  primary key (company_id, id),
  foreign key (company_id, location_id) references locations
);

create table payment_methods (
  company_id uuid not null references companies,
  id uuid not null,
  name text not null,
  active boolean not null default true,
  primary key (company_id, id)
);

create table invoice_statuses (
  company_id uuid not null references companies,
  id uuid not null,
  name text not null,
  status_group text not null check (status_group in ('new', 'in_progress', 'paid', 'canceled')),
  previous_status_ids uuid[],
  requires_comment boolean not null default false,
  role_ids uuid[],
  time_limit_hours integer,
  position integer not null default 0,
  primary key (company_id, id),
  unique (company_id, name)
);

create table invoices (
  company_id uuid not null references companies,
  id uuid not null,
  number text not null,
  issue_date date not null,
  due_date date not null,
  location_id uuid not null,
  client_id uuid not null,
  payer_id uuid,
  comment text,
  status_id uuid not null,
  -- The lines are a document: an invoice is always read, merged and written whole (docs/decisions/0008).
  lines jsonb not null,
  discount jsonb,
  tax_rounding text not null check (tax_rounding in ('line', 'document')),
  subtotal numeric(20, 5) not null,
  discount_total numeric(20, 5) not null,
  tax_total numeric(20, 5) not null,
  taxes jsonb not null default '[]',
  total numeric(20, 5) not null,
  paid numeric(20, 5) not null default 0,
  credited numeric(20, 5) not null default 0,
  voided boolean not null default false,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (company_id, id),
  foreign key (company_id, location_id) references locations,
  foreign key (company_id, client_id) references clients,
  foreign key (company_id, payer_id) references clients,
  foreign key (company_id, status_id) references invoice_statuses
);
create unique index invoices_number on invoices (company_id, number) where deleted_at is null;
create index invoices_recent on invoices (company_id, issue_date desc, id desc) where deleted_at is null;
create index invoices_client on invoices (company_id, client_id, issue_date desc, id desc) where deleted_at is null;
create index invoices_status on invoices (company_id, status_id, issue_date desc, id desc) where deleted_at is null;

create table payments (
  company_id uuid not null references companies,
  id uuid not null,
  invoice_id uuid not null,
  kind text not null default 'payment' check (kind in ('payment', 'refund')),
  refund_of uuid,
  account_id uuid not null,
  amount numeric(20, 5) not null check (amount > 0),
  date date not null,
  payment_method_id uuid,
  reference text,
  reason text,
  origin text not null check (origin in ('shop', 'quickbooks')),
  state text not null default 'active' check (state in ('active', 'deleted')),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, invoice_id) references invoices,
  foreign key (company_id, account_id) references accounts,
  foreign key (company_id, payment_method_id) references payment_methods,
  foreign key (company_id, refund_of) references payments
);
create index payments_invoice on payments (company_id, invoice_id);

create table credits (
  company_id uuid not null references companies,
  id uuid not null,
  invoice_id uuid not null,
  amount numeric(20, 5) not null check (amount > 0),
  date date not null,
  books_id text,
  primary key (company_id, id),
  foreign key (company_id, invoice_id) references invoices
);
create index credits_invoice on credits (company_id, invoice_id);

-- The ledger of an account is append-only: a mistake is corrected by its reverse.
create table account_transactions (
  company_id uuid not null references companies,
  id uuid not null,
  account_id uuid not null,
  amount numeric(20, 5) not null,
  date date not null,
  payment_id uuid,
  invoice_id uuid,
  reason text not null,
  at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, account_id) references accounts,
  foreign key (company_id, payment_id) references payments
);
create index account_transactions_account on account_transactions (company_id, account_id, id desc);

create table invoice_events (
  company_id uuid not null references companies,
  id uuid not null,
  invoice_id uuid not null,
  at timestamptz not null,
  actor_type text not null check (actor_type in ('employee', 'api_key', 'integration', 'system')),
  actor_name text not null,
  type text not null,
  changes jsonb not null default '[]',
  primary key (company_id, id),
  foreign key (company_id, invoice_id) references invoices
);
create index invoice_events_invoice on invoice_events (company_id, invoice_id, id desc);

create table idempotency_keys (
  company_id uuid not null references companies,
  key text not null,
  request_hash bytea not null,
  status integer,
  body jsonb,
  created_at timestamptz not null,
  primary key (company_id, key)
);
