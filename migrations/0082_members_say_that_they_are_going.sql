-- Who says that they come to an event: whoever likes, those whom its organisers accept, those whom they invite; or it isn't said here.
alter table events
  add column joining text not null default 'free' check (joining in ('free', 'restricted', 'invite', 'none')),
  -- How many come, as this server counts them.
  add column going integer not null default 0,
  -- And as the server counts where the event stands, if that is another.
  add column going_told integer check (going_told >= 0);
update events set joining = 'none' where territory_id in (select id from territories where elsewhere);

create table participations (
  content_id uuid not null references events on delete cascade,
  member_id uuid not null references members on delete cascade,
  -- `asked`: an answer is waited for. `elsewhere`: its organisers answered that one books on their page.
  state text not null check (state in ('asked', 'going', 'refused', 'elsewhere')),
  -- A word to those who organise.
  message text not null default '' check (length(message) <= 500),
  at timestamptz not null,
  primary key (content_id, member_id)
);
create index participations_by_member on participations (member_id, at desc, content_id);
create index participations_in_order on participations (content_id, at, member_id);

-- How it was asked on the wire, by one of ours elsewhere or by one of another server here: what an answer names.
create table federation.joins (
  content_id uuid not null,
  member_id uuid not null,
  activity_uri text not null unique check (length(activity_uri) <= 2000),
  primary key (content_id, member_id),
  foreign key (content_id, member_id) references participations on delete cascade
);
