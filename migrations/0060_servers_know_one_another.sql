-- What this server says to others and hears from them. The public reader has no right on any of it.
create schema federation;

-- Where those of other servers stand: a territory that is none of the network's, answers at no host and is in no list.
alter table territories add column elsewhere boolean not null default false;

-- A member who lives at another server: known by a handle with a host, never logs in here.
alter table members add column remote boolean not null default false;
alter table members drop constraint members_handle_check;
alter table members add constraint members_handle_check check (
  case when remote then handle ~ '^[^\s@/]{1,100}@[a-z0-9.:-]{1,200}$' else handle ~ '^[a-z0-9]+([-_.][a-z0-9]+)*$' and length(handle) <= 40 end) not valid;

create table federation.servers (
  id uuid primary key,
  -- Host and port as addresses on the wire write them.
  host text not null unique check (host = lower(host) and length(host) <= 260),
  name text not null default '',
  -- What its NodeInfo says it runs.
  software text not null default '',
  version text not null default '',
  trust text not null default 'open' check (trust in ('network', 'known', 'open', 'limited', 'blocked')),
  reason text not null default '',
  -- How its requests are signed: the one it understood last.
  signature text not null default 'rfc9421' check (signature in ('rfc9421', 'cavage')),
  -- Deliveries that failed in a row; until when none is tried.
  failures integer not null default 0,
  closed_until timestamptz,
  last_error text not null default '',
  last_error_at timestamptz,
  last_success_at timestamptz,
  heard_at timestamptz,
  asked_at timestamptz,
  created_at timestamptz not null
);

-- Everybody who has an inbox: ours, once somebody has asked for them, and those of others that we met.
create table federation.actors (
  id uuid primary key,
  uri text not null unique check (length(uri) <= 2000),
  -- Null for ours.
  server_id uuid references federation.servers on delete cascade,
  kind text not null check (kind in ('member', 'structure', 'community', 'project', 'tag', 'territory', 'other')),
  -- Ours: the identifier of the thing, or the tag. Others': null.
  subject text check (length(subject) <= 100),
  -- Ours: the territory at whose host they are found.
  territory_id uuid references territories on delete cascade,
  handle text not null check (length(handle) <= 200),
  name text not null default '',
  url text not null default '',
  icon text not null default '',
  inbox text not null check (length(inbox) <= 2000),
  shared_inbox text check (length(shared_inbox) <= 2000),
  followers_uri text check (length(followers_uri) <= 2000),
  outbox_uri text check (length(outbox_uri) <= 2000),
  -- Others': who stands in for them here when they write, comment or like.
  member_id uuid references members on delete set null,
  also_known_as text[] not null default '{}',
  moved_to text,
  state text not null default 'active' check (state in ('active', 'suspended', 'gone')),
  read_at timestamptz,
  created_at timestamptz not null,
  check ((server_id is null) = (subject is not null)),
  check ((server_id is null) = (territory_id is not null))
);
create unique index actors_of_ours on federation.actors (kind, subject, territory_id) where server_id is null;
create unique index actors_by_handle on federation.actors (territory_id, handle) where server_id is null;
create index actors_of_server on federation.actors (server_id) where server_id is not null;
create unique index actors_by_member on federation.actors (member_id) where member_id is not null;

create table federation.keys (
  uri text primary key check (length(uri) <= 2000),
  actor_id uuid not null references federation.actors on delete cascade,
  public_pem text not null check (length(public_pem) <= 10000),
  -- Ours only. PKCS #8.
  private_pem text,
  made_at timestamptz not null,
  retired_at timestamptz
);
create index keys_of_actor on federation.keys (actor_id);

-- Who follows ours from elsewhere.
create table federation.followers (
  actor_id uuid not null references federation.actors on delete cascade,
  follower_id uuid not null references federation.actors on delete cascade,
  activity_uri text not null check (length(activity_uri) <= 2000),
  at timestamptz not null,
  primary key (actor_id, follower_id)
);
create index followers_by_follower on federation.followers (follower_id);

-- Whom ours follow elsewhere.
create table federation.following (
  actor_id uuid not null references federation.actors on delete cascade,
  follower_id uuid not null references federation.actors on delete cascade,
  activity_uri text not null unique,
  state text not null check (state in ('asked', 'accepted', 'refused')),
  at timestamptz not null,
  primary key (actor_id, follower_id)
);
create index following_by_follower on federation.following (follower_id);

-- What ours said, as it was sent: once, to whomever.
create table federation.activities (
  id uuid primary key,
  uri text not null unique,
  actor_id uuid not null references federation.actors on delete cascade,
  type text not null,
  -- What it is about: deliveries of one thing to one place keep their order.
  object_uri text not null,
  content_id uuid,
  body text not null,
  at timestamptz not null
);
create index activities_of_content on federation.activities (content_id, at desc) where content_id is not null;
create index activities_about on federation.activities (actor_id, object_uri, at desc);

create table federation.deliveries (
  id bigint generated always as identity primary key,
  activity_id uuid not null references federation.activities on delete cascade,
  object_uri text not null,
  server_id uuid not null references federation.servers on delete cascade,
  inbox text not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'refused', 'expired')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  -- Taken by a worker until then.
  leased_until timestamptz,
  status integer,
  answer text not null default '',
  settled_at timestamptz,
  created_at timestamptz not null,
  unique (activity_id, inbox)
);
create index deliveries_due on federation.deliveries (due_at, id) where state = 'waiting';
create index deliveries_in_order on federation.deliveries (inbox, object_uri, id) where state = 'waiting';
create index deliveries_of_server on federation.deliveries (server_id, state, id desc);

-- What was heard: written down as it came, once, before anything is made of it.
create table federation.received (
  uri text primary key check (length(uri) <= 2000),
  actor_id uuid not null references federation.actors on delete cascade,
  server_id uuid not null references federation.servers on delete cascade,
  type text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'applied', 'refused', 'ignored')),
  reason text not null default '',
  at timestamptz not null,
  settled_at timestamptz
);
create index received_of_server on federation.received (server_id, at desc);
create index received_by_age on federation.received (at);

-- What stands elsewhere and is known here: a content, a comment, or that it is no more.
create table federation.objects (
  uri text primary key check (length(uri) <= 2000),
  actor_id uuid references federation.actors on delete cascade,
  content_id uuid unique references contents on delete cascade,
  comment_id uuid unique references comments on delete cascade,
  url text not null default '' check (length(url) <= 2000),
  updated_at timestamptz,
  read_at timestamptz not null,
  gone_at timestamptz
);
create index objects_of_actor on federation.objects (actor_id);
create index objects_gone on federation.objects (gone_at) where gone_at is not null;
