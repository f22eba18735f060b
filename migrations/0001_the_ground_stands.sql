-- What all the rest leans on: text search in French without accents, distances, and the record of what happened.
create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists cube;
create extension if not exists earthdistance;
create extension if not exists btree_gin;

create text search configuration french_plain (copy = pg_catalog.french);
alter text search configuration french_plain
  alter mapping for hword, hword_part, word with unaccent, french_stem;

-- unaccent() depends on a dictionary that might change, so PostgreSQL calls it stable; ours doesn't change.
create function plain_text(value text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, value));

create table facts (
  id bigint generated always as identity primary key,
  kind text not null,
  territory_id uuid,
  subject_id uuid,
  payload jsonb not null,
  at timestamptz not null
);
create index facts_by_subject on facts (subject_id, id);

create table throttles (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

create table settings (
  name text primary key,
  value jsonb not null
);
