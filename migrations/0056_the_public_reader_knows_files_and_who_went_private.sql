-- The API shows a text as its page does: the files that a published content offers, and nobody else's.
grant select (id, hash, name, type, size) on attachments to echosciences_reader;
grant select on content_attachments to echosciences_reader;
alter table attachments enable row level security;
alter table content_attachments enable row level security;
create policy published on content_attachments for select to echosciences_reader using (exists (select from contents where id = content_id));
create policy published on attachments for select to echosciences_reader using (exists (select from content_attachments where attachment_id = id));

-- What everybody knew of and became private: those who copied it learn here that it is to be forgotten.
create table community_tombstones (
  community_id uuid primary key references communities on delete cascade,
  territory_id uuid not null references territories,
  at timestamptz not null
);
create index community_tombstones_by_age on community_tombstones (at, community_id);
grant select on community_tombstones to echosciences_reader;
create index communities_by_change on communities (updated_at, id) where state in ('active', 'archived') and access <> 'private';
