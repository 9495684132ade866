-- How far a sweep by query has come that could not be ended at once; null: none is under way.
alter table connections add column sweep_cursor jsonb;
