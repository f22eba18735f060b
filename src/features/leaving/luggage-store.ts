import { escapeLiteral } from "../../platform/database.ts";
import { wideWorld } from "../territories/territory.ts";
import { idOf, makePlace, notAskedYet, originOf, readColumns, readTies, type Run, type Tie } from "./sets-store.ts";
import { travelling, waitingTable } from "./tables.ts";

const t = waitingTable;
/** Tables whose key is a content's. */
const contentLike = new Set(["contents", "events", "dossiers", "places", "projects", "operations", "itineraries", "announcements"]);

/** Lays out what travels in tables of this transaction: what is the territory's own as it is, and the rest as any other server may know it. */
export async function layOut(run: Run, emptyText: string): Promise<void> {
  for (const { table, rows } of travelling) {
    const columns = await readColumns(run, table);
    await makePlace(run, table, t(table));
    await run(`insert into ${t(table)} (${columns.join(", ")}) select ${columns.map((column) => `x.${column}`).join(", ")} from ${table} x where ${rows}`);
  }
  const ties = await readTies(run);
  await turnFollows(run);
  await layOutKnown(run, ties);
  await turnNamings(run);
  await layOutStrangers(run, ties);
  await layOutFederation(run);
  await forgetPowers(run, emptyText);
  await mend(run, ties);
}

/** Whom its members follow beside it is, from there, somebody of another server. */
async function turnFollows(run: Run): Promise<void> {
  await run(`insert into ${t("follows")} (member_id, kind, target, at)
    select b.member_id, 'member', s.member_id::text, b.at from mv_bonds b join mv_standins s on s.actor_id = b.actor_id where not b.leaves and b.kind in ('structure', 'community', 'territory', 'project') on conflict do nothing`);
  await run(`delete from ${t("follows")} f where f.kind = 'territory' and f.target <> (select id::text from mv_territory) or f.kind = 'structure' and f.target not in (select id::text from mv_structures)
    or f.kind = 'community' and f.target not in (select id::text from mv_communities) or f.kind in ('dossier', 'project', 'place', 'itinerary', 'operation') and f.target not in (select id::text from mv_contents union select content_id::text from mv_named where f.kind <> 'project')`);
}

/** Structures of its neighbours that its contents name: who signed one signs it from there, as somebody of another server who leads to their page here; who holds an event is named. */
async function turnNamings(run: Run): Promise<void> {
  const named = "content_structures x join structures s on s.id = x.structure_id and s.state = 'listed' where x.content_id in (select id from mv_contents) and x.structure_id not in (select id from mv_structures)";
  await run(`insert into ${t("content_authors")} (content_id, member_id, position, published_at) select n.content_id, i.member_id, 100 + n.position, n.published_at from (select x.* from ${named} and x.role = 'author') n join mv_standins i on i.kind = 'structure' and i.subject = n.structure_id::text and not i.leaves`);
  await run(`update ${t("events")} e set organiser = left(n.names, 200) from (select x.content_id, string_agg(s.name, ', ' order by x.position) as names from ${named} and x.role = 'organiser' group by 1) n where n.content_id = e.content_id and e.organiser = ''`);
}

