-- A handle of somebody who left is nobody's again: whoever took it would inherit what others' links say. Only its digest is kept.
create table accounts.left_handles (
  hash bytea primary key
);

-- A member's own data, gathered into one file that only they can fetch, for a while.
create table accounts.exports (
  id uuid primary key,
  user_id uuid not null references accounts.users on delete cascade,
  state text not null check (state in ('asked', 'ready', 'failed')),
  -- In hundredths.
  progress smallint not null default 0 check (progress between 0 and 100),
  file text,
  size bigint,
  asked_at timestamptz not null,
  expires_at timestamptz,
  check ((state = 'ready') = (file is not null and size is not null and expires_at is not null))
);
create index exports_by_user on accounts.exports (user_id, asked_at desc);
create unique index one_export_at_a_time on accounts.exports (user_id) where state = 'asked';
create index exports_expired on accounts.exports (expires_at) where expires_at is not null;

-- One more link that is used once: it erases. This table holds what hasn't expired: few rows to look at.
alter table accounts.tokens drop constraint tokens_kind_check;
-- squawk-ignore constraint-missing-not-valid
alter table accounts.tokens add constraint tokens_kind_check check (kind in ('sign-up', 'reset', 'change-email', 'login-link', 'handover', 'leave'));

-- What members did, to be found when they leave.
create index facts_by_whom on facts ((payload ->> 'by')) where payload ->> 'by' is not null;
create index facts_about_whom on facts ((payload ->> 'member')) where payload ->> 'member' is not null;
-- What members made, to be found when they leave.
create index content_versions_by_member on content_versions (member_id) where member_id is not null;
create index structures_recorded on structures (recorded_by) where recorded_by is not null;
