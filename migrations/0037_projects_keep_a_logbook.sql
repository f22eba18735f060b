-- A project: its stage, who carries it, what it looks for, and the logbook that followers read.
create table projects (
  content_id uuid primary key references contents on delete cascade,
  territory_id uuid not null references territories,
  stage text not null check (stage in ('idea', 'building', 'running', 'finished', 'stopped')),
  -- Local dates, as they are told.
  starts_on date,
  ends_on date,
  funding text not null default '' check (length(funding) <= 600),
  website text not null default '',
  commune_code text,
  commune_name text not null default '',
  check (ends_on is null or starts_on is null or ends_on >= starts_on)
);
create index projects_by_stage on projects (stage, content_id);

-- Who is in the team, with a role in their own words. Whoever is invited isn't shown before they accept.
create table project_members (
  project_id uuid not null references projects on delete cascade,
  member_id uuid not null references members on delete cascade,
  role text not null default '' check (length(role) <= 80),
  state text not null check (state in ('invited', 'in')),
  since timestamptz not null,
  primary key (project_id, member_id)
);
create index project_members_by_member on project_members (member_id);

-- The logbook.
create table project_updates (
  id uuid primary key,
  project_id uuid not null references projects on delete cascade,
  member_id uuid references members on delete set null,
  body jsonb not null,
  body_text text not null check (length(body_text) between 1 and 10000),
  picture_id uuid references media on delete set null,
  submission uuid unique,
  at timestamptz not null
);
create index project_updates_by_age on project_updates (project_id, at desc, id desc);
create index project_updates_by_member on project_updates (member_id) where member_id is not null;
create index project_updates_by_picture on project_updates (picture_id) where picture_id is not null;

-- What belongs to a project: its announcements are what it looks for, the others tell of it.
create table project_contents (
  project_id uuid not null references projects on delete cascade,
  content_id uuid not null references contents on delete cascade,
  at timestamptz not null,
  primary key (project_id, content_id)
);
create index project_contents_by_content on project_contents (content_id);

grant select on projects, project_members, project_updates, project_contents to echosciences_reader;
alter table projects enable row level security;
create policy published on projects for select to echosciences_reader using (exists (select from contents where id = content_id));
alter table project_members enable row level security;
create policy accepted on project_members for select to echosciences_reader using (state = 'in' and exists (select from contents where id = project_id));
alter table project_updates enable row level security;
create policy published on project_updates for select to echosciences_reader using (exists (select from contents where id = project_id));
alter table project_contents enable row level security;
create policy published on project_contents for select to echosciences_reader using (exists (select from contents where id = project_id) and exists (select from contents where id = content_id));
-- A picture of a public logbook shows.
create policy shown_in_logbooks on media for select to echosciences_reader using (exists (select from project_updates where picture_id = media.id));
