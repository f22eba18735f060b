create table territories (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 40),
  name text not null check (length(name) between 1 and 120),
  zone text not null default 'Europe/Paris',
  perimeter jsonb not null default '[]',
  hue smallint not null check (hue between 0 and 359),
  languages text[] not null default '{fr,en}',
  structure_name text not null,
  about jsonb not null,
  editorial_line jsonb not null,
  legal_notice jsonb not null,
  moderation text not null default 'after' check (moderation in ('after', 'before')),
  latitude double precision not null,
  longitude double precision not null,
  map_zoom smallint not null default 9,
  created_at timestamptz not null
);

-- Every slug that a territory has had: the old ones redirect.
create table territory_slugs (
  slug text primary key,
  territory_id uuid not null references territories on delete cascade
);

-- Domains of its own, the present one and former ones. Without any, a territory lives at <slug>.<portal>.
create table territory_domains (
  domain text primary key check (domain = lower(domain)),
  territory_id uuid not null references territories on delete cascade,
  present boolean not null
);
create unique index one_present_domain on territory_domains (territory_id) where present;

create table members (
  id uuid primary key,
  handle text not null unique check (handle ~ '^[a-z0-9]+([-_.][a-z0-9]+)*$' and length(handle) <= 40),
  name text not null check (length(name) between 1 and 100),
  bio text not null default '' check (length(bio) <= 2000),
  commune text not null default '',
  links jsonb not null default '[]',
  interests text[] not null default '{}',
  home_id uuid not null references territories,
  coordinator boolean not null default false,
  listed boolean not null default true,
  picture_id uuid,
  locale text not null default 'fr',
  contributor boolean not null default false,
  state text not null default 'active' check (state in ('active', 'suspended', 'deleted')),
  created_at timestamptz not null
);
create index members_by_home on members (home_id, created_at desc, id);
create index members_by_age on members (created_at desc, id);
create index members_by_name on members using gin (plain_text(name) gin_trgm_ops);

create table member_handles (
  handle text primary key,
  member_id uuid not null references members on delete cascade
);

create table animators (
  territory_id uuid not null references territories on delete cascade,
  member_id uuid not null references members on delete cascade,
  primary key (territory_id, member_id)
);
create index animators_by_member on animators (member_id);

create table media (
  id uuid primary key,
  territory_id uuid not null references territories,
  owner_id uuid references members on delete set null,
  hash text not null,
  width integer not null,
  height integer not null,
  widths integer[] not null,
  colour text not null,
  alt text not null default '',
  credit text not null default '',
  created_at timestamptz not null
);
create index media_by_owner on media (owner_id);
create index media_by_hash on media (hash);
alter table members add foreign key (picture_id) references media on delete set null;
