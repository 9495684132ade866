-- What the company's settings name in this QuickBooks company (tax codes, accounts, items, methods, places), while another one is connected.
alter table connections add column kept_mappings jsonb;
