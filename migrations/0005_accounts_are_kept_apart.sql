-- Credentials, sessions and mails: a schema that the public API's role can't read.
create schema accounts;

create table accounts.users (
  id uuid primary key references members on delete cascade,
  email text not null unique check (email = lower(email)),
  -- A PHC string, argon2id. Null for an account that only ever logs in by link.
  password text,
  created_at timestamptz not null
);

-- One session for each login, at the portal. Every host's own cookie hangs from it and dies with it.
create table accounts.sessions (
  id uuid primary key,
  user_id uuid not null references accounts.users on delete cascade,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text not null default '',
  address text not null default ''
);
create index sessions_by_user on accounts.sessions (user_id);

create table accounts.site_sessions (
  token_hash bytea primary key,
  session_id uuid not null references accounts.sessions on delete cascade,
  host text not null,
  created_at timestamptz not null
);
create index site_sessions_by_session on accounts.site_sessions (session_id);

-- What a link in a mail, or a redirect round to another host, carries: used once, for a while.
create table accounts.tokens (
  hash bytea primary key,
  kind text not null check (kind in ('sign-up', 'reset', 'change-email', 'login-link', 'handover')),
  user_id uuid references accounts.users on delete cascade,
  payload jsonb not null default '{}',
  expires_at timestamptz not null
);
create index tokens_by_expiry on accounts.tokens (expires_at);

create table accounts.mails (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  headers jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'caught')),
  created_at timestamptz not null,
  sent_at timestamptz
);
create index mails_recent on accounts.mails (created_at desc);
