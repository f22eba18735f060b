-- Who is named by `@handle` in a comment or in a content's text: found when the text was written, so that a later member of
-- the same name isn't taken for them.
create table mentions (
  comment_id uuid references comments on delete cascade,
  content_id uuid references contents on delete cascade,
  -- As it was typed, in small letters, without the first @.
  handle text not null check (length(handle) between 1 and 120),
  member_id uuid references members on delete cascade,
  structure_id uuid references structures on delete cascade,
  at timestamptz not null,
  check (num_nonnulls(comment_id, content_id) = 1),
  check (num_nonnulls(member_id, structure_id) = 1)
);
create unique index mentions_of_comment on mentions (comment_id, handle) where comment_id is not null;
create unique index mentions_of_content on mentions (content_id, handle) where content_id is not null;
create index mentions_of_member on mentions (member_id, at desc) where member_id is not null;
create index mentions_of_structure on mentions (structure_id) where structure_id is not null;

-- Whoever types the beginning of a name finds it: each is one range of an index.
create index members_by_handle_start on members (handle text_pattern_ops) where state = 'active' and listed;
create index members_by_name_start on members (plain_text(name) text_pattern_ops) where state = 'active' and listed;
create index structures_by_name_start on structures (plain_text(name) text_pattern_ops) where state = 'listed';
create index structures_by_slug on structures (slug text_pattern_ops) where state = 'listed';

grant select on mentions to echosciences_reader;
alter table mentions enable row level security;
-- As public as the text that names them.
create policy published on mentions for select to echosciences_reader
  using (exists (select from comments where id = comment_id) or exists (select from contents where id = content_id));
