-- The public API reads with this role: no secret, no draft, whatever a query says.
do $$
begin
  if not exists (select from pg_roles where rolname = 'echosciences_reader') then
    create role echosciences_reader nologin;
  end if;
  execute format('grant echosciences_reader to %I', current_user);
exception when duplicate_object or unique_violation then
  execute format('grant echosciences_reader to %I', current_user);
end
$$;

grant usage on schema public to echosciences_reader;
grant select on territories, territory_slugs, territory_domains, contents, content_slugs, content_authors, content_tags,
  content_themes, content_sources, content_media, events, occurrences, search_entries, search_words, comments, dossiers,
  dossier_items, tombstones, media, animators, settings to echosciences_reader;
grant select (id, handle, name, bio, commune, links, interests, home_id, coordinator, listed, picture_id, contributor, state, created_at)
  on members to echosciences_reader;

alter table contents enable row level security;
create policy published on contents for select to echosciences_reader
  using (state = 'published' and published_at <= now());
alter table events enable row level security;
create policy published on events for select to echosciences_reader
  using (exists (select from contents where id = content_id));
alter table dossiers enable row level security;
create policy published on dossiers for select to echosciences_reader
  using (exists (select from contents where id = content_id));
alter table dossier_items enable row level security;
create policy published on dossier_items for select to echosciences_reader
  using (exists (select from contents where id = dossier_id));
alter table comments enable row level security;
create policy visible on comments for select to echosciences_reader
  using (state = 'visible' and exists (select from contents where id = content_id));
alter table content_authors enable row level security;
create policy published on content_authors for select to echosciences_reader using (published_at is not null);
alter table content_tags enable row level security;
create policy published on content_tags for select to echosciences_reader using (published_at is not null);
alter table content_themes enable row level security;
create policy published on content_themes for select to echosciences_reader using (published_at is not null);
alter table content_sources enable row level security;
create policy published on content_sources for select to echosciences_reader
  using (exists (select from contents where id = content_id));
alter table content_media enable row level security;
create policy published on content_media for select to echosciences_reader
  using (exists (select from contents where id = content_id));
