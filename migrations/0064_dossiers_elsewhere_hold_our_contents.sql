-- Dossiers kept at other servers that say that they hold a content of ours: told to its authors, who may ask to be taken out.
create table federation.listings (
  content_id uuid not null references contents on delete cascade,
  dossier_uri text not null check (length(dossier_uri) <= 2000),
  -- Who keeps it.
  actor_id uuid not null references federation.actors on delete cascade,
  -- The act that put it in: what an answer names.
  activity_uri text not null check (length(activity_uri) <= 2000),
  title text not null default '' check (length(title) <= 300),
  url text not null default '' check (length(url) <= 2000),
  state text not null check (state in ('in', 'declined')),
  at timestamptz not null,
  primary key (content_id, dossier_uri)
);
create index listings_of_dossier on federation.listings (dossier_uri);
create index listings_of_actor on federation.listings (actor_id);
