-- What two members write to each other. Nobody else reads it: the public reader has no right to any of these tables, and no page
-- but theirs asks them.
create table conversations (
  id uuid primary key,
  -- The two of them, in order, so that they have one conversation. Null once one is no more.
  first_id uuid references members on delete set null,
  second_id uuid references members on delete set null,
  opened_by uuid references members on delete set null,
  opened_at timestamptz not null,
  unique (first_id, second_id),
  check (first_id < second_id)
);
create index conversations_by_second on conversations (second_id) where second_id is not null;
create index conversations_by_opener on conversations (opened_by, opened_at) where opened_by is not null;

-- How a conversation stands with each of the two.
create table conversation_members (
  conversation_id uuid not null references conversations on delete cascade,
  member_id uuid not null references members on delete cascade,
  -- When the last message came that this one sees; null: none did, and the conversation isn't among theirs.
  last_at timestamptz,
  unread integer not null default 0 check (unread >= 0),
  read_at timestamptz,
  primary key (conversation_id, member_id)
);
create index conversation_members_in_order on conversation_members (member_id, (unread > 0) desc, last_at desc, conversation_id desc) where last_at is not null;

create table messages (
  id uuid primary key,
  conversation_id uuid not null references conversations on delete cascade,
  author_id uuid not null references members on delete cascade,
  body jsonb not null,
  state text not null default 'sent' check (state in ('sent', 'withdrawn')),
  -- Kept from the other, who blocked its author: to its author it looks as any other.
  withheld boolean not null default false,
  -- Where it stands on the server of who wrote it; null for ours.
  uri text unique check (length(uri) <= 2000),
  submission uuid,
  -- A mail has told of it.
  told_at timestamptz,
  at timestamptz not null,
  edited_at timestamptz
);
create index messages_in_order on messages (conversation_id, at, id);
create index messages_by_age on messages (at);
create index messages_by_author on messages (author_id);
create unique index messages_by_submission on messages (submission, author_id) where submission is not null;

-- Whose messages a member doesn't want.
create table message_blocks (
  member_id uuid not null references members on delete cascade,
  blocked_id uuid not null references members on delete cascade,
  at timestamptz not null,
  primary key (member_id, blocked_id)
);
create index message_blocks_by_blocked on message_blocks (blocked_id);

-- From whom a member takes messages: everybody until they say otherwise. `known`: those whom they follow or have written to.
create table message_choices (
  member_id uuid primary key references members on delete cascade,
  accepts text not null check (accepts in ('everyone', 'known', 'nobody'))
);

-- Whether a mail tells of a message that waits.
alter table accounts.mail_choices add column messages boolean not null default true;

-- Of a message that is reported, those who decide read what it said when it was reported, and nothing else of the conversation.
alter table report_subjects add column message_id uuid;
alter table report_subjects add constraint report_subjects_message_id_fkey foreign key (message_id) references messages on delete cascade not valid;
alter table report_subjects add column message_body jsonb;
alter table report_subjects drop constraint report_subjects_check;
alter table report_subjects add constraint report_subjects_one check (num_nonnulls(content_id, comment_id, member_id, structure_id, message_id) = 1) not valid;
create index report_subjects_by_message on report_subjects (message_id) where message_id is not null;
