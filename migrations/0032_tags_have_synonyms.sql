-- Words that mean the same are one tag: for the whole network, or on one territory.
create table tag_synonyms (
  id uuid primary key,
  -- Null: on the whole network.
  territory_id uuid references territories,
  from_tag text not null check (length(from_tag) between 1 and 40),
  into_tag text not null check (length(into_tag) between 1 and 40),
  made_by uuid references members on delete set null,
  made_at timestamptz not null,
  undone_by uuid references members on delete set null,
  undone_at timestamptz,
  check (from_tag <> into_tag)
);
create unique index tag_synonyms_of_network on tag_synonyms (from_tag) where territory_id is null and undone_at is null;
create unique index tag_synonyms_of_territory on tag_synonyms (territory_id, from_tag) where territory_id is not null and undone_at is null;
create index tag_synonyms_into on tag_synonyms (into_tag) where undone_at is null;
create index tag_synonyms_by_age on tag_synonyms (territory_id, made_at desc);
create index tag_synonyms_by_maker on tag_synonyms (made_by) where made_by is not null;
create index tag_synonyms_by_undoer on tag_synonyms (undone_by) where undone_by is not null;

-- What a merge would otherwise lose: tags of contents that bore both, and who followed which.
create table tag_synonym_doubles (
  synonym_id uuid not null references tag_synonyms on delete cascade,
  content_id uuid not null references contents on delete cascade,
  label text not null,
  typed text,
  position smallint not null,
  primary key (synonym_id, content_id)
);
create index tag_synonym_doubles_by_content on tag_synonym_doubles (content_id);
create table tag_synonym_followers (
  synonym_id uuid not null references tag_synonyms on delete cascade,
  member_id uuid not null references members on delete cascade,
  -- When they began to follow what was merged.
  since timestamptz not null,
  -- They followed the other one already.
  both_tags boolean not null,
  primary key (synonym_id, member_id)
);
create index tag_synonym_followers_by_member on tag_synonym_followers (member_id);

-- The key of what the author typed, where it became another tag.
alter table content_tags add column typed text;
create index content_tags_by_typed on content_tags (typed, tag) where typed is not null;

-- What a tag is on a territory now: the territory's own synonyms first, then the network's, however many steps.
create function standing_tag(tag text, territory uuid) returns text
  language sql stable parallel safe
  begin atomic
    with recursive chain (tag, step) as (
      select standing_tag.tag, 0
      union all
      select (select s.into_tag from public.tag_synonyms s where s.from_tag = c.tag and s.undone_at is null and (s.territory_id = standing_tag.territory or s.territory_id is null) order by s.territory_id nulls last limit 1), c.step + 1
      from chain c where c.tag is not null and c.step < 10)
    select chain.tag from chain where chain.tag is not null order by chain.step desc limit 1;
  end;

-- How a tag is written most often, and how much it is used: counted now and then, a new one at once.
create table tags (
  tag text primary key,
  label text not null,
  uses integer not null default 0
);
create index tags_by_beginning on tags (tag text_pattern_ops);
create index tags_alike on tags using gin (tag gin_trgm_ops);
create index tags_most_used on tags (uses desc, tag);
create table tag_uses (
  territory_id uuid not null references territories on delete cascade,
  tag text not null,
  uses integer not null,
  primary key (territory_id, tag)
);
create index tag_uses_most on tag_uses (territory_id, uses desc, tag);
insert into tags (tag, label, uses) select tag, mode() within group (order by label), count(*) from content_tags where published_at is not null group by tag;
insert into tag_uses (territory_id, tag, uses) select territory_id, tag, count(*) from content_tags where published_at is not null group by territory_id, tag;

grant select (from_tag, into_tag, territory_id, undone_at) on tag_synonyms to echosciences_reader;
grant select on tags, tag_uses to echosciences_reader;
