-- A structure that doesn't want to be named as organiser or partner of a content, where it stood in it. Until its people
-- take it back, who signs that content doesn't name it in any other.
create table declined_namings (
  structure_id uuid not null references structures on delete cascade,
  content_id uuid not null references contents on delete cascade,
  role text not null check (role in ('organiser', 'partner')),
  position smallint not null,
  at timestamptz not null,
  primary key (structure_id, content_id)
);
create index declined_namings_of_content on declined_namings (content_id);
