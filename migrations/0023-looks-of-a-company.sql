-- without a transaction
-- The next looks of one company, and the next company that has some, beside one that has tens of thousands.
drop index concurrently if exists looks_of_company;
create index concurrently looks_of_company on looks (company_id, due_at, created_at, subject_id);
