-- A territory of another server of the network, so that what is published there stands beside ours at the portal.
alter table territories
  -- Where it answers; null for ours, and for the wide world.
  add column origin text check (length(origin) <= 300);
-- Few rows: every one of them is a server's territory.
create unique index territories_elsewhere on territories (origin) where origin is not null;

-- The territories of the network's other servers, with their figures as their own server last told them: for everybody to read.
create view platforms as
  select p.host as server, x.origin, x.name, x.structure, p.issued_at as told_at,
    (x.figures ->> 'members')::int as members, (x.figures ->> 'contributors')::int as contributors, (x.figures ->> 'articles')::int as articles, (x.figures ->> 'events')::int as events, (x.figures ->> 'dossiers')::int as dossiers
  from network.peers p, jsonb_to_recordset(p.platforms) as x(origin text, name text, structure text, figures jsonb)
  where p.state = 'member';
grant select on platforms to echosciences_reader;
