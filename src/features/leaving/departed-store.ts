import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import type { ServerId } from "../federation/actor.ts";
import { wideWorld } from "../territories/territory.ts";
import type { Naming } from "./leaving.ts";
import { makeSets, notAskedYet, originOf, type Run } from "./sets-store.ts";
import { fates, travelling } from "./tables.ts";

/** One whose bytes nothing names any more. */
export interface LostPicture {
  readonly hash: string;
  readonly widths: readonly number[];
}

const world = `'${wideWorld}'::uuid`;
const gone = "select id from mv_contents";
const people = "select id from mv_members";

export function runIn(tx: Transaction): Run {
  return async <Row>(text: string) => (await sql.raw<Row>(text).execute(tx)).rows;
}

/** Makes of what was a territory's own what this server knows of another: what everybody reads stays, under its address there, and the rest is forgotten. */
export async function becomeElsewhere(tx: Transaction, territory: TerritoryId, naming: Naming, server: ServerId, host: string): Promise<LostPicture[]> {
  const run = runIn(tx);
  await makeSets(run, territory, naming);
  await loosen(run);
  // What only says how to forget something comes before what it is read from.
  for (const [table, fate] of Object.entries(fates)) if ("stays" in fate && fate.cleared) await run(`delete from ${table} x where ${fate.cleared}`);
  for (const { table, rows, kept } of travelling) if (!kept) await run(`delete from ${table} x where ${rows}`);
  await run(`delete from contents where id in (${gone}) and (state <> 'published' or id not in (select content_id from mv_named))`);
  await turnActors(run, server);
  await turnMembers(run, host);
  await turnContents(run);
  await turnBonds(run);
  await run("delete from territory_themes where territory_id = (select id from mv_territory)");
  await run("delete from settings where name = 'counts:' || (select id::text from mv_territory)");
  await run("update territories set elsewhere = true, leaving_at = null, left_at = now() where id = (select id from mv_territory)");
  return takePictures(run);
}

/** Takes apart what the two sides had together. */
async function loosen(run: Run): Promise<void> {
  await run(`update federation.names n set actor_id = x.actor_id from mv_named x where x.content_id = n.content_id and x.wire_id = n.wire_id and x.renamed and x.content_id not in (${gone})`);
  await run("update contents set state = 'draft' where state = 'reserved' and community_id in (select id from mv_communities)");
  await run(`update contents set community_id = null, community_featured_at = null where community_id in (select id from mv_communities) or community_id is not null and id in (${gone})`);
  await run(`delete from content_structures where structure_id in (select id from mv_structures) or content_id in (${gone})`);
  await run("delete from structure_merges where from_id in (select id from mv_structures) or into_id in (select id from mv_structures)");
  await run("update structure_tombstones set merged_into = null where merged_into in (select id from mv_structures)");
  await run("update structures set state = 'hidden', merged_into = null where merged_into in (select id from mv_structures)");
  await run("delete from operation_territories where territory_id = (select id from mv_territory)");
  // Nobody of another server has a role here.
  for (const table of ["animators", "structure_members", "structure_claims", "project_members", "jury_notes", "jurors"]) await run(`delete from ${table} where member_id in (${people})`);
  await run(`with left_out as (delete from community_members where member_id in (${people}) and community_id not in (select id from mv_communities) returning community_id, state)
    update communities c set members = greatest(0, members - n) from (select community_id, count(*) filter (where state = 'in')::int as n from left_out group by 1) x where c.id = x.community_id`);
  // Private words are kept here by whoever stays of the two.
  await run(`delete from conversations c where (c.first_id in (${people}) or c.second_id in (${people})) and not exists (select from members m where m.id in (c.first_id, c.second_id) and not m.remote and m.id not in (${people}))`);
  await run(`update conversation_members set unread = 0, read_at = null where member_id in (${people})`);
  await run(`delete from animators where territory_id = (select id from mv_territory)`);
  await run(`update dossiers set owner_id = null where owner_id in (${people})`);
}

async function turnActors(run: Run, server: ServerId): Promise<void> {
  await run(`insert into members (id, handle, name, home_id, listed, indexed, remote, created_at) select s.member_id, s.handle, left(s.name, 100), ${world}, false, false, true, now() from mv_standins s
    where s.leaves and (s.actor_id in (select actor_id from mv_bonds) or s.actor_id in (select n.actor_id from mv_named n join contents c on c.id = n.content_id where c.id in (${gone}))) on conflict do nothing`);
  await run(`update federation.keys set private_pem = null where actor_id in (select id from mv_actors)`);
  await run(`update federation.actors a set server_id = '${server}'::uuid, member_id = coalesce(m.id, s.member_id), name = coalesce(m.name, s.name, a.name), url = coalesce(${originOf("a.uri")} || '/membres/' || m.handle, a.url), followers_uri = a.uri || '/followers', outbox_uri = a.uri || '/outbox', read_at = ${notAskedYet}, subject = null, territory_id = null
    from federation.actors b left join members m on b.kind = 'member' and m.id::text = b.subject and m.state <> 'deleted' left join mv_standins s on s.actor_id = b.id and exists (select from members x where x.id = s.member_id)
    where b.id = a.id and a.id in (select id from mv_actors)`);
  // Addresses that crossed: of who lives here, at its hosts, and of its members, at the hosts of others.
  await run("delete from federation.actors where server_id is null and territory_id = (select id from mv_territory)");
  await run(`delete from federation.keys where actor_id in (select id from federation.actors where server_id is null and kind = 'member' and subject in (select id::text from mv_members))`);
  await run(`update federation.actors set state = 'gone', handle = id::text, name = '', also_known_as = '{}', moved_to = null where server_id is null and kind = 'member' and subject in (select id::text from mv_members)`);
}

