-- Telling others: what a company's own programs are told by webhook, and people by e-mail. Everything that goes out is
-- stored first, in the transaction of the change, and stays open until it arrived or was given up.

create table webhook_endpoints (
  company_id uuid not null references companies,
  id uuid not null,
  url text not null,
  events text[] not null,
  -- Sealed under ENCRYPTION_KEY: each delivery is signed with it.
  secret bytea not null,
  active boolean not null,
  -- Set when the endpoint was switched off by itself, with the reason.
  disabled_at timestamptz,
  disabled_reason text check (disabled_reason in ('failing', 'gone')),
  -- Since when nothing has arrived: the first failure after the last success.
  failing_since timestamptz,
  created_at timestamptz not null,
  primary key (company_id, id)
);
create index webhook_endpoints_disabled on webhook_endpoints (disabled_at) where disabled_at is not null;

create table deliveries (
  company_id uuid not null references companies,
  id uuid not null,
  endpoint_id uuid not null,
  -- The same at every endpoint and in every attempt, so that a receiver can tell what it has had already.
  event_id uuid not null,
  type text not null,
  -- The very bytes that are sent.
  body text not null,
  attempts integer not null default 0,
  -- When it is tried next; while it is being sent, when it counts as not sent.
  next_at timestamptz not null,
  delivered_at timestamptz,
  given_up_at timestamptz,
  last_attempt_at timestamptz,
  last_status integer,
  -- The beginning of the answer, or why there was none.
  last_answer text,
  created_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, endpoint_id) references webhook_endpoints on delete cascade
);
create index deliveries_due on deliveries (next_at, id) where delivered_at is null and given_up_at is null;
create index deliveries_endpoint on deliveries (company_id, endpoint_id, id desc);
create index deliveries_age on deliveries (created_at);

create table mails (
  company_id uuid not null references companies,
  id uuid not null,
  employee_id uuid not null,
  kind text not null check (kind in ('connection_ending', 'connection_lost', 'issues_digest', 'webhook_disabled')),
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  attempts integer not null default 0,
  next_at timestamptz not null,
  sent_at timestamptz,
  given_up_at timestamptz,
  last_error text,
  created_at timestamptz not null,
  primary key (company_id, id),
  foreign key (company_id, employee_id) references employees on delete cascade
);
create index mails_due on mails (next_at, id) where sent_at is null and given_up_at is null;
create index mails_age on mails (created_at);

-- What people were told already, so that each thing is told once: `fact` is the moment that it is about.
create table notices (
  company_id uuid not null references companies,
  kind text not null,
  subject text not null,
  step integer not null,
  fact timestamptz not null,
  primary key (company_id, kind, subject, step, fact)
);

-- When a company's next digest of issues is due, reckoned in its time zone.
create table digests (
  company_id uuid primary key references companies,
  time_zone text not null,
  next_at timestamptz not null
);
create index digests_due on digests (next_at);

do $$
declare
  name text;
begin
  foreach name in array array['webhook_endpoints', 'deliveries', 'mails', 'notices', 'digests']
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
