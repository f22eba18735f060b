-- A community gathers contents and members: an institution, a professional network, a class, a theme, an operation that comes back.
create table communities (
  id uuid primary key,
  territory_id uuid not null references territories,
  slug text not null check (length(slug) between 1 and 100),
  name text not null check (length(name) between 1 and 120),
  summary text not null default '' check (length(summary) <= 600),
  body jsonb not null,
  purpose text not null check (purpose in ('institution', 'professional-network', 'class', 'theme', 'operation')),
  -- Who comes in: anybody, those who are admitted, those who are invited. What a private one publishes is its members' own.
  access text not null check (access in ('open', 'request', 'private')),
  state text not null default 'active' check (state in ('proposed', 'active', 'archived', 'refused')),
  picture_id uuid references media on delete set null,
  hue smallint check (hue between 0 and 359),
  members integer not null default 0,
  submission uuid unique,
  created_by uuid references members on delete set null,
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (territory_id, slug)
);
create index communities_of_territory on communities (territory_id, plain_text(name), id) where state in ('active', 'archived');
create index communities_of_network on communities (plain_text(name), id) where state in ('active', 'archived');

create table community_slugs (
  territory_id uuid not null references territories,
  slug text not null,
  community_id uuid not null references communities on delete cascade,
  primary key (territory_id, slug)
);
create index community_slugs_by_community on community_slugs (community_id);

create table community_members (
  community_id uuid not null references communities on delete cascade,
  member_id uuid not null references members on delete cascade,
  role text not null check (role in ('administrator', 'moderator', 'member')),
  state text not null check (state in ('asked', 'in')),
  since timestamptz not null,
  primary key (community_id, member_id)
);
create index community_members_by_member on community_members (member_id) where state = 'in';
create index community_members_by_age on community_members (community_id, state, since desc, member_id);

-- One community at most. What is published in a private one is `reserved`: no index of public things holds it.
alter table contents add column community_id uuid references communities;
alter table contents add column community_featured_at timestamptz;
alter table contents drop constraint contents_state_check;
alter table contents add constraint contents_state_check check (state in ('draft', 'scheduled', 'review', 'published', 'reserved', 'withdrawn'));
alter table contents add constraint contents_reserved_in_community check (state <> 'reserved' or community_id is not null);
create index contents_of_community on contents (community_id, published_at desc, id desc) where community_id is not null and state in ('published', 'reserved');

grant select (id, territory_id, slug, name, summary, body, purpose, access, state, picture_id, hue, members, revision, created_at, updated_at) on communities to echosciences_reader;
grant select on community_slugs to echosciences_reader;
alter table communities enable row level security;
-- That a private community exists is no secret of its members' making: whoever isn't in it doesn't know of it.
create policy known on communities for select to echosciences_reader using (state in ('active', 'archived') and access <> 'private');
