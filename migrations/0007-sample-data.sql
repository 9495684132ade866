-- What was made to try things with, so that it can be taken away again and nothing else is.
create table sample_records (
  company_id uuid not null references companies,
  record_id uuid not null,
  kind text not null check (kind in ('client', 'item', 'tax', 'invoice')),
  primary key (company_id, record_id)
);

alter table sample_records enable row level security;
alter table sample_records force row level security;
create policy company_only on sample_records using (
  company_id = (select nullif(current_setting('tandem.company_id', true), '')::uuid)
  or (select current_setting('tandem.system', true)) = 'on');
