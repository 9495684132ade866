-- Sets of filters under a name, each employee's own: [{"name": "...", "filters": {"syncState": "held"}}].
alter table employees add column invoice_views jsonb not null default '[]';
