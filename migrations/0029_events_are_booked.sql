-- An event that one books here: what is offered, the same for all its times.
create table booking_offers (
  event_id uuid primary key references contents on delete cascade,
  territory_id uuid not null references territories,
  -- [{id, label, limit}]: kinds of seats; without a limit of its own, a kind shares the capacity.
  kinds jsonb not null,
  capacity integer not null check (capacity between 1 and 100000),
  most_each smallint not null check (most_each between 1 and 50),
  waiting_list boolean not null,
  questions jsonb not null,
  opened boolean not null,
  -- Booking stops so many hours before the start.
  hours_before smallint not null check (hours_before between 0 and 720),
  -- How long bookings are kept after their time.
  keep_months smallint not null check (keep_months between 1 and 24),
  -- We said that it is full: we take it back when seats come free.
  marked_full boolean not null default false,
  -- The state of the event that those who booked were last told.
  told_status text not null default 'on'
);

-- One time of an event, with the seats that it has. Whoever books locks its row.
create table booking_times (
  id uuid primary key,
  event_id uuid not null references booking_offers on delete cascade,
  -- The session that it comes from, by its place in the event's list.
  session smallint not null,
  zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  start_local timestamp not null,
  end_local timestamp,
  whole_day boolean not null,
  capacity integer not null check (capacity between 0 and 100000),
  -- No longer a time of the event.
  dropped boolean not null default false
);
create index booking_times_of_event on booking_times (event_id, starts_at);
create index booking_times_coming on booking_times (starts_at) where not dropped;

create table bookings (
  id uuid primary key,
  time_id uuid not null references booking_times on delete cascade,
  event_id uuid not null references booking_offers on delete cascade,
  member_id uuid references members on delete cascade,
  name text not null check (length(name) between 1 and 200),
  email text not null check (length(email) between 3 and 320),
  locale text not null,
  -- {kind: number}
  seats jsonb not null,
  places smallint not null check (places between 1 and 50),
  answered jsonb not null,
  state text not null check (state in ('booked', 'waiting', 'cancelled')),
  came boolean not null default false,
  -- Grows with each mail that changes something: SEQUENCE of RFC 5545.
  sequence integer not null default 0,
  -- Made by the form: the same one sent twice books once.
  submission uuid unique,
  booked_at timestamptz not null,
  reminded_at timestamptz
);
-- One address books a time once.
create unique index bookings_by_email on bookings (time_id, lower(email)) where state <> 'cancelled';
create index bookings_of_time on bookings (time_id, state, booked_at, id);
create index bookings_of_event on bookings (event_id, state);
create index bookings_by_member on bookings (member_id, booked_at desc) where member_id is not null;
create index bookings_by_address on bookings (lower(email));

-- The secrets of the links in mails, each good for one booking; and which mails were written, so that none is written twice.
create table booking_links (
  telling uuid primary key,
  hash bytea not null unique,
  booking_id uuid not null references bookings on delete cascade
);
create index booking_links_of_booking on booking_links (booking_id);
