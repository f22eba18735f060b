create table contents (
  id uuid primary key,
  territory_id uuid not null references territories,
  kind text not null check (kind in ('article', 'event', 'dossier')),
  slug text not null check (length(slug) between 1 and 100),
  title text not null check (length(title) between 1 and 200),
  summary text not null default '' check (length(summary) <= 1000),
  body jsonb not null,
  body_text text not null default '',
  language text not null default 'fr',
  licence text not null default 'cc-by-sa',
  genre text,
  lead_id uuid references media on delete set null,
  state text not null check (state in ('draft', 'scheduled', 'review', 'published', 'withdrawn')),
  publish_at timestamptz,
  published_at timestamptz,
  created_by uuid references members on delete set null,
  submission uuid unique,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  revision integer not null default 1,
  sequence integer not null default 0,
  likes integer not null default 0,
  comments integer not null default 0,
  featured_at timestamptz,
  check (state <> 'published' or published_at is not null),
  check (state <> 'scheduled' or publish_at is not null)
);
-- A partial index for each listing: drafts are in none of them.
create unique index contents_by_address on contents (territory_id, kind, slug);
create index contents_of_territory on contents (territory_id, kind, published_at desc, id desc) where state = 'published';
create index contents_of_network on contents (kind, published_at desc, id desc) where state = 'published';
create index contents_all_of_territory on contents (territory_id, published_at desc, id desc) where state = 'published';
create index contents_all_of_network on contents (published_at desc, id desc) where state = 'published';
create index contents_changed on contents (updated_at, id);
create index contents_changed_of_territory on contents (territory_id, updated_at, id);
create index contents_scheduled on contents (publish_at) where state = 'scheduled';
create index contents_by_creator on contents (created_by, updated_at desc);
create index contents_featured on contents (territory_id, featured_at desc) where featured_at is not null and state = 'published';

create table content_slugs (
  territory_id uuid not null references territories,
  kind text not null,
  slug text not null,
  content_id uuid not null references contents on delete cascade,
  primary key (territory_id, kind, slug)
);

-- published_at is copied from the content while it is published, null otherwise: a followed source is one index range.
create table content_authors (
  content_id uuid not null references contents on delete cascade,
  member_id uuid not null references members on delete cascade,
  position smallint not null default 0,
  published_at timestamptz,
  primary key (content_id, member_id)
);
create index content_authors_by_member on content_authors (member_id, published_at desc, content_id desc) where published_at is not null;

create table content_tags (
  content_id uuid not null references contents on delete cascade,
  tag text not null,
  label text not null,
  position smallint not null default 0,
  territory_id uuid not null references territories,
  published_at timestamptz,
  primary key (content_id, tag)
);
create index content_tags_by_tag on content_tags (tag, published_at desc, content_id desc) where published_at is not null;
create index content_tags_by_territory on content_tags (territory_id, tag, published_at desc, content_id desc) where published_at is not null;

create table content_themes (
  content_id uuid not null references contents on delete cascade,
  theme text not null,
  territory_id uuid not null references territories,
  published_at timestamptz,
  primary key (content_id, theme)
);
create index content_themes_by_theme on content_themes (theme, published_at desc, content_id desc) where published_at is not null;
create index content_themes_by_territory on content_themes (territory_id, theme, published_at desc, content_id desc) where published_at is not null;

create table content_versions (
  content_id uuid not null references contents on delete cascade,
  revision integer not null,
  title text not null,
  summary text not null,
  body jsonb not null,
  details jsonb not null,
  member_id uuid references members on delete set null,
  at timestamptz not null,
  primary key (content_id, revision)
);

create table content_media (
  content_id uuid not null references contents on delete cascade,
  media_id uuid not null references media,
  primary key (content_id, media_id)
);
create index content_media_by_media on content_media (media_id);

-- Where an imported content comes from, and a digest of what was last read: a second run changes only what changed.
create table content_sources (
  content_id uuid primary key references contents on delete cascade,
  territory_id uuid not null references territories,
  source text not null,
  uid text not null,
  url text,
  name text not null,
  digest text not null,
  read_at timestamptz not null,
  unique (territory_id, source, uid)
);

create table events (
  content_id uuid primary key references contents on delete cascade,
  territory_id uuid not null references territories,
  zone text not null,
  type text not null,
  sessions jsonb not null,
  place_name text not null default '',
  address text not null default '',
  postcode text not null default '',
  commune_code text,
  commune_name text not null default '',
  latitude double precision,
  longitude double precision,
  online_url text,
  audience text[] not null default '{}',
  age_min smallint,
  age_max smallint,
  pricing text not null default 'unknown' check (pricing in ('free', 'paid', 'unknown')),
  prices jsonb not null default '[]',
  booking_url text,
  accessibility text[] not null default '{}',
  organiser text not null default '',
  status text not null default 'on' check (status in ('on', 'full', 'postponed', 'cancelled')),
  status_reason text not null default '',
  starts_at timestamptz,
  ends_at timestamptz,
  check ((latitude is null) = (longitude is null)),
  check (latitude between -90 and 90),
  check (longitude between -180 and 180)
);

-- One row for each time that a published event happens; what filters need is copied here, so the agenda reads one index.
create table occurrences (
  event_id uuid not null references events on delete cascade,
  territory_id uuid not null references territories,
  session smallint not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  start_local timestamp not null,
  end_local timestamp,
  day date not null,
  whole_day boolean not null,
  opening boolean not null,
  type text not null,
  themes text[] not null,
  audience text[] not null,
  age_min smallint,
  age_max smallint,
  free boolean not null,
  online boolean not null,
  accessibility text[] not null,
  latitude double precision,
  longitude double precision,
  primary key (event_id, session, starts_at)
);
create index occurrences_of_territory on occurrences (territory_id, day, starts_at, event_id) where not opening;
create index occurrences_of_network on occurrences (day, starts_at, event_id) where not opening;
create index openings_of_territory on occurrences (territory_id, day, event_id) where opening;
create index openings_of_network on occurrences (day, event_id) where opening;

create table search_entries (
  content_id uuid primary key references contents on delete cascade,
  territory_id uuid not null references territories,
  kind text not null,
  published_at timestamptz not null,
  title text not null,
  words tsvector not null
);
create index search_entries_words on search_entries using gin (words) with (fastupdate = off);
create index search_entries_of_territory on search_entries using gin (territory_id, words) with (fastupdate = off);

-- Words that published contents use, for "did you mean".
create table search_words (
  word text primary key,
  uses integer not null default 1
);
create index search_words_alike on search_words using gin (word gin_trgm_ops);

-- What was published and no longer is: those who copied it learn of it here.
create table tombstones (
  content_id uuid primary key,
  territory_id uuid not null references territories,
  kind text not null,
  slug text not null,
  at timestamptz not null
);
create index tombstones_by_age on tombstones (at, content_id);
