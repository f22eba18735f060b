-- A dated campaign over one or several territories. The territory of the content leads; others join when their animators say so.
create table operations (
  content_id uuid primary key references contents on delete cascade,
  territory_id uuid not null references territories,
  zone text not null,
  starts_on date not null,
  ends_on date not null,
  -- Until when events are proposed, as the poster says it; null: no call. `call_closes_at` is derived.
  call_until text check (length(call_until) between 10 and 19),
  call_closes_at timestamptz,
  -- What may be given to an event, in order: "Village des sciences", "Scolaires".
  labels text[] not null default '{}',
  check (ends_on >= starts_on),
  check ((call_until is null) = (call_closes_at is null))
);
create index operations_by_end on operations (ends_on, content_id);

create table operation_territories (
  operation_id uuid not null references operations on delete cascade,
  territory_id uuid not null references territories on delete cascade,
  state text not null check (state in ('invited', 'joined')),
  since timestamptz not null,
  primary key (operation_id, territory_id)
);
create index operation_territories_by_territory on operation_territories (territory_id, operation_id);

create table operation_events (
  operation_id uuid not null references operations on delete cascade,
  event_id uuid not null references events on delete cascade,
  territory_id uuid not null references territories,
  state text not null check (state in ('proposed', 'accepted', 'declined')),
  label text not null default '' check (length(label) <= 60),
  -- Told to the event's authors, with a refusal above all.
  note text not null default '' check (length(note) <= 600),
  proposed_by uuid references members on delete set null,
  proposed_at timestamptz not null,
  decided_by uuid references members on delete set null,
  decided_at timestamptz,
  primary key (operation_id, event_id)
);
create index operation_events_accepted on operation_events (operation_id, territory_id, event_id) where state = 'accepted';
create index operation_events_of_event on operation_events (event_id) where state = 'accepted';
create index operation_events_to_decide on operation_events (operation_id, territory_id, proposed_at, event_id) where state <> 'accepted';

-- The public reader: what is accepted of what is published.
grant select on operations to echosciences_reader;
alter table operations enable row level security;
create policy published on operations for select to echosciences_reader using (exists (select from contents where id = content_id));
grant select on operation_territories to echosciences_reader;
alter table operation_territories enable row level security;
create policy joined on operation_territories for select to echosciences_reader
  using (state = 'joined' and exists (select from contents where id = operation_id));
grant select (operation_id, event_id, territory_id, state, label) on operation_events to echosciences_reader;
alter table operation_events enable row level security;
create policy accepted on operation_events for select to echosciences_reader
  using (state = 'accepted' and exists (select from contents where id = operation_id) and exists (select from contents where id = event_id));
