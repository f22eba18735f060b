-- What a program shows to speak for a member: only the digest of its secret is kept.
create table accounts.api_tokens (
  id uuid primary key,
  hash bytea not null unique,
  user_id uuid not null references accounts.users on delete cascade,
  name text not null check (length(name) between 1 and 80),
  created_at timestamptz not null,
  expires_at timestamptz
);
create index api_tokens_by_user on accounts.api_tokens (user_id, created_at desc);
