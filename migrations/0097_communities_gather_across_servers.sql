-- Communities of other servers that members of ours are in, or asked to come into. What they said of themselves isn't kept once it is answered.
create table federation.memberships (
  actor_id uuid not null references federation.actors on delete cascade,
  member_id uuid not null references members on delete cascade,
  state text not null check (state in ('asked', 'in')),
  words text not null default '' check (length(words) <= 2000),
  -- How it was asked on the wire: what an answer names. Nothing before it was said.
  activity_uri text unique check (length(activity_uri) <= 2000),
  at timestamptz not null,
  primary key (actor_id, member_id)
);
create index memberships_by_member on federation.memberships (member_id);

-- How somebody of another server asked to come into a community of ours: what the answer names.
create table federation.admissions (
  community_id uuid not null references communities on delete cascade,
  member_id uuid not null references members on delete cascade,
  activity_uri text not null check (length(activity_uri) <= 2000),
  primary key (community_id, member_id)
);
create index admissions_by_member on federation.admissions (member_id);

-- What still waits to be told is told under the name that it has now.
update facts set kind = replace(kind, 'dossier.', 'content.') where kind in ('dossier.followed', 'dossier.unfollowed') and reacting;
