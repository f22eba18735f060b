-- Whether what people say who are of a server that nobody vouched for is read before it shows: each territory decides. Those that are opened from now on read first.
alter table territories add column strangers text not null default 'shown' check (strangers in ('shown', 'held'));

-- What somebody elsewhere said under a content here, and that waits for those who animate the territory. It is no comment yet.
create table federation.held_notes (
  id uuid primary key,
  territory_id uuid not null references territories on delete cascade,
  content_id uuid not null references contents on delete cascade,
  -- What it answers.
  parent_id uuid references comments on delete cascade,
  actor_id uuid not null references federation.actors on delete cascade,
  uri text not null unique check (length(uri) <= 2000),
  url text not null check (length(url) <= 2000),
  body jsonb not null,
  updated_at timestamptz,
  -- `refused` stays known for a while: told again, it doesn't come back.
  state text not null default 'waiting' check (state in ('waiting', 'refused')),
  at timestamptz not null
);
create index held_notes_waiting on federation.held_notes (territory_id, at, id) where state = 'waiting';
create index held_notes_of_actor on federation.held_notes (actor_id);
create index held_notes_of_content on federation.held_notes (content_id);
create index held_notes_of_parent on federation.held_notes (parent_id) where parent_id is not null;
create index held_notes_by_age on federation.held_notes (at);

-- Whose words show at once on a territory, wherever they come from.
create table federation.welcomed (
  territory_id uuid not null references territories on delete cascade,
  actor_id uuid not null references federation.actors on delete cascade,
  by_id uuid references members on delete set null,
  at timestamptz not null,
  primary key (territory_id, actor_id)
);
create index welcomed_actors on federation.welcomed (actor_id);
create index welcomed_by on federation.welcomed (by_id) where by_id is not null;