/** The contents of others that it speaks of come along as from elsewhere: what everybody can read of them, without pictures, until it is read again. */
async function layOutKnown(run: Run, ties: readonly Tie[]): Promise<void> {
  const naming = ties.filter((tie) => contentLike.has(tie.to) && travelling.some((each) => each.table === tie.table) && tie.key === (tie.to === "contents" ? "id" : "content_id"));
  await run(`create temp table mv_known on commit drop as select c.id from contents c where c.id in (select id from mv_public) and (c.id in (select content_id from mv_named) or exists (select from federation.objects o where o.content_id = c.id and o.gone_at is null))
    and c.id in (${naming.map((tie) => `select ${tie.column} from ${t(tie.table)} where ${tie.column} is not null`).join(" union ")} union select f.target::uuid from ${t("follows")} f where f.kind in ('dossier', 'place', 'itinerary', 'operation') and f.target not in (select id::text from mv_contents))`);
  for (const { table } of travelling.filter((each) => each.known)) {
    const columns = await readColumns(run, table);
    const key = table === "contents" ? "id" : "content_id";
    const elsewhere = columns.map((column) => (column === "territory_id" ? `${escapeLiteral(wideWorld)}::uuid` : `x.${column}`)).join(", ");
    await run(`insert into ${t(table)} (${columns.join(", ")}) select ${elsewhere} from ${table} x where x.${key} in (select id from mv_known)`);
  }
  const known = "in (select id from mv_known)";
  await run(`update ${t("contents")} set slug = left(slug, 80) || '-' || right(id::text, 12), lead_id = null, created_by = null, submission = null, publish_at = null, refusal = null, community_id = null, featured_at = null, community_featured_at = null, revision = 1 where id ${known}`);
  await run(`update ${t("events")} set parent_id = null, root_id = null, place_id = null, joining = 'none', going_told = going where content_id ${known}`);
  await run(`update ${t("dossiers")} set owner_id = null where content_id ${known}`);
  // Whoever answers for it on the wire is its author there.
  await run(`delete from ${t("content_authors")} a using mv_named n where n.content_id = a.content_id and a.content_id ${known}`);
  await run(`insert into ${t("content_authors")} (content_id, member_id, position, published_at) select c.id, case when a.kind = 'member' then a.subject::uuid else s.member_id end, 0, c.published_at
    from mv_known k join contents c on c.id = k.id join mv_named n on n.content_id = c.id join federation.actors a on a.id = n.actor_id left join mv_standins s on s.actor_id = a.id where a.kind = 'member' or s.member_id is not null`);
  await run(`insert into ${t("content_sources")} (content_id, territory_id, source, uid, url, name, digest, read_at) select n.content_id, ${escapeLiteral(wideWorld)}::uuid, n.actor_uri, n.uri, n.url, split_part(n.uri, '/', 3), '', now() from mv_named n where n.content_id ${known}`);
  await run(`insert into ${t("content_sources")} (content_id, territory_id, source, uid, url, name, digest, read_at) select s.content_id, ${escapeLiteral(wideWorld)}::uuid, s.source, s.uid, s.url, s.name, s.digest, s.read_at from content_sources s where s.content_id ${known} and s.content_id not in (select content_id from mv_named)`);
}

/** People of others whom it speaks of, by the address of their actor and their name, and nothing else of them. */
async function layOutStrangers(run: Run, ties: readonly Tie[]): Promise<void> {
  const naming = ties.filter((tie) => tie.to === "members" && travelling.some((each) => each.table === tie.table));
  await run(`create temp table mv_named_people on commit drop as select id from (${naming.map((tie) => `select ${tie.column} as id from ${t(tie.table)} where ${tie.column} is not null`).join(" union ")}
    union select f.target::uuid from ${t("follows")} f where f.kind = 'member') x where id not in (select id from mv_members)`);
  await run(`create temp table mv_strangers on commit drop as
    select p.id, a.id as actor_id, a.handle || '@' || split_part(a.uri, '/', 3) as handle, m.name, m.created_at from mv_named_people p join members m on m.id = p.id
      join federation.actors a on a.member_id = m.id and a.server_id is not null or a.server_id is null and a.state = 'active' and a.kind = 'member' and a.subject = m.id::text and a.id not in (select id from mv_actors) where m.state = 'active'
    union all select p.id, s.actor_id, s.handle, left(s.name, 100), now() from mv_named_people p join mv_standins s on s.member_id = p.id and not s.leaves`);
  await run(`insert into ${t("members")} (id, handle, name, bio, commune, links, interests, home_id, coordinator, listed, locale, contributor, state, created_at, indexed, remote)
    select id, handle, name, '', '', '[]', '{}', ${escapeLiteral(wideWorld)}::uuid, false, false, 'fr', false, 'active', created_at, false, true from mv_strangers`);
}

