-- What was sent and answered word for word is read with a permission of its own. Who may change the integrations could
-- read it until now; they keep that.
select set_config('tandem.system', 'on', true);
update roles set permissions = permissions || array['sync.bodies']
where 'integrations' = any(permissions) and not 'sync.bodies' = any(permissions);
