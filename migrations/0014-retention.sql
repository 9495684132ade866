-- without a transaction
-- To find what is older than it is kept without reading whole tables: each of these grows in the order of its time.
drop index concurrently if exists calls_age;
create index concurrently calls_age on calls using brin (at) with (autosummarize = on);
drop index concurrently if exists intents_age;
create index concurrently intents_age on intents using brin (created_at) with (autosummarize = on);
drop index concurrently if exists webhook_events_age;
create index concurrently webhook_events_age on webhook_events using brin (received_at) with (autosummarize = on);
drop index concurrently if exists mirror_versions_age;
create index concurrently mirror_versions_age on mirror_versions using brin (seen_at) with (autosummarize = on);
drop index concurrently if exists sync_log_bodies;
create index concurrently sync_log_bodies on sync_log (at) where detail is not null;
