-- What others said is heard server by server, in the order in which it came: one job for each server, however much waits.
create index received_to_hear on federation.received (server_id, at, uri) where state = 'waiting';
