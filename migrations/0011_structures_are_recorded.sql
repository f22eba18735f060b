-- The census: who makes scientific culture in a territory. A structure is an actor, not a content; people act for it.
create table structures (
  id uuid primary key,
  territory_id uuid not null references territories,
  slug text not null check (length(slug) between 1 and 100),
  name text not null check (length(name) between 1 and 200),
  acronym text not null default '' check (length(acronym) <= 40),
  type text not null,
  summary text not null default '' check (length(summary) <= 600),
  body jsonb not null,
  body_text text not null default '',
  siret text check (siret ~ '^[0-9]{14}$'),
  rna text check (rna ~ '^W[0-9A-Z]{9}$'),
  osm text check (osm ~ '^(node|way|relation)/[0-9]{1,15}$'),
  wikidata text check (wikidata ~ '^Q[0-9]{1,12}$'),
  website text not null default '',
  -- Never shown: for claims and for messages that the platform passes on.
  email text not null default '',
  phone text not null default '',
  links jsonb not null default '[]',
  address text not null default '',
  postcode text not null default '',
  commune_code text,
  commune_name text not null default '',
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  hours text not null default '' check (length(hours) <= 500),
  accessibility text[] not null default '{}',
  themes text[] not null default '{}',
  picture_id uuid references media on delete set null,
  state text not null check (state in ('proposed', 'listed', 'hidden', 'merged')),
  merged_into uuid references structures,
  claimed_at timestamptz,
  recorded_by uuid references members on delete set null,
  submission uuid unique,
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((latitude is null) = (longitude is null)),
  check ((state = 'merged') = (merged_into is not null)),
  unique (territory_id, slug)
);
create index structures_of_territory on structures (territory_id, plain_text(name), id) where state = 'listed';
create index structures_of_network on structures (plain_text(name), id) where state = 'listed';
create index structures_alike on structures using gin (plain_text(name) gin_trgm_ops) where state <> 'merged';
create index structures_by_siret on structures (siret) where siret is not null;
create index structures_by_rna on structures (rna) where rna is not null;
create index structures_by_commune on structures (commune_code) where state <> 'merged';
create index structures_merged on structures (merged_into) where merged_into is not null;
create index structures_changed on structures (updated_at, id);

-- Addresses of before a rename or a merge: they redirect.
create table structure_slugs (
  territory_id uuid not null references territories,
  slug text not null,
  structure_id uuid not null references structures on delete cascade,
  primary key (territory_id, slug)
);
create index structure_slugs_by_structure on structure_slugs (structure_id);

create table structure_members (
  structure_id uuid not null references structures on delete cascade,
  member_id uuid not null references members on delete cascade,
  role text not null check (role in ('owner', 'editor')),
  since timestamptz not null,
  primary key (structure_id, member_id)
);
create index structure_members_by_member on structure_members (member_id);

-- In whose name a content is published, who organises an event, who takes part in a project. The person who wrote stays its author.
create table content_structures (
  content_id uuid not null references contents on delete cascade,
  structure_id uuid not null references structures,
  role text not null check (role in ('author', 'organiser', 'partner')),
  position smallint not null default 0,
  published_at timestamptz,
  primary key (content_id, structure_id, role)
);
create index content_structures_by_structure on content_structures (structure_id, published_at desc, content_id desc) where published_at is not null;
create index content_structures_all on content_structures (structure_id);

grant select on structure_slugs, content_structures to echosciences_reader;
grant select (id, territory_id, slug, name, acronym, type, summary, body, body_text, siret, rna, osm, wikidata, website, phone, links, address, postcode,
  commune_code, commune_name, latitude, longitude, hours, accessibility, themes, picture_id, state, merged_into, claimed_at, revision, created_at, updated_at)
  on structures to echosciences_reader;
alter table structures enable row level security;
create policy listed on structures for select to echosciences_reader using (state = 'listed');
alter table content_structures enable row level security;
create policy published on content_structures for select to echosciences_reader using (published_at is not null);
