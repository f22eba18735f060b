-- The map reads one range of these: what lies between two parallels, with all that it asks, so that tens of thousands of
-- structures are counted by squares without a visit to their rows.
create index contents_on_map on contents (kind, latitude) include (longitude, territory_id, slug, title)
  where state = 'published' and kind in ('place', 'project') and latitude is not null;
create index structures_on_map on structures (latitude) include (longitude, territory_id, slug, name, themes)
  where state = 'listed' and latitude is not null;
