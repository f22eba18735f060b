-- The agenda reads one range of an index that holds all that its filters ask of a time, so that a filter which hardly
-- anything meets costs no visit to the table for each time that doesn't.
drop index occurrences_of_territory, occurrences_of_network, openings_of_territory, openings_of_network;
create index occurrences_of_territory on occurrences (territory_id, day, starts_at, event_id)
  include (session, type, free, online, latitude, longitude, age_min, age_max, themes, audience, accessibility) where not opening;
create index occurrences_of_network on occurrences (day, starts_at, event_id)
  include (session, type, free, online, latitude, longitude, age_min, age_max, themes, audience, accessibility) where not opening;
create index openings_of_territory on occurrences (territory_id, day, event_id)
  include (type, free, online, latitude, longitude, age_min, age_max, themes, audience, accessibility) where opening;
create index openings_of_network on occurrences (day, event_id)
  include (type, free, online, latitude, longitude, age_min, age_max, themes, audience, accessibility) where opening;
-- The newest tags of a territory, and of the network, to count which are used most.
create index content_tags_newest_of_territory on content_tags (territory_id, published_at desc) include (tag, label) where published_at is not null;
create index content_tags_newest on content_tags (published_at desc) include (tag, label) where published_at is not null;
-- What waits for an animator: few among many.
create index contents_waiting on contents (territory_id, updated_at) where state = 'review';