async function layOutFederation(run: Run): Promise<void> {
  await run(`insert into ${t("federation.following")} (actor_id, follower_id, activity_uri, state, at) select actor_id, follower_id, activity_uri, 'accepted', at from mv_bonds where not leaves`);
  await run(`insert into ${t("federation.followers")} (actor_id, follower_id, activity_uri, at) select actor_id, follower_id, activity_uri, at from mv_bonds where leaves`);
  // Its contents that stand in dossiers of others, from there another server's.
  await run(`insert into ${t("federation.listings")} (content_id, dossier_uri, actor_id, activity_uri, title, url, state, at)
    select i.content_id, n.uri, n.actor_id, n.uri || '#listed-' || i.content_id, d.title, n.url, 'in', i.added_at from dossier_items i join mv_named n on n.content_id = i.dossier_id join contents d on d.id = i.dossier_id and d.state = 'published'
    where i.content_id in (select id from mv_contents) and i.dossier_id not in (select id from mv_contents)`);
  await run(`create temp table mv_others on commit drop as select a.* from federation.actors a where a.id not in (select id from mv_actors) and a.id in (
    select actor_id from mv_strangers union select follower_id from ${t("federation.followers")} union select actor_id from ${t("federation.following")} union select actor_id from ${t("federation.listings")} union select actor_id from ${t("federation.held_notes")} union select actor_id from ${t("federation.welcomed")}
    union select n.actor_id from mv_named n join mv_known k on k.id = n.content_id union select o.actor_id from federation.objects o join mv_known k on k.id = o.content_id union select o.actor_id from ${t("federation.objects")} o)`);
  const server = idOf("'server ' || split_part(a.uri, '/', 3)");
  await run(`insert into ${t("federation.actors")} (id, uri, server_id, kind, handle, name, url, icon, inbox, shared_inbox, followers_uri, outbox_uri, member_id, also_known_as, moved_to, state, read_at, created_at)
    select a.id, a.uri, coalesce(a.server_id, ${server}), a.kind, a.handle, coalesce(nullif(a.name, ''), s.name, ''), a.url, a.icon, a.inbox, a.shared_inbox, coalesce(a.followers_uri, a.uri || '/followers'), coalesce(a.outbox_uri, a.uri || '/outbox'), s.id,
      a.also_known_as, a.moved_to, a.state, ${notAskedYet}, a.created_at from mv_others a left join mv_strangers s on s.actor_id = a.id`);
  await run(`insert into ${t("federation.servers")} (id, host, name, software, version, trust, reason, signature, failures, last_error, created_at)
    select distinct on (split_part(a.uri, '/', 3)) coalesce(s.id, ${server}), coalesce(s.host, split_part(a.uri, '/', 3)), coalesce(s.name, ''), coalesce(s.software, ''), coalesce(s.version, ''), 'open', '', coalesce(s.signature, 'rfc9421'), 0, '', now()
    from mv_others a left join federation.servers s on s.id = a.server_id`);
  // What it decided of servers of which nobody comes along holds as well.
  await run(`insert into ${t("federation.servers")} (id, host, name, software, version, trust, reason, signature, failures, last_error, created_at) select s.id, s.host, s.name, s.software, s.version, 'open', '', s.signature, 0, '', now() from federation.servers s
    where s.id in (select server_id from ${t("federation.territory_trusts")} union select server_id from ${t("federation.restrictions")} union select server_id from ${t("federation.decisions")} union select server_id from ${t("federation.deliveries")}) and s.id not in (select id from ${t("federation.servers")})`);
  await run(`delete from ${t("federation.objects")} where actor_id in (select id from mv_actors)`);
  const objects = `insert into ${t("federation.objects")} (uri, actor_id, content_id, comment_id, url, updated_at, read_at)`;
  await run(`${objects} select o.uri, o.actor_id, o.content_id, null, o.url, o.updated_at, o.read_at from federation.objects o join mv_known k on k.id = o.content_id where o.gone_at is null`);
  await run(`${objects} select n.uri, n.actor_id, n.content_id, null, n.url, c.updated_at, now() from mv_named n join mv_known k on k.id = n.content_id join contents c on c.id = n.content_id`);
  await run(`${objects} select ${originOf("a.uri")} || '/ap/comments/' || c.id, a.id, null, c.id, '', coalesce(c.edited_at, c.created_at), now() from ${t("comments")} c join mv_others a on a.server_id is null and a.kind = 'member' and a.subject = c.author_id::text`);
  await run(`update ${t("federation.names")} n set actor_id = x.actor_id from mv_named x where x.content_id = n.content_id and x.wire_id = n.wire_id and x.renamed`);
}

