-- without a transaction
-- Each statement runs by itself, so that none holds a lock while it reads a large table, and each may run again.

-- What was there before the triggers of 0012, a thousand rows at a time.
do $$
declare
  last record;
  after_company uuid := '00000000-0000-0000-0000-000000000000';
  after_id uuid := '00000000-0000-0000-0000-000000000000';
begin
  loop
    perform set_config('tandem.system', 'on', true);
    with some_rows as materialized (
        select company_id, id, name from clients where (company_id, id) > (after_company, after_id)
        order by company_id, id limit 1000),
      kept as (
        insert into search_grams (subject_id, kind, grams)
        select id, 'client', search_grams_of(company_id, name, 1) from some_rows on conflict do nothing)
    select company_id, id into last from some_rows order by company_id desc, id desc limit 1;
    exit when last.id is null;
    after_company := last.company_id;
    after_id := last.id;
    commit;
  end loop;
end $$;

do $$
declare
  last record;
  after_company uuid := '00000000-0000-0000-0000-000000000000';
  after_id uuid := '00000000-0000-0000-0000-000000000000';
begin
  loop
    perform set_config('tandem.system', 'on', true);
    with some_rows as materialized (
        select company_id, id, number from invoices where (company_id, id) > (after_company, after_id)
        order by company_id, id limit 1000),
      kept as (
        insert into search_grams (subject_id, kind, grams)
        select id, 'invoice', search_grams_of(company_id, number, 1) from some_rows on conflict do nothing)
    select company_id, id into last from some_rows order by company_id desc, id desc limit 1;
    exit when last.id is null;
    after_company := last.company_id;
    after_id := last.id;
    commit;
  end loop;
end $$;

drop index concurrently if exists search_grams_find;
create index concurrently search_grams_find on search_grams using gin (grams) with (fastupdate = off);
analyze search_grams;

-- Payments, newest first: all, of an account, from one side, struck.
drop index concurrently if exists payments_recent;
create index concurrently payments_recent on payments (company_id, date desc, id desc);
drop index concurrently if exists payments_account;
create index concurrently payments_account on payments (company_id, account_id, date desc, id desc);
drop index concurrently if exists payments_origin;
create index concurrently payments_origin on payments (company_id, origin, date desc, id desc);
drop index concurrently if exists payments_deleted;
create index concurrently payments_deleted on payments (company_id, date desc, id desc) where state = 'deleted';

-- Invoices of a location, and those that are not paid yet.
drop index concurrently if exists invoices_location;
create index concurrently invoices_location on invoices (company_id, location_id, issue_date desc, id desc)
  where deleted_at is null;
drop index concurrently if exists invoices_unpaid;
create index concurrently invoices_unpaid on invoices (company_id, status_id, due_date)
  where deleted_at is null and not voided and total - paid - credited > 0;

-- The log, newest first; what went wrong; and what happens seldom.
drop index concurrently if exists sync_log_newest;
create index concurrently sync_log_newest on sync_log (company_id, at desc, id desc);
drop index concurrently if exists sync_log_not_done;
create index concurrently sync_log_not_done on sync_log (company_id, outcome, at desc, id desc) where outcome <> 'done';
drop index concurrently if exists sync_log_seldom;
create index concurrently sync_log_seldom on sync_log (company_id, action, at desc, id desc)
  where action in ('void', 'unlink', 'payment_update', 'payment_void', 'hold', 'conflict', 'undo');

drop index concurrently if exists issues_code;
create index concurrently issues_code on issues (company_id, state, code, id desc);
