-- Files that a text offers to take away: as public as the contents that offer them.
create table attachments (
  id uuid primary key,
  territory_id uuid not null references territories,
  owner_id uuid references members on delete set null,
  -- SHA-256 of the bytes, in hexadecimal: the file's name in the store.
  hash text not null,
  name text not null check (length(name) between 1 and 200),
  type text not null,
  size bigint not null,
  created_at timestamptz not null
);
create index attachments_by_owner on attachments (owner_id);
create table content_attachments (
  content_id uuid not null references contents on delete cascade,
  attachment_id uuid not null references attachments on delete cascade,
  primary key (content_id, attachment_id)
);
create index content_attachments_by_attachment on content_attachments (attachment_id);

-- What the hosts of videos and sounds say of those that texts show: asked once, by the server, so that no reader's browser asks.
create table embeds (
  url text primary key check (length(url) <= 500),
  title text not null default '' check (length(title) <= 300),
  media_id uuid references media on delete set null,
  looked_up_at timestamptz not null
);
create index embeds_by_media on embeds (media_id) where media_id is not null;
