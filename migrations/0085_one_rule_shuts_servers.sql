-- What shuts a server stands in one place, `restrictions`: what was decided before it was kept there follows here.
insert into federation.restrictions (server_id, territory_id, trust)
  select u.id, null, case when bool_or(p.trust = 'blocked') then 'blocked' else 'limited' end from federation.servers u
  join federation.servers p on split_part(p.host, ':', 1) = any(federation.hosts_above(u.host)) and p.trust in ('limited', 'blocked')
  group by u.id on conflict (server_id, territory_id) do nothing;

-- Of a host that we may never have met: what shuts a domain, at whichever port, shuts all that is under it.
create or replace function federation.is_blocked(asked text) returns boolean language sql stable as $$
  select exists (select from federation.servers b join federation.restrictions r on r.server_id = b.id where split_part(b.host, ':', 1) = any(federation.hosts_above(asked)) and r.trust = 'blocked' and r.territory_id is null)
$$;
drop index federation.servers_blocked;