/** What only this server or other territories give, and what others may not know. */
async function forgetPowers(run: Run, emptyText: string): Promise<void> {
  await run(`update ${t("members")} set coordinator = false`);
  await run(`update ${t("territories")} set leaving_at = null, left_at = null`);
  await run(`update ${t("comments")} set body = ${escapeLiteral(emptyText)}::jsonb where state <> 'visible' and content_id not in (select id from mv_contents) and (author_id is null or author_id not in (select id from mv_members))`);
  await run(`update ${t("reports")} set member_id = null where member_id not in (select id from mv_members)`);
  await run(`update ${t("suspensions")} set territory_id = (select id from mv_territory), by_id = (select id from mv_members m where m.id = by_id), ended_by = (select id from mv_members m where m.id = ended_by)`);
  // Whoever wrote to them from beside did so, from there, from another server; what these have read is theirs to know.
  await run(`update ${t("messages")} m set uri = ${originOf("a.uri")} || '/ap/messages/' || m.id from mv_strangers s join federation.actors a on a.id = s.actor_id and a.server_id is null where s.id = m.author_id and m.uri is null`);
  await run(`update ${t("conversation_members")} set last_at = null, unread = 0, read_at = null where member_id not in (select id from mv_members)`);
  await run(`update ${t("kept_writings")} set territory_id = (select id from mv_territory)`);
  for (const table of ["media", "attachments"]) await run(`update ${t(table)} set territory_id = (select id from mv_territory)`);
}

/** What names something that doesn't come along names nothing, or doesn't come either; again until all holds together. */
export async function mend(run: Run, ties: readonly Tie[]): Promise<void> {
  const tables = new Set(travelling.map((each) => each.table));
  const inner = ties.filter((tie) => tables.has(tie.table) && tables.has(tie.to));
  for (const { to } of inner) await run(`analyze ${t(to)}`);
  for (let changed = true; changed; ) {
    changed = false;
    for (const { table, column, nullable, to, key } of inner) {
      const loose = `x.${column} is not null and not exists (select from ${t(to)} y where y.${key} = x.${column})${to === "territories" ? ` and x.${column} <> ${escapeLiteral(wideWorld)}::uuid` : ""}`;
      const done = await run<{ n: number }>(`with done as (${nullable ? `update ${t(table)} x set ${column} = null where ${loose}` : `delete from ${t(table)} x where ${loose}`} returning 1) select count(*)::int as n from done`);
      changed ||= (done[0]?.n ?? 0) > 0;
    }
    const empty = [
      `delete from ${t("mentions")} where num_nonnulls(member_id, structure_id) = 0`, `delete from ${t("author_invitations")} where num_nonnulls(member_id, email) = 0`, `delete from ${t("dossier_invitations")} where num_nonnulls(member_id, email) = 0`,
      `delete from ${t("report_subjects")} where num_nonnulls(content_id, comment_id, member_id, structure_id, message_id) = 0`, `delete from ${t("federation.objects")} where num_nonnulls(content_id, comment_id) = 0`,
      `delete from ${t("federation.joins")} j where not exists (select from ${t("participations")} p where p.content_id = j.content_id and p.member_id = j.member_id)`,
      `delete from ${t("version_files")} f where not exists (select from ${t("content_versions")} v where v.content_id = f.content_id and v.revision = f.revision)`,
      `update ${t("structures")} set state = 'hidden' where state = 'merged' and merged_into is null`, `update ${t("contents")} set state = 'draft' where state = 'reserved' and community_id is null`,
    ];
    for (const each of empty) await run(each);
  }
}
