-- Who wrote to somebody of another server reads what became of it: found by the message at the end of its address.
create index activities_private_about on federation.activities (right(object_uri, 36)) where private;

-- What somebody elsewhere writes to several people is kept for each of ours apart, with who else it is for.
alter table messages drop constraint messages_uri_key;
create unique index messages_by_uri on messages (uri, conversation_id) where uri is not null;
alter table messages add column also_for text[] not null default '{}' check (cardinality(also_for) <= 12);
