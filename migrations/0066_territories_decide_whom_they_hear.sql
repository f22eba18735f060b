-- How far another server is trusted, decided by the coordination for all and by each territory for itself, with who said so.

-- The host and every domain above it, without the port: whatever of these is shut shuts it.
create function federation.hosts_above(host text) returns text[] language sql immutable strict parallel safe as $$
  select array(select array_to_string(parts[n:], '.') from (select string_to_array(split_part(host, ':', 1), '.') as parts) split, lateral generate_series(1, cardinality(parts)) n)
$$;

alter table federation.servers
  -- What its last delivery in trouble was answered; null when nothing was.
  add column last_status integer,
  -- Since when it has been in trouble; null when all is well.
  add column failing_since timestamptz;
create index servers_by_domain on federation.servers using gin (federation.hosts_above(host));
create index servers_by_hostname on federation.servers (split_part(host, ':', 1));
create index servers_by_hearing on federation.servers (greatest(heard_at, last_success_at, created_at) desc, id desc);

-- As before, found by an index: lists of thousands of blocked domains are taken over.
create or replace function federation.is_blocked(asked text) returns boolean language sql stable as $$
  select exists (select from federation.servers b where split_part(b.host, ':', 1) = any(federation.hosts_above(asked)) and b.trust = 'blocked')
$$;

create table federation.decisions (
  id uuid primary key,
  server_id uuid not null references federation.servers on delete cascade,
  -- Null: the coordination's, for the whole server.
  territory_id uuid references territories on delete cascade,
  -- Null: the territory decides nothing of its own any more.
  trust text check (trust in ('network', 'known', 'open', 'limited', 'blocked')),
  reason text not null default '' check (length(reason) <= 500),
  -- Null: an operator, at the command line.
  member_id uuid references members on delete set null,
  at timestamptz not null,
  check (trust is not null or territory_id is not null)
);
create index decisions_of_server on federation.decisions (server_id, at desc, id desc);
create index decisions_of_territory on federation.decisions (territory_id) where territory_id is not null;
create index decisions_by_member on federation.decisions (member_id) where member_id is not null;

-- What a territory decided beyond what holds for all.
create table federation.territory_trusts (
  territory_id uuid not null references territories on delete cascade,
  server_id uuid not null references federation.servers on delete cascade,
  trust text not null check (trust in ('limited', 'blocked')),
  reason text not null default '' check (length(reason) <= 500),
  at timestamptz not null,
  primary key (territory_id, server_id)
);
create index territory_trusts_of_server on federation.territory_trusts (server_id);

-- What follows from both, for each server with those under its domain: few rows, read with every comment and every delivery.
create table federation.restrictions (
  server_id uuid not null references federation.servers on delete cascade,
  -- Null: everywhere.
  territory_id uuid references territories on delete cascade,
  trust text not null check (trust in ('limited', 'blocked')),
  unique nulls not distinct (server_id, territory_id)
);
create index restrictions_of_territory on federation.restrictions (territory_id) where territory_id is not null;

-- Whose words aren't shown, and where: everywhere when the territory is null. The public reader sees no more of the rest.
create view silenced as
  select a.member_id, r.territory_id, r.trust from federation.restrictions r join federation.actors a on a.server_id = r.server_id where a.member_id is not null;
grant select on silenced to echosciences_reader;
grant select (remote) on members to echosciences_reader;
