-- At home, a passport lets another platform recognise a member and pass on what they do there. Elsewhere, a visit is the log-in of
-- somebody of another server. The public reader has no right on any of it.
create schema passports;

-- The provider's keys, kept like those of actors. A private JWK (RFC 7517).
create table passports.keys (
  id text primary key,
  jwk jsonb not null,
  made_at timestamptz not null
);

-- Platforms of other servers that registered here (RFC 7591), as they described themselves.
create table passports.platforms (
  id text primary key check (length(id) <= 200),
  host text not null check (host = lower(host) and length(host) <= 260),
  described jsonb not null,
  registered_at timestamptz not null,
  -- When a member last let it in; null: never.
  used_at timestamptz
);
create index platforms_unused on passports.platforms (registered_at) where used_at is null;

-- What the protocol keeps for a while: questions, codes, tokens. Under digests of their secrets.
create table passports.artefacts (
  kind text not null,
  id bytea not null,
  payload jsonb not null,
  opening_id text,
  consumed_at timestamptz,
  expires_at timestamptz,
  primary key (kind, id)
);
create index artefacts_of_opening on passports.artefacts (opening_id) where opening_id is not null;
create index artefacts_expired on passports.artefacts (expires_at) where expires_at is not null;

-- Which platforms a member lets act for them, and in what.
create table passports.passports (
  member_id uuid not null references members on delete cascade,
  platform_id text not null references passports.platforms on delete cascade,
  permits text[] not null,
  given_at timestamptz not null,
  primary key (member_id, platform_id)
);
create index passports_of_platform on passports.passports (platform_id);

-- Each time that a member went in by it; ends with the session at home in which it began.
create table passports.openings (
  id text primary key,
  member_id uuid not null references members on delete cascade,
  platform_id text not null references passports.platforms on delete cascade,
  -- No reference: that the session is gone is what ends it.
  session_id uuid not null,
  subject text not null,
  opened_at timestamptz not null
);
create index openings_of_member on passports.openings (member_id, platform_id);
create index openings_of_platform on passports.openings (platform_id);
create index openings_of_session on passports.openings (session_id);

-- What was done through a platform, for its member to see.
create table passports.deeds (
  id uuid primary key,
  member_id uuid not null references members on delete cascade,
  platform_id text not null references passports.platforms on delete cascade,
  act text not null,
  object_uri text not null check (length(object_uri) <= 2000),
  at timestamptz not null
);
create index deeds_of_member on passports.deeds (member_id, platform_id, at desc);
create index deeds_of_platform on passports.deeds (platform_id);
create index deeds_by_age on passports.deeds (at);

create schema visits;

-- Providers of other servers at which this one registered, with its secret there.
create table visits.providers (
  issuer text primary key check (length(issuer) <= 500),
  client_id text not null,
  client_secret text not null,
  -- What it says of itself (OpenID Connect Discovery), read again with every log-in.
  described jsonb not null,
  registered_at timestamptz not null,
  used_at timestamptz
);

-- A session is a member's of ours, or of somebody who visits: whoever stands in for them here.
alter table accounts.sessions drop constraint sessions_user_id_fkey;
alter table accounts.sessions add constraint sessions_user_id_fkey foreign key (user_id) references members on delete cascade not valid;

create table visits.visits (
  session_id uuid primary key references accounts.sessions on delete cascade,
  issuer text not null references visits.providers on delete cascade,
  -- Who they are there: the address of their actor.
  subject text not null check (length(subject) <= 2000),
  sid text,
  access_token text not null,
  refresh_token text,
  permits text[] not null,
  expires_at timestamptz not null,
  opened_at timestamptz not null
);
create index visits_by_subject on visits.visits (issuer, subject);

-- One more secret that is used once: a log-in that went to another server and comes back.
alter table accounts.tokens drop constraint tokens_kind_check;
-- squawk-ignore constraint-missing-not-valid
alter table accounts.tokens add constraint tokens_kind_check check (kind in ('sign-up', 'reset', 'change-email', 'login-link', 'handover', 'leave', 'visit'));
