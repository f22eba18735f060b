-- A place to visit: a museum, a garden, an observatory. Whoever runs it stands in content_structures, as organiser.
create table places (
  content_id uuid primary key references contents on delete cascade,
  territory_id uuid not null references territories,
  zone text not null,
  type text not null,
  address text not null default '',
  postcode text not null default '',
  commune_code text,
  commune_name text not null default '',
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  -- As OpenStreetMap writes them.
  hours text not null default '' check (length(hours) <= 500),
  transport text not null default '' check (length(transport) <= 500),
  parking text not null default '' check (length(parking) <= 500),
  pricing text not null default 'unknown' check (pricing in ('free', 'paid', 'unknown')),
  prices jsonb not null default '[]',
  accessibility text[] not null default '{}',
  website text not null default '',
  phone text not null default '',
  check ((latitude is null) = (longitude is null))
);
create index places_by_type on places (type, content_id);

-- When it is open in the coming weeks, on the world's clock: derived from the hours, renewed every day.
create table place_openings (
  content_id uuid not null references places on delete cascade,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  primary key (content_id, opens_at)
);

-- An event held at a place of the census: its page says so, and the place's lists it.
alter table events add column place_id uuid;
alter table events add constraint events_place_id_fkey foreign key (place_id) references places (content_id) on delete set null not valid;
-- The column is new: nothing stands in it yet, so there is nothing to read.
-- squawk-ignore constraint-missing-not-valid
alter table events validate constraint events_place_id_fkey;
create index events_by_place on events (place_id) where place_id is not null;

grant select on places, place_openings to echosciences_reader;
alter table places enable row level security;
create policy published on places for select to echosciences_reader using (exists (select from contents where id = content_id));
alter table place_openings enable row level security;
create policy published on place_openings for select to echosciences_reader using (exists (select from contents where id = content_id));
