-- Comments of a content in the order in which they are read: each under what it answers, five levels at most. `path` is the
-- path from the first comment of the thread, a step for each level: when it was written (milliseconds, hexadecimal) and
-- the end of its identifier. A page of a long discussion is one range of one index.
-- An immutable step, so that acts, the demonstration and this migration say the same.
create function comment_step(id uuid, at timestamptz) returns text
  language sql immutable strict parallel safe
  return lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || right(id::text, 12);

alter table comments add column path text collate "C";
alter table comments add column depth smallint not null default 0 check (depth between 0 and 4);
alter table comments add column revision integer not null default 1;
-- Those whom it answers or names have been told.
alter table comments add column told_at timestamptz;

with recursive placed (id, path, depth, place) as (
  select id, comment_step(id, created_at), 0, id from comments where parent_id is null
  union all
  -- Deeper than the fifth level, an answer stands beside what it answers.
  select k.id, (case when p.depth < 4 then p.path else left(p.path, 96) end) || comment_step(k.id, k.created_at), least(p.depth + 1, 4), k.id
  from placed p join comments k on k.parent_id = p.id)
update comments k set path = p.path, depth = p.depth from placed p where p.id = k.id;
update comments set told_at = created_at;
-- squawk-ignore adding-not-nullable-field
alter table comments alter column path set not null;
create unique index comments_in_order on comments (content_id, path);
create index comments_newest on comments (content_id, created_at desc, id desc) where state = 'visible';
drop index comments_of_content;

-- What a comment said before it was edited: for those who moderate.
create table comment_versions (
  comment_id uuid not null references comments on delete cascade,
  revision integer not null,
  body jsonb not null,
  at timestamptz not null,
  primary key (comment_id, revision)
);

-- Closed by its authors or the animator: what was said stays, nothing is added.
alter table contents add column comments_closed_at timestamptz;

-- A content shared by a member with those who follow them, once, with a word of theirs.
alter table contents add column relays integer not null default 0;
create table relays (
  content_id uuid not null references contents on delete cascade,
  member_id uuid not null references members on delete cascade,
  word text not null default '' check (length(word) <= 500),
  at timestamptz not null,
  -- Copied from the content, as in the tables that listings read: null while it isn't public.
  published_at timestamptz,
  primary key (content_id, member_id)
);
create index relays_by_member on relays (member_id, at desc, content_id desc) where published_at is not null;
create index relays_of_content on relays (content_id, at desc, member_id desc) where published_at is not null;
grant select on relays to echosciences_reader;
alter table relays enable row level security;
create policy published on relays for select to echosciences_reader using (published_at is not null);

-- Asked to write a content together with its authors. One who was asked by their mail address is shown by it, not by name:
-- whose address it is isn't told to who typed it.
create table author_invitations (
  id uuid primary key,
  content_id uuid not null references contents on delete cascade,
  member_id uuid references members on delete cascade,
  email text check (email = lower(email)),
  by_id uuid not null references members on delete cascade,
  at timestamptz not null,
  check (num_nonnulls(member_id, email) >= 1)
);
create unique index author_invitations_once on author_invitations (content_id, member_id) where email is null;
create unique index author_invitations_once_by_mail on author_invitations (content_id, email) where email is not null;
create index author_invitations_of_member on author_invitations (member_id, at desc);
create index author_invitations_by on author_invitations (by_id);

-- Of what a member wants to be told by mail; the secret is in each such mail, to stop them without logging in.
create table accounts.mail_choices (
  user_id uuid primary key references accounts.users on delete cascade,
  secret text not null unique,
  mentions boolean not null default true,
  answers boolean not null default true
);

-- Whose name or words a mail carries to another: it goes with them. Mails are kept for thirty days, and none says it yet.
-- squawk-ignore adding-foreign-key-constraint
alter table accounts.mails add column about_id uuid references members on delete cascade;
create index mails_about on accounts.mails (about_id) where about_id is not null;
