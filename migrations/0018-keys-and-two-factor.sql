-- Under which keys something may be sealed: the first eight hexadecimal digits of each key's digest. Who starts with a key that is
-- not here says so first, and refuses where one that is here is not known to it (docs/decisions/0030).
create table encryption_keys (
  key_id text primary key,
  since timestamptz not null
);

-- The second factor of signing in. A secret that was not yet confirmed by a code waits beside the one in use.
alter table employees
  -- Sealed under ENCRYPTION_KEY, both.
  add column totp_secret bytea,
  add column totp_pending bytea,
  add column totp_since timestamptz,
  -- The half minute whose code was used last: it and those before it are used up.
  add column totp_last_step bigint;

-- Each opens the door once in place of a code. Only their hashes are kept.
create table recovery_codes (
  company_id uuid not null,
  employee_id uuid not null,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (company_id, employee_id, code_hash),
  foreign key (company_id, employee_id) references employees on delete cascade
);

alter table recovery_codes enable row level security;
alter table recovery_codes force row level security;
create policy company_only on recovery_codes using (
  company_id = (select nullif(current_setting('tandem.company_id', true), '')::uuid)
  or (select current_setting('tandem.system', true)) = 'on');
