-- Servers of one network, as each of them keeps the list by itself: whom it invited, who invited it, with whom it agreed.
-- The public reader has no right on any of it.
create schema network;

-- This server, once it has invited somebody or agreed.
create table network.self (
  alone boolean primary key default true check (alone),
  -- What its list is signed with: Ed25519, SubjectPublicKeyInfo and PKCS #8 in base64.
  public_key text not null,
  private_key text not null,
  -- The network that it is in; null before, and once it left.
  network uuid,
  -- Its own signed word that it is of it, which others may show.
  acceptance jsonb,
  created_at timestamptz not null,
  check ((network is null) = (acceptance is null))
);

create table network.peers (
  host text primary key check (host = lower(host) and length(host) <= 260),
  origin text not null check (length(origin) <= 300),
  -- invited: by us, and it hasn't answered; inviting: it invited us; proposed: another of the network has it on its list;
  -- member: both agreed; declined: we said no; left: it isn't of the network any more, or we don't count it any more.
  state text not null check (state in ('invited', 'inviting', 'proposed', 'member', 'declined', 'left')),
  -- When we invited it; null when we didn't, or took it back.
  invited_at timestamptz,
  -- What its list is signed with: of a member, nothing signed otherwise is believed.
  public_key text not null default '' check (length(public_key) <= 200),
  -- When the last of its lists that we took was signed: an older one isn't.
  issued_at timestamptz,
  network uuid,
  acceptance jsonb,
  -- Its territories, as its list says them.
  platforms jsonb not null default '[]',
  -- Who has it on their list.
  told_by text check (length(told_by) <= 260),
  -- Whether it counts us too.
  lists_us boolean not null default false,
  since timestamptz,
  changed_at timestamptz not null,
  -- Who of ours changed it last; null: an operator, the other side, or somebody who left.
  member_id uuid references members on delete set null,
  looked_at timestamptz,
  failing_since timestamptz,
  trouble text not null default '' check (length(trouble) <= 40),
  check ((state = 'member') = (since is not null))
);
create index peers_by_member on network.peers (member_id) where member_id is not null;
