-- Counts how often a company was connected to a QuickBooks company: work that began under an earlier connection ends.
alter table connections add column epoch integer not null default 1;
