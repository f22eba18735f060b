-- What two names of one structure have in common: no accents, no articles, no legal form, abbreviations written out. Word
-- order doesn't matter to trigrams, which are taken word by word.
create function structure_key(name text) returns text
  language sql immutable strict parallel safe
  return coalesce(nullif(trim(regexp_replace(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      ' ' || regexp_replace(public.plain_text(name), '[^a-z0-9]+', ' ', 'g') || ' ',
      '\mst\M', 'saint', 'g'), '\mste\M', 'sainte', 'g'), '\muniv\M', 'universite', 'g'), '\mlabo\M', 'laboratoire', 'g'),
      '\m(biblio|bib)\M', 'bibliotheque', 'g'), '\mctre\M', 'centre', 'g'),
    '\m(le|la|les|l|de|du|des|d|un|une|et|en|a|au|aux|pour|sur|par|the|of|association|asso|assoc|ass|loi|1901|sarl|sas|scop)\M', ' ', 'g')
  ), ''), public.plain_text(name));

-- Both are computed when written, which rewrites the table once: the census holds thousands of rows, not millions.
alter table structures
  -- squawk-ignore adding-field-with-default
  add column name_key text not null generated always as (regexp_replace(structure_key(name), '\s+', ' ', 'g')) stored,
  -- The host of its site, without www: two structures of one site are probably one.
  -- squawk-ignore adding-field-with-default
  add column site_host text generated always as (nullif(regexp_replace(lower(website), '^https?://(www\.)?([^/:?#]+).*$', '\2'), '')) stored,
  -- When it was last compared with the others; null when it has to be.
  add column compared_at timestamptz;
create index structures_by_key on structures using gin (name_key gin_trgm_ops) where state <> 'merged';
create index structures_by_site on structures (site_host) where site_host is not null;
create index structures_by_point on structures (latitude, longitude) where latitude is not null;
create index structures_to_compare on structures (updated_at) where compared_at is null and state in ('proposed', 'listed');
create index structures_to_decide on structures (territory_id, created_at) where state = 'proposed';
grant select (name_key, site_host) on structures to echosciences_reader;

-- Where a structure stands now: itself, or the one that it was merged into, however often.
create function standing_structure(structure uuid) returns uuid
  language sql stable strict parallel safe
  begin atomic
    with recursive chain (id, merged_into, step) as (
      select s.id, s.merged_into, 0 from public.structures s where s.id = structure
      union all
      select s.id, s.merged_into, c.step + 1 from chain c join public.structures s on s.id = c.merged_into where c.step < 20)
    select id from chain where merged_into is null limit 1;
  end;

-- What was in the census and no longer is: those who copied it learn of it here.
create table structure_tombstones (
  structure_id uuid primary key references structures on delete cascade,
  territory_id uuid not null references territories,
  merged_into uuid references structures,
  at timestamptz not null
);
create index structure_tombstones_by_age on structure_tombstones (at, structure_id);
grant select on structure_tombstones to echosciences_reader;

-- Asking to act for a structure: by a link sent to an address at its own domain, or before its territory's animator.
create table structure_claims (
  id uuid primary key,
  structure_id uuid not null references structures on delete cascade,
  member_id uuid not null references members on delete cascade,
  words text not null default '' check (length(words) <= 2000),
  state text not null check (state in ('mailed', 'waiting', 'granted', 'refused')),
  -- The digest of the link's secret, while the link stands.
  secret_hash bytea unique,
  expires_at timestamptz,
  -- Where the link was sent: it must still be the structure's own domain when the link is used.
  domain text,
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references members on delete set null,
  check ((state = 'mailed') = (secret_hash is not null and expires_at is not null and domain is not null))
);
create unique index structure_claims_once on structure_claims (structure_id, member_id) where state = 'waiting';
create index structure_claims_by_member on structure_claims (member_id);

-- Two that were made one, with all that undoing needs.
create table structure_merges (
  id uuid primary key,
  from_id uuid not null references structures,
  into_id uuid not null references structures,
  territory_id uuid not null references territories,
  by_id uuid references members on delete set null,
  at timestamptz not null,
  kept jsonb not null,
  undone_at timestamptz,
  undone_by uuid references members on delete set null,
  check (from_id <> into_id)
);
create index structure_merges_of_territory on structure_merges (territory_id, at desc);
create unique index structure_merges_standing on structure_merges (from_id) where undone_at is null;
create index structure_merges_into on structure_merges (into_id);

-- Pairs that look alike, found as structures are recorded and corrected; an animator may say that they aren't one.
create table structure_likenesses (
  a_id uuid not null references structures on delete cascade,
  b_id uuid not null references structures on delete cascade,
  score real not null,
  reasons text[] not null,
  found_at timestamptz not null,
  dismissed_at timestamptz,
  dismissed_by uuid references members on delete set null,
  primary key (a_id, b_id),
  check (a_id < b_id)
);
create index structure_likenesses_by_b on structure_likenesses (b_id);
