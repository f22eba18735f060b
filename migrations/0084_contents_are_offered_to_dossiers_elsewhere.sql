-- How a content was proposed to a dossier on the wire, by one of ours elsewhere or by one of another server here: what an answer names.
create table federation.offers (
  activity_uri text primary key check (length(activity_uri) <= 2000),
  dossier_id uuid not null references contents on delete cascade,
  content_id uuid not null references contents on delete cascade,
  member_id uuid not null references members on delete cascade,
  at timestamptz not null,
  unique (dossier_id, content_id, member_id)
);
create index offers_of_content on federation.offers (content_id);
create index offers_by_member on federation.offers (member_id);
