-- What hangs from a content is as public as the content: its times, its former addresses, its pictures.
alter table occurrences enable row level security;
create policy published on occurrences for select to echosciences_reader
  using (exists (select from contents where id = event_id));
alter table content_slugs enable row level security;
create policy published on content_slugs for select to echosciences_reader
  using (exists (select from contents where id = content_id));
-- A picture shows in a public content, or stands for somebody whom the reader may know.
create index members_by_picture on members (picture_id) where picture_id is not null;
create index structures_by_picture on structures (picture_id) where picture_id is not null;
create index communities_by_picture on communities (picture_id) where picture_id is not null;
alter table media enable row level security;
create policy shown on media for select to echosciences_reader using (
  exists (select from content_media where media_id = media.id)
  or exists (select from members where picture_id = media.id)
  or exists (select from structures where picture_id = media.id)
  or exists (select from communities where picture_id = media.id));
