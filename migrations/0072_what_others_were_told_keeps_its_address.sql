-- Under which address, and by whom, a content was first said or served: that holds for ever, whoever publishes it later and wherever its territory moves.
create table federation.names (
  -- What stands in the address: the content's own identifier, but for one that was said anew under another.
  wire_id uuid primary key,
  -- Without a reference: what is no more is still told apart from what never was.
  content_id uuid not null,
  -- Who answers for it. Its host is where the address stands.
  actor_id uuid not null references federation.actors on delete cascade,
  at timestamptz not null,
  -- When whoever answered for it was no more, and it was said anew by somebody else.
  ended_at timestamptz
);
create unique index names_of_content on federation.names (content_id) where ended_at is null;
create index names_of_actor on federation.names (actor_id);

-- What was said until now keeps the address that was said last. A project is its own actor.
insert into federation.names (wire_id, content_id, actor_id, at)
select distinct on (e.content_id) e.content_id, e.content_id, e.actor_id, e.at
from federation.activities e join contents c on c.id = e.content_id and c.kind <> 'project'
where e.type in ('Create', 'Update') and e.object_uri like '%/' || e.content_id::text
order by e.content_id, e.at desc, e.id desc;

-- Whoever moves home meanwhile is written down once.
create unique index actors_of_ours_once on federation.actors (kind, subject) where server_id is null and kind in ('member', 'structure', 'community', 'project');
