-- Who changed what may be done here, and who came in: rows are only added. What happens to invoices is in invoice_events.
create table audit_log (
  company_id uuid not null references companies,
  id uuid not null,
  at timestamptz not null,
  actor_type text not null check (actor_type in ('employee', 'api_key', 'integration', 'system')),
  -- The employee's or the key's.
  actor_id uuid,
  actor_name text not null,
  action text not null,
  subject_type text not null,
  subject_id text,
  subject_name text not null default '',
  changes jsonb not null default '[]',
  -- Where the request came from; null: from the command line.
  address text,
  request_id text,
  primary key (company_id, id)
);
create index audit_log_subject on audit_log (company_id, subject_id, id desc) where subject_id is not null;

alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy company_only on audit_log using (
  company_id = (select nullif(current_setting('tandem.company_id', true), '')::uuid)
  or (select current_setting('tandem.system', true)) = 'on');
