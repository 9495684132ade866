-- Erasing a client: the person goes, invoices and amounts stay (docs/decisions/0033).
alter table clients add column erased_at timestamptz;

-- Records of QuickBooks whose person was erased here: a customer, or an invoice that an erased client pays for another. It is
-- the accountant's record and is not changed there, so it is read again: whatever is read is stored without the person.
create table erased_records (
  company_id uuid not null references companies,
  realm_id text not null,
  entity text not null check (entity in ('Customer', 'Invoice')),
  books_id text not null,
  -- What stands in place of the name.
  label text not null,
  primary key (company_id, realm_id, entity, books_id)
);

alter table erased_records enable row level security;
alter table erased_records force row level security;
create policy company_only on erased_records using (
  company_id = (select nullif(current_setting('tandem.company_id', true), '')::uuid)
  or (select current_setting('tandem.system', true)) = 'on');

-- A record of a customer keeps what sums and links need. A document loses where it was sent and what was written to the
-- person; its note keeps the one word by which a voided invoice is known.
create function without_person(entity text, doc jsonb, label text) returns jsonb
language sql immutable parallel safe as $$
  select case when entity = 'Customer' then
    (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(doc)
      where key in ('Id', 'SyncToken', 'MetaData', 'Active', 'Balance', 'BalanceWithJobs', 'CurrencyRef', 'domain', 'sparse'))
    || jsonb_build_object('DisplayName', label)
  else
    (doc - array['BillAddr', 'ShipAddr', 'BillEmail', 'BillEmailCc', 'BillEmailBcc', 'CustomerMemo', 'CustomField',
      'PrivateNote', 'DeliveryInfo', 'InvoiceLink'])
    || jsonb_build_object('CustomerRef', (doc -> 'CustomerRef') - 'name')
    || case when doc ->> 'PrivateNote' ~* '^(voided|annul)'
      then jsonb_build_object('PrivateNote', substring(doc ->> 'PrivateNote' from '(?i)^(?:voided|annul)')) else '{}' end
  end
$$;

-- By triggers, so that no way of reading a record can bring the person back.
create function keep_person_erased() returns trigger language plpgsql as $$
declare
  customer text := case when new.entity = 'Customer' then new.books_id else new.doc -> 'CustomerRef' ->> 'value' end;
  found text;
begin
  select label into found from erased_records where company_id = new.company_id and realm_id = new.realm_id
    and erased_records.entity = 'Customer' and books_id = customer;
  if found is not null then
    new.doc := without_person(new.entity, new.doc, found);
  elsif new.entity = 'Invoice' and exists (select 1 from erased_records where company_id = new.company_id
      and realm_id = new.realm_id and erased_records.entity = 'Invoice' and books_id = new.books_id) then
    new.doc := new.doc - array['BillAddr', 'BillEmail', 'BillEmailCc', 'BillEmailBcc'];
  end if;
  return new;
end $$;

create trigger mirrors_erased before insert or update of doc on mirrors for each row
  when (new.entity in ('Customer', 'Invoice', 'Payment', 'CreditMemo')) execute function keep_person_erased();
create trigger mirror_versions_erased before insert or update of doc on mirror_versions for each row
  execute function keep_person_erased();

-- Wherever something is told of the record `subject` by id, it is told with another name and with nothing else of a person.
create function under_another_name(doc jsonb, subject text, label text) returns jsonb
language plpgsql immutable as $$
begin
  if jsonb_typeof(doc) = 'array' then
    return (select coalesce(jsonb_agg(under_another_name(value, subject, label) order by place), '[]')
      from jsonb_array_elements(doc) with ordinality as each (value, place));
  elsif jsonb_typeof(doc) <> 'object' then
    return doc;
  end if;
  doc := (select coalesce(jsonb_object_agg(key, under_another_name(value, subject, label)), '{}') from jsonb_each(doc));
  if doc ->> 'clientId' = subject and doc ? 'clientName' then
    doc := doc || jsonb_build_object('clientName', label, 'comment', null);
  end if;
  if doc ->> 'id' is distinct from subject then return doc; end if;
  return (select jsonb_object_agg(key, case
      when key = 'name' then to_jsonb(label)
      when key in ('firstName', 'lastName', 'email', 'phone', 'taxNumber', 'address') then 'null'::jsonb
      else value end)
    from jsonb_each(doc));
end $$;
