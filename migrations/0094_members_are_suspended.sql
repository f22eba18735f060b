-- Who may not come in for a while, or until somebody lifts it; what they wrote alone is hidden meanwhile, and comes back as it was.
create table suspensions (
  id uuid primary key,
  member_id uuid not null references members on delete cascade,
  -- Where they were at home when it was decided: whose animators see it.
  territory_id uuid not null references territories on delete cascade,
  -- Who decided: those who animate the territory, the coordination, or, of somebody of another server, that server.
  decided_by text not null check (decided_by in ('territory', 'coordination', 'home')),
  reason text not null check (length(reason) <= 1000 and (reason <> '' or decided_by = 'home')),
  by_id uuid references members on delete set null,
  at timestamptz not null,
  -- Null: until it is lifted.
  until timestamptz check (until > at),
  ended_at timestamptz,
  -- Null: the clock, or their own server.
  ended_by uuid references members on delete set null
);
-- What is decided here and what their own server decides stand beside each other.
create unique index suspensions_standing on suspensions (member_id, (decided_by = 'home')) where ended_at is null;
create index suspensions_of_member on suspensions (member_id, at desc);
create index suspensions_of_territory on suspensions (territory_id, at desc, id desc);
create index suspensions_in_order on suspensions (at desc, id desc);
create index suspensions_by on suspensions (by_id) where by_id is not null;
create index suspensions_ended_by on suspensions (ended_by) where ended_by is not null;

-- What it was before its author was suspended.
alter table contents add column suspended_from text check (suspended_from in ('scheduled', 'review', 'published', 'reserved'));
alter table contents drop constraint contents_state_check;
alter table contents add constraint contents_state_check check (state in ('draft', 'scheduled', 'review', 'published', 'reserved', 'withdrawn', 'suspended')) not valid;
alter table comments drop constraint comments_state_check;
alter table comments add constraint comments_state_check check (state in ('visible', 'withdrawn', 'hidden', 'suspended')) not valid;
