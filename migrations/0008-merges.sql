-- Two customers, or two items, of QuickBooks become one: the event names the one that is gone.
alter table webhook_events add column deleted_id text;

-- After that two clients of the shop may be one customer there, and the default item may be an item of the shop too. Only an
-- invoice is one record on each side, always.
drop index links_one_to_one;
create unique index links_one_to_one on links (company_id, realm_id, kind, books_id)
  where books_id is not null and kind = 'invoice' and state not in ('voided', 'unlinked');
