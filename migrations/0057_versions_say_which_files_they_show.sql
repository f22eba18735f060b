-- Pictures and files that a version still shows: what nothing shows is swept, what a version may bring back never is.
create table version_files (
  file_id uuid not null,
  content_id uuid not null,
  revision integer not null,
  primary key (file_id, content_id, revision),
  foreign key (content_id, revision) references content_versions on delete cascade
);
create index version_files_by_version on version_files (content_id, revision);

create function note_version_files() returns trigger language plpgsql as $$
begin
  delete from version_files where content_id = new.content_id and revision = new.revision;
  insert into version_files (file_id, content_id, revision)
    select distinct hit[1]::uuid, new.content_id, new.revision
    from regexp_matches(concat_ws(' ', new.body::text, new.common::text, new.details::text), '"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"', 'g') as hit
    where exists (select from media where id = hit[1]::uuid) or exists (select from attachments where id = hit[1]::uuid);
  return null;
end
$$;
create trigger version_files_noted after insert or update of body, common, details on content_versions for each row execute function note_version_files();
insert into version_files (file_id, content_id, revision)
  select distinct hit[1]::uuid, v.content_id, v.revision from content_versions v,
    regexp_matches(concat_ws(' ', v.body::text, v.common::text, v.details::text), '"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"', 'g') as hit
    where exists (select from media where id = hit[1]::uuid) or exists (select from attachments where id = hit[1]::uuid);

create index media_by_age on media (created_at);
create index attachments_by_age on attachments (created_at);
create index attachments_by_hash on attachments (hash);
-- Those that look for a picture nobody shows any more look here.
create index contents_by_lead on contents (lead_id) where lead_id is not null;
