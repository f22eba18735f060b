-- Communities are lived in: asked for, joined, moderated, invited to, and archived when they end.
alter table communities
  -- The day from which it is read-only, in its territory: a class ends with the school year.
  add column archive_on date,
  add column archived_at timestamptz,
  -- Why an animator refused it.
  add column reason text not null default '' check (length(reason) <= 2000);
-- What somebody writes when they ask to come in.
alter table community_members add column words text not null default '' check (length(words) <= 2000);

-- A link that lets people in, as plain members. Only the digest of its secret is kept: the link is shown once.
create table community_invitations (
  id uuid primary key,
  community_id uuid not null references communities on delete cascade,
  secret_hash bytea not null unique,
  made_by uuid references members on delete set null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  most integer not null check (most between 1 and 500),
  uses integer not null default 0 check (uses between 0 and most),
  revoked_at timestamptz
);
create index community_invitations_of_community on community_invitations (community_id, made_at desc);
create index community_invitations_by_maker on community_invitations (made_by) where made_by is not null;

create index communities_most_joined on communities (territory_id, members desc, id) where state = 'active' and access <> 'private';
create index communities_most_joined_of_network on communities (members desc, id) where state = 'active' and access <> 'private';
create index communities_alike on communities using gin (plain_text(name) gin_trgm_ops) where state in ('active', 'archived');
create index communities_to_decide on communities (territory_id, created_at, id) where state = 'proposed';
create index community_members_in_charge on community_members (community_id, since, member_id) where state = 'in' and role <> 'member';
create index contents_of_community_by_kind on contents (community_id, kind, published_at desc, id desc) where community_id is not null and state in ('published', 'reserved');
create index contents_featured_in_community on contents (community_id, community_featured_at desc) where community_featured_at is not null;
create index contents_on_their_way_to_community on contents (community_id) where community_id is not null and state in ('scheduled', 'review');

grant select (archive_on, archived_at) on communities to echosciences_reader;
