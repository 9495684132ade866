-- Searching a million invoices for a part of a number or of a client's name. Postgres applies no index to a condition that could
-- leak (like, ilike) before row-level security has been checked, so an index beside the rows answers which may match: this
-- table holds no text and no company, only numbers made of a company's id and of up to three characters in a row. Whatever
-- is found here is read from invoices and clients, under their own policy, and compared there (docs/decisions/0021).
create table search_grams (
  subject_id uuid primary key,
  kind text not null check (kind in ('invoice', 'client')),
  grams integer[] not null
);

-- Every stretch of `shortest` to three characters, in small letters, each as a number that is the company's own.
create function search_grams_of(company uuid, value text, shortest integer) returns integer[]
language sql immutable parallel safe as $$
  select array(
    select distinct ('x' || encode(substr(sha256(convert_to(company::text || substr(lower(value), start, size), 'UTF8')), 1, 4),
      'hex'))::bit(32)::integer
    from generate_series(shortest, 3) as size, generate_series(1, char_length(lower(value)) - size + 1) as start)
$$;

-- By triggers, so that a program of the release before, which knows nothing of this, keeps it true while it still runs.
create function keep_search_grams() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from search_grams where subject_id = old.id;
    return old;
  end if;
  insert into search_grams (subject_id, kind, grams)
  values (new.id, tg_argv[0], search_grams_of(new.company_id,
    to_jsonb(new) ->> tg_argv[1], 1))
  on conflict (subject_id) do update set grams = excluded.grams;
  return new;
end $$;

create trigger search_grams_made after insert or delete on invoices
  for each row execute function keep_search_grams('invoice', 'number');
create trigger search_grams_changed after update of number on invoices
  for each row when (old.number is distinct from new.number) execute function keep_search_grams('invoice', 'number');
create trigger search_grams_made after insert or delete on clients
  for each row execute function keep_search_grams('client', 'name');
create trigger search_grams_changed after update of name on clients
  for each row when (old.name is distinct from new.name) execute function keep_search_grams('client', 'name');
