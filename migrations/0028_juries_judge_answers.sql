-- Members whom the author of a call asked to judge its answers, by criteria of the author's.
create table juries (
  content_id uuid primary key references calls on delete cascade,
  -- [{id, label, weight}]: they stand once a note was given.
  criteria jsonb not null
);

create table jurors (
  content_id uuid not null references juries on delete cascade,
  member_id uuid not null references members on delete cascade,
  state text not null check (state in ('invited', 'accepted', 'declined')),
  since timestamptz not null,
  primary key (content_id, member_id)
);
create index jurors_by_member on jurors (member_id);

-- What a juror thinks of an answer: a note from 0 to 5 for each criterion, or that they withdraw, being too close to it.
create table jury_notes (
  answer_id uuid not null references answers on delete cascade,
  content_id uuid not null references juries on delete cascade,
  member_id uuid not null references members on delete cascade,
  conflict boolean not null,
  notes jsonb not null,
  comment text not null default '' check (length(comment) <= 4000),
  at timestamptz not null,
  primary key (answer_id, member_id)
);
create index jury_notes_of_call on jury_notes (content_id, member_id);
create index jury_notes_by_member on jury_notes (member_id);
