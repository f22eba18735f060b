-- A territory's own subjects, beside the network's. One that is retired stays with its contents and is no longer proposed.
create table territory_themes (
  -- Never changes: addresses and contents name it.
  code text primary key check (code ~ '^[a-z0-9-]{2,80}$'),
  territory_id uuid not null references territories,
  name_fr text not null check (length(name_fr) between 1 and 60),
  name_en text not null check (length(name_en) between 1 and 60),
  pattern text not null,
  icon text not null,
  position smallint not null,
  retired_at timestamptz,
  created_at timestamptz not null
);
create index territory_themes_of_territory on territory_themes (territory_id, position, code);
grant select on territory_themes to echosciences_reader;
