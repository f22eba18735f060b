-- A call: a content whose author collects answers on the platform, with a form of their own, until a deadline.
create table calls (
  content_id uuid primary key references contents on delete cascade,
  territory_id uuid not null references territories,
  -- The questions, in order: see features/forms/question.ts.
  questions jsonb not null,
  opened boolean not null default true,
  closes_at timestamptz not null,
  -- How long answers are kept after the deadline, as the author chose and the form says.
  keep_months smallint not null check (keep_months between 1 and 24),
  forget_at timestamptz not null
);
create index calls_to_forget on calls (forget_at);

create table answers (
  id uuid primary key,
  content_id uuid not null references calls on delete cascade,
  member_id uuid not null references members on delete cascade,
  -- What was answered, each with its question as it was asked then.
  answered jsonb not null,
  mark text not null default 'new' check (mark in ('new', 'seen', 'kept', 'refused')),
  note text not null default '' check (length(note) <= 4000),
  sent_at timestamptz not null,
  changed_at timestamptz not null,
  unique (content_id, member_id)
);
create index answers_of_call on answers (content_id, sent_at, id);
create index answers_by_member on answers (member_id, sent_at desc);

-- Files of answers, in the database rather than beside the public pictures: they are deleted with their answer, surely.
create table answer_files (
  id uuid primary key,
  content_id uuid not null references calls on delete cascade,
  -- Null until the answer is sent; what no answer took is deleted after a day.
  answer_id uuid references answers on delete cascade,
  member_id uuid not null references members on delete cascade,
  name text not null check (length(name) between 1 and 200),
  type text not null,
  size integer not null check (size between 1 and 5000000),
  bytes bytea not null,
  created_at timestamptz not null
);
create index answer_files_of_answer on answer_files (answer_id);
create index answer_files_of_call on answer_files (content_id);
create index answer_files_by_member on answer_files (member_id);
create index answer_files_left on answer_files (created_at) where answer_id is null;
-- A file is compressed already.
alter table answer_files alter column bytes set storage external;
