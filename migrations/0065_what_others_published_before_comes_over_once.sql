-- When what somebody elsewhere had published before was read, because somebody here follows them.
alter table federation.actors add column gathered_at timestamptz;
