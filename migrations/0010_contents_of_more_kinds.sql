-- Room for the kinds that are published besides articles, events and dossiers. What a kind adds lives in a table of its own;
-- what every listing shows of it is copied here, so that a card of any kind is read without another join.
alter table contents drop constraint contents_kind_check;
alter table contents add constraint contents_kind_check
  check (kind in ('article', 'event', 'dossier', 'announcement', 'project', 'place', 'itinerary', 'operation'));

-- Words of the kind that search weighs like tags: a place, a commune, an organisation.
alter table contents add column keywords text not null default '';
-- What a card of this kind shows: each feature says which fields (`…Brief`).
alter table contents add column brief jsonb not null default '{}';
alter table contents add column latitude double precision check (latitude between -90 and 90);
alter table contents add column longitude double precision check (longitude between -180 and 180);
alter table contents add constraint contents_point_whole check ((latitude is null) = (longitude is null));
update contents c set keywords = concat_ws(' ', e.place_name, e.commune_name, e.organiser), latitude = e.latitude, longitude = e.longitude
  from events e where e.content_id = c.id;
create index contents_with_point on contents (territory_id, kind, published_at desc, id desc) where state = 'published' and latitude is not null;

alter table follows drop constraint follows_kind_check;
alter table follows add constraint follows_kind_check
  check (kind in ('member', 'tag', 'territory', 'dossier', 'project', 'place', 'itinerary', 'operation', 'structure', 'community', 'theme'));
