-- What somebody is typing, kept until it is saved: a closed tab, a lost connection or another computer loses nothing.
-- Each opening of a form is one row, so that two tabs never overwrite each other.
create table kept_writings (
  -- The form's own number, under which a new content is written once.
  id uuid primary key,
  member_id uuid not null references members on delete cascade,
  territory_id uuid not null references territories,
  kind text not null check (length(kind) <= 40),
  -- The content being corrected; none for a new one.
  content_id uuid references contents on delete cascade,
  -- The revision that was opened.
  revision integer,
  title text not null default '' check (length(title) <= 300),
  -- The fields as typed, in the form's order.
  fields jsonb not null,
  at timestamptz not null,
  -- When it was saved or given up; null while it goes on.
  finished_at timestamptz
);
create index kept_writings_of_member on kept_writings (member_id, at desc);
create index kept_writings_of_content on kept_writings (content_id, at desc) where content_id is not null;
create index kept_writings_by_time on kept_writings (at);

-- What all kinds of contents are written with beside title, summary and text, so that a version can come back whole.
alter table content_versions add column common jsonb not null default '{}';
