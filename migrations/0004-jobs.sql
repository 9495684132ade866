-- Jobs: work over many records that is shown first and done once a person confirmed it (backfill, undo, first import).

-- Whether QuickBooks is searched for the invoice before it is created there: to be searched; searched; or a person said
-- that what was found is the same.
alter table links add column seek text check (seek in ('wanted', 'looked', 'confirmed'));
create index mirrors_number on mirrors (company_id, realm_id, (doc ->> 'DocNumber')) where entity = 'Invoice';

create table jobs (
  company_id uuid not null references companies,
  id uuid not null,
  realm_id text not null,
  kind text not null check (kind in ('backfill', 'undo', 'import')),
  -- preparing: QuickBooks is being asked; ready: the preview is complete; running: confirmed; done.
  state text not null check (state in ('preparing', 'ready', 'running', 'done')),
  request jsonb not null,
  created_at timestamptz not null,
  -- When QuickBooks was last asked for what the preview rests on.
  prepared_at timestamptz,
  confirmed_at timestamptz,
  finished_at timestamptz,
  -- When a worker has to take it up again at the latest; null while nobody needs to.
  due_at timestamptz,
  primary key (company_id, id)
);
create index jobs_due on jobs (due_at) where due_at is not null;
create index jobs_active on jobs (company_id, created_at) where state in ('preparing', 'running');

create table job_items (
  company_id uuid not null,
  job_id uuid not null,
  position integer not null,
  -- What it is about: the id of a shop invoice, or a QuickBooks record like `Payment/12`.
  subject text not null,
  -- found: chosen; ready: checked against QuickBooks; asked: under way; done: it has a result.
  state text not null check (state in ('found', 'ready', 'asked', 'done')),
  -- What the preview says will be done, and what was done.
  action text,
  result text,
  amount numeric not null default 0,
  detail jsonb not null default '{}',
  primary key (company_id, job_id, position),
  unique (company_id, job_id, subject),
  foreign key (company_id, job_id) references jobs on delete cascade
);
create index job_items_state on job_items (company_id, job_id, state, position);

-- What we wrote when, and to which record: for an undo.
create index sync_log_at on sync_log (company_id, at) where direction = 'to_quickbooks';
create index sync_log_books on sync_log (company_id, books_id, id desc) where direction = 'to_quickbooks';

do $$
declare
  name text;
begin
  foreach name in array array['jobs', 'job_items']
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
