-- An itinerary: places to visit and other stops in their order, on foot, by bicycle, by bus or by car.
create table itineraries (
  content_id uuid primary key references contents on delete cascade,
  territory_id uuid not null references territories,
  travel text not null check (travel in ('walk', 'bike', 'transit', 'car')),
  level text not null default 'unknown' check (level in ('unknown', 'easy', 'medium', 'hard')),
  looped boolean not null default false,
  audience text[] not null default '{}',
  accessibility text[] not null default '{}',
  pricing text not null default 'unknown' check (pricing in ('free', 'paid', 'unknown')),
  prices jsonb not null default '[]',
  -- What readers are told: measured on the line, unless the author knows better.
  metres integer not null default 0 check (metres between 0 and 3000000),
  minutes integer not null default 0 check (minutes between 0 and 43200),
  own_metres integer,
  own_minutes integer,
  -- [[longitude, latitude], …] as a track said them; null where one goes straight from stop to stop.
  line jsonb
);

-- A place of the census, or a stop of its own. A place that is gone leaves its note, and neither name nor point.
create table itinerary_stops (
  itinerary_id uuid not null references itineraries on delete cascade,
  position integer not null check (position between 0 and 49),
  place_id uuid references places on delete set null,
  name text not null default '' check (length(name) <= 200),
  address text not null default '',
  commune_code text,
  commune_name text not null default '',
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  note text not null default '' check (length(note) <= 600),
  minutes integer not null default 0 check (minutes between 0 and 1440),
  primary key (itinerary_id, position),
  check ((latitude is null) = (longitude is null))
);
create index itinerary_stops_by_place on itinerary_stops (place_id) where place_id is not null;

grant select on itineraries, itinerary_stops to echosciences_reader;
alter table itineraries enable row level security;
create policy published on itineraries for select to echosciences_reader using (exists (select from contents where id = content_id));
alter table itinerary_stops enable row level security;
create policy published on itinerary_stops for select to echosciences_reader using (exists (select from contents where id = itinerary_id));
