-- without a transaction
-- Nothing is looked up by them, and a plan may take the first for the key: then it reads all of a company's records to find a few.
drop index concurrently if exists mirrors_name;
drop index concurrently if exists mirrors_email;
drop index concurrently if exists mirrors_sku;