async function turnMembers(run: Run, host: string): Promise<void> {
  await run(`update members m set remote = true, handle = coalesce((select a.handle from federation.actors a where a.member_id = m.id), m.handle || '.' || right(m.id::text, 6)) || '@${host}', home_id = ${world}, commune = '', links = '[]', interests = '{}',
    coordinator = false, listed = false, indexed = false, picture_id = null where m.id in (${people})`);
  // What is decided about them is their own server's to lift.
  await run(`update suspensions set decided_by = 'home', reason = '', by_id = null, ended_by = null, territory_id = ${world} where member_id in (${people})`);
}

/** Published once here, they stand under the address that they have there, by whoever answers for them. */
async function turnContents(run: Run): Promise<void> {
  await run(`insert into federation.objects (uri, actor_id, content_id, url, updated_at, read_at) select n.uri, n.actor_id, c.id, n.url, c.updated_at, now() from mv_named n join contents c on c.id = n.content_id where c.id in (${gone}) on conflict (uri) do nothing`);
  await run(`insert into federation.objects (uri, actor_id, comment_id, updated_at, read_at) select ${originOf("a.uri")} || '/ap/comments/' || c.id, a.id, c.id, coalesce(c.edited_at, c.created_at), now()
    from comments c join federation.actors a on a.member_id = c.author_id where a.id in (select id from mv_actors) on conflict (uri) do nothing`);
  await run(`insert into content_sources (content_id, territory_id, source, uid, url, name, digest, read_at) select n.content_id, ${world}, n.actor_uri, n.uri, n.url, split_part(n.uri, '/', 3), '', now() from mv_named n where n.content_id in (${gone}) and exists (select from contents c where c.id = n.content_id)
    on conflict (content_id) do update set territory_id = excluded.territory_id, source = excluded.source, uid = excluded.uid, url = excluded.url, name = excluded.name`);
  await run(`delete from content_authors where content_id in (${gone}) and content_id in (select n.content_id from mv_named n join federation.actors a on a.id = n.actor_id where a.member_id is not null)`);
  await run(`insert into content_authors (content_id, member_id, position, published_at) select c.id, a.member_id, 0, c.published_at from contents c join mv_named n on n.content_id = c.id join federation.actors a on a.id = n.actor_id where c.id in (${gone}) and a.member_id is not null on conflict do nothing`);
  await run(`update contents set slug = left(slug, 80) || '-' || right(id::text, 12), submission = null, refusal = null where id in (${gone})`);
  await run(`update events set going_told = going where content_id in (${gone})`);
  // Whose contents stand in its dossiers, from now on another server's, can ask it to take them out.
  await run(`insert into federation.listings (content_id, dossier_uri, actor_id, activity_uri, title, url, state, at)
    select i.content_id, n.uri, n.actor_id, n.uri || '#listed-' || i.content_id, d.title, n.url, 'in', i.added_at from dossier_items i join mv_named n on n.content_id = i.dossier_id join contents d on d.id = i.dossier_id
      join contents c on c.id = i.content_id join territories t on t.id = c.territory_id and not t.elsewhere where d.id in (${gone}) and c.id not in (${gone}) on conflict do nothing`);
}

async function turnBonds(run: Run): Promise<void> {
  await run(`update messages m set uri = ${originOf("a.uri")} || '/ap/messages/' || m.id from federation.actors a where a.member_id = m.author_id and m.author_id in (${people}) and m.uri is null`);
  await run("insert into federation.following (actor_id, follower_id, activity_uri, state, at) select actor_id, follower_id, activity_uri, 'accepted', at from mv_bonds where leaves and follower_id in (select id from federation.actors) on conflict do nothing");
  await run("insert into federation.followers (actor_id, follower_id, activity_uri, at) select actor_id, follower_id, activity_uri, at from mv_bonds where not leaves and actor_id in (select id from federation.actors) on conflict do nothing");
  await run(`insert into follows (member_id, kind, target, at) select b.member_id, 'member', s.member_id::text, b.at from mv_bonds b join mv_standins s on s.actor_id = b.actor_id where b.leaves and b.kind in ('structure', 'community', 'territory', 'project') on conflict do nothing`);
  await run(`delete from follows where kind = 'territory' and target = (select id::text from mv_territory) or kind = 'structure' and target in (select id::text from mv_structures) or kind = 'community' and target in (select id::text from mv_communities) or kind = 'project' and target in (select id::text from mv_contents)`);
}

/** Pictures that nothing here shows any more, taken away; those that are still shown are of no territory of ours. */
async function takePictures(run: Run): Promise<LostPicture[]> {
  await run(`update content_sources set territory_id = ${world} where territory_id = (select id from mv_territory)`);
  const lost = await run<LostPicture>(`delete from media p where territory_id = (select id from mv_territory)
    and not exists (select from content_media x where x.media_id = p.id) and not exists (select from contents x where x.lead_id = p.id) and not exists (select from members x where x.picture_id = p.id)
    and not exists (select from structures x where x.picture_id = p.id) and not exists (select from communities x where x.picture_id = p.id) and not exists (select from project_updates x where x.picture_id = p.id) and not exists (select from embeds x where x.media_id = p.id) returning hash, widths`);
  await run(`update media set territory_id = ${world} where territory_id = (select id from mv_territory)`);
  return lost;
}
