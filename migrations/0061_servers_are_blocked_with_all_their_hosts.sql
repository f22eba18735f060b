-- A form that was sent twice counts once for whoever sent it: nobody takes the place of another's by guessing its mark, and
-- those of what comes from other servers are made from addresses that everybody knows.
alter table contents drop constraint contents_submission_key;
create unique index contents_submission_key on contents (submission, created_by) where submission is not null;
alter table comments drop constraint comments_submission_key;
create unique index comments_submission_key on comments (submission, author_id) where submission is not null;

-- Blocked hosts, with all that stands under them, are looked for at each word from outside; there are few.
create index servers_blocked on federation.servers (host) where trust = 'blocked';
-- Those of other servers of whom nobody here has heard for long are looked for, the oldest first.
create index actors_by_age on federation.actors (read_at) where server_id is not null;

-- A host as blocks compare them: without its port.
create function federation.is_blocked(asked text) returns boolean language sql stable as $$
  select exists (
    select from federation.servers b where b.trust = 'blocked'
      and (b.host = asked or split_part(b.host, ':', 1) = split_part(asked, ':', 1) or split_part(asked, ':', 1) like '%.' || split_part(b.host, ':', 1)))
$$;

-- What somebody said is looked for before they are forgotten.
create index received_of_actor on federation.received (actor_id);
