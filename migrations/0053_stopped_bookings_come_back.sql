-- What a booking was when its event was cancelled or withdrawn: given back when the event is on again.
alter table bookings add column stopped text check (stopped is null or (stopped in ('booked', 'waiting') and state = 'cancelled'));
create index bookings_stopped on bookings (time_id) where stopped is not null;

-- Those whom a published text names have been told of it.
alter table mentions add column told_at timestamptz;
update mentions set told_at = at where content_id in (select id from contents where state in ('published', 'reserved', 'withdrawn'));
create index mentions_to_tell on mentions (content_id) where content_id is not null and told_at is null;
