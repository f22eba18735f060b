create table follows (
  member_id uuid not null references members on delete cascade,
  kind text not null check (kind in ('member', 'tag', 'territory', 'dossier')),
  target text not null check (length(target) <= 100),
  at timestamptz not null,
  primary key (member_id, kind, target)
);
create index follows_by_target on follows (kind, target);

create table likes (
  content_id uuid not null references contents on delete cascade,
  member_id uuid not null references members on delete cascade,
  at timestamptz not null,
  primary key (content_id, member_id)
);
create index likes_by_member on likes (member_id, at desc);

create table comments (
  id uuid primary key,
  content_id uuid not null references contents on delete cascade,
  parent_id uuid references comments on delete cascade,
  author_id uuid references members on delete set null,
  body jsonb not null,
  state text not null default 'visible' check (state in ('visible', 'withdrawn', 'hidden')),
  submission uuid unique,
  created_at timestamptz not null,
  edited_at timestamptz
);
create index comments_of_content on comments (content_id, created_at, id);
create index comments_by_author on comments (author_id, created_at desc);

create table dossiers (
  content_id uuid primary key references contents on delete cascade,
  contributions text not null default 'closed' check (contributions in ('open', 'closed'))
);

create table dossier_items (
  dossier_id uuid not null references dossiers on delete cascade,
  content_id uuid not null references contents on delete cascade,
  position integer not null,
  note text not null default '' check (length(note) <= 2000),
  added_by uuid references members on delete set null,
  added_at timestamptz not null,
  primary key (dossier_id, content_id),
  unique (dossier_id, position) deferrable initially deferred
);
create index dossier_items_by_content on dossier_items (content_id);
