-- The list of itineraries reads one range of these, the newest first: few rows among all contents, with the point that "near" asks for.
create index itineraries_newest_of_territory on contents (territory_id, published_at desc, id desc) include (latitude, longitude)
  where kind = 'itinerary' and state = 'published';
create index itineraries_newest on contents (published_at desc, id desc) include (latitude, longitude)
  where kind = 'itinerary' and state = 'published';
create index itineraries_on_map on contents (latitude) include (longitude, territory_id, slug, title)
  where kind = 'itinerary' and state = 'published' and latitude is not null;
