-- A dossier is put in order by its curators: sections, contents in them, a word on each. Whoever doesn't curate it suggests.
alter table dossiers drop constraint dossiers_contributions_check;
-- Everything that is there satisfies it; a few thousand rows are read.
-- squawk-ignore constraint-missing-not-valid
alter table dossiers add constraint dossiers_contributions_check check (contributions in ('open', 'suggested', 'closed'));
-- Null everywhere at first: nothing to read.
-- squawk-ignore adding-foreign-key-constraint
alter table dossiers add column owner_id uuid references members on delete set null;
update dossiers d set owner_id = c.created_by from contents c where c.id = d.content_id;
create index dossiers_by_owner on dossiers (owner_id) where owner_id is not null;

create table dossier_sections (
  id uuid primary key,
  dossier_id uuid not null references dossiers on delete cascade,
  title text not null check (length(title) between 1 and 200),
  position integer not null,
  revision integer not null default 1,
  unique (id, dossier_id)
);
create index dossier_sections_in_order on dossier_sections (dossier_id, position);

-- The order of a dossier is the acts' own work, under the dossier's lock: positions may meet while they are rewritten.
alter table dossier_items drop constraint dossier_items_dossier_id_position_key;
alter table dossier_items add column section_id uuid;
-- Null everywhere at first: nothing to read.
-- squawk-ignore adding-foreign-key-constraint, constraint-missing-not-valid
alter table dossier_items add constraint dossier_items_section foreign key (section_id, dossier_id) references dossier_sections (id, dossier_id) on delete set null (section_id);
alter table dossier_items add column note_body jsonb;
alter table dossier_items add column revision integer not null default 1;
update dossier_items set note_body = jsonb_build_object('type', 'doc', 'content', jsonb_build_array(jsonb_build_object('type', 'paragraph', 'content', jsonb_build_array(jsonb_build_object('type', 'text', 'text', note)))))
  where note <> '';
create index dossier_items_in_order on dossier_items (dossier_id, position);
create index dossier_items_by_age on dossier_items (dossier_id, added_at desc, content_id desc);
create index dossier_items_of_section on dossier_items (section_id) where section_id is not null;

-- The last title that a content had in public, for those who keep a dossier that holds it, and only when its own author took
-- it back: what moderation took leaves none. The public reader sees none at all.
alter table tombstones add column title text;
revoke select on tombstones from echosciences_reader;
grant select (content_id, territory_id, kind, slug, at) on tombstones to echosciences_reader;

create table dossier_invitations (
  id uuid primary key,
  dossier_id uuid not null references dossiers on delete cascade,
  member_id uuid references members on delete cascade,
  email text check (length(email) <= 254),
  secret bytea not null unique,
  invited_by uuid not null references members on delete cascade,
  at timestamptz not null,
  expires_at timestamptz not null,
  check ((member_id is null) <> (email is null)),
  unique (dossier_id, member_id),
  unique (dossier_id, email)
);
create index dossier_invitations_of_member on dossier_invitations (member_id, at desc) where member_id is not null;
create index dossier_invitations_by on dossier_invitations (invited_by);

create table dossier_suggestions (
  id uuid primary key,
  dossier_id uuid not null references dossiers on delete cascade,
  content_id uuid not null references contents on delete cascade,
  member_id uuid not null references members on delete cascade,
  word text not null default '' check (length(word) <= 1000),
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'refused')),
  answer text not null default '' check (length(answer) <= 1000),
  at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references members on delete set null
);
create unique index dossier_suggestions_waiting on dossier_suggestions (dossier_id, content_id) where state = 'waiting';
create index dossier_suggestions_of_dossier on dossier_suggestions (dossier_id, at, id) where state = 'waiting';
create index dossier_suggestions_by_member on dossier_suggestions (member_id, at desc);
create index dossier_suggestions_of_content on dossier_suggestions (content_id);
create index dossier_suggestions_decided_by on dossier_suggestions (decided_by) where decided_by is not null;

-- What a card says of a dossier, and those that one may add to.
update contents c set brief = jsonb_build_object('contributions', d.contributions, 'items', (select count(*) from dossier_items i where i.dossier_id = d.content_id))
  from dossiers d where d.content_id = c.id;
create index contents_dossiers_welcoming on contents (territory_id, published_at desc, id desc)
  where kind = 'dossier' and state = 'published' and brief ->> 'contributions' <> 'closed';
create index contents_dossiers_welcoming_anywhere on contents (published_at desc, id desc)
  where kind = 'dossier' and state = 'published' and brief ->> 'contributions' <> 'closed';

grant select on dossier_sections to echosciences_reader;
alter table dossier_sections enable row level security;
create policy published on dossier_sections for select to echosciences_reader
  using (exists (select from contents where id = dossier_id));
