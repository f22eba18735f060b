-- What was lately refused from a server, by day and by why, when the request was signed by somebody of it: counted, never written down one by one.
create table federation.refusals (
  server_id uuid not null references federation.servers on delete cascade,
  day date not null,
  reason text not null check (length(reason) <= 100),
  times integer not null check (times > 0),
  last_at timestamptz not null,
  primary key (server_id, day, reason)
);
create index refusals_by_day on federation.refusals (day);
