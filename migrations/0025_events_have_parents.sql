-- A festival, its days, their workshops: three levels at most. `parent_id` is the event above, `root_id` the highest one,
-- so that the programme of a festival is one range of an index of its times, and that of one of its days another.
alter table events
  -- squawk-ignore adding-foreign-key-constraint
  add column parent_id uuid references events on delete set null check (parent_id <> content_id),
  -- squawk-ignore adding-foreign-key-constraint
  add column root_id uuid references events on delete set null check (root_id <> content_id),
  -- Where it first was to begin, as the poster said it, once it has been postponed: it goes on being shown.
  add column first_start text check (length(first_start) between 10 and 19);
create index events_children on events (parent_id) where parent_id is not null;
create index events_below on events (root_id) where root_id is not null;

-- Copied from the event, as all that filters ask of a time.
alter table occurrences add column parent_id uuid, add column root_id uuid;
create index occurrences_below on occurrences (root_id, opening, day, starts_at, event_id) where root_id is not null;
create index occurrences_of_children on occurrences (parent_id, opening, day, starts_at, event_id) where parent_id is not null;

-- Somebody would like their event to be in a programme: its authors will say. Only they and its proposer know.
create table event_proposals (
  child_id uuid primary key references events on delete cascade,
  parent_id uuid not null references events on delete cascade,
  proposed_by uuid references members on delete set null,
  at timestamptz not null,
  check (child_id <> parent_id)
);
create index event_proposals_by_parent on event_proposals (parent_id, at);
