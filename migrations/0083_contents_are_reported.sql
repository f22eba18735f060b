-- What somebody finds wrong, told to those who animate a territory. Nothing happens to what is reported until one of them acts.
create table reports (
  id uuid primary key,
  -- Whose animators decide.
  territory_id uuid not null references territories on delete cascade,
  -- Who reported: one of ours, or somebody of another server, who speaks for people that we don't know.
  member_id uuid references members on delete set null,
  server_id uuid references federation.servers on delete set null,
  -- How it was told on the wire: told twice, it is one.
  activity_uri text check (length(activity_uri) <= 2000),
  reason text not null check (length(reason) <= 1000),
  -- Whether the server was told where it stands.
  forwarded boolean not null default false,
  state text not null default 'open' check (state in ('open', 'settled')),
  note text not null default '' check (length(note) <= 500),
  settled_by uuid references members on delete set null,
  settled_at timestamptz,
  at timestamptz not null,
  unique (activity_uri, territory_id)
);
create index reports_open on reports (territory_id, at, id) where state = 'open';
create index reports_settled on reports (territory_id, settled_at desc, id desc) where state = 'settled';
create index reports_by_member on reports (member_id) where member_id is not null;
create index reports_of_server on reports (server_id, at) where server_id is not null;
create index reports_settled_by on reports (settled_by) where settled_by is not null;

create table report_subjects (
  report_id uuid not null references reports on delete cascade,
  position smallint not null,
  content_id uuid references contents on delete cascade,
  comment_id uuid references comments on delete cascade,
  member_id uuid references members on delete cascade,
  structure_id uuid references structures on delete cascade,
  primary key (report_id, position),
  check (num_nonnulls(content_id, comment_id, member_id, structure_id) = 1)
);
create index report_subjects_by_content on report_subjects (content_id) where content_id is not null;
create index report_subjects_by_comment on report_subjects (comment_id) where comment_id is not null;
create index report_subjects_by_member on report_subjects (member_id) where member_id is not null;
create index report_subjects_by_structure on report_subjects (structure_id) where structure_id is not null;
