import { originOf, type Run, type Tie } from "./sets-store.ts";
import { travelling, waitingTable as t } from "./tables.ts";

/** What a tie may name under another identifier than the archive does: the map that says which, by the table that it leads to. */
const maps: Readonly<Record<string, string>> = {
  "members": "ar_members", "comments": "ar_comments", "federation.actors": "ar_actors", "federation.servers": "ar_servers",
  ...Object.fromEntries(["contents", "events", "dossiers", "places", "projects", "operations", "itineraries", "announcements"].map((table) => [table, "ar_contents"])),
};

/**
 * Finds, by their addresses on the wire, those of the archive whom this server knows already: its own people and contents, and those of
 * third servers. And the other way round, what of the territory was known here as another server's: `ar_old_…`.
 */
export async function recognise(run: Run): Promise<void> {
  const make = (name: string, select: string) => run(`create temp table ${name} on commit drop as ${select}`);
  const ownUri = `${originOf("a.uri")} || '/ap/'`;
  await make("ar_actors", `select s.id as old_id, b.id as new_id, b.server_id is null as ours, b.kind, b.subject, b.member_id, s.member_id as stranger from ${t("federation.actors")} s join federation.actors b on b.uri = s.uri where s.server_id is not null`);
  await make("ar_members", `select x.stranger as old_id, case when x.ours and x.kind = 'member' then x.subject::uuid else x.member_id end as new_id from ar_actors x where x.stranger is not null and (x.member_id is not null or x.ours and x.kind = 'member' and exists (select from members m where m.id::text = x.subject))`);
  await make("ar_contents", `select o.content_id as old_id, coalesce(b.content_id, n.content_id, p.subject::uuid) as new_id from ${t("federation.objects")} o left join federation.objects b on b.uri = o.uri and b.content_id is not null
    left join lateral (select n.content_id from federation.names n join federation.actors a on a.id = n.actor_id and a.server_id is null join contents c on c.id = n.content_id join mv_kinds k on k.kind = c.kind where n.wire_id::text = right(o.uri, 36) and o.uri = ${ownUri} || k.word || '/' || n.wire_id) n on true
    left join federation.actors p on p.uri = o.uri and p.server_id is null and p.kind = 'project' where o.content_id is not null and coalesce(b.content_id, n.content_id, p.subject::uuid) is not null`);
  await make("ar_comments", `select o.comment_id as old_id, coalesce(b.comment_id, c.id) as new_id from ${t("federation.objects")} o left join federation.objects b on b.uri = o.uri and b.comment_id is not null
    left join lateral (select c.id from comments c join federation.actors a on a.server_id is null and a.kind = 'member' and a.subject = c.author_id::text where c.id::text = right(o.uri, 36) and o.uri = ${ownUri} || 'comments/' || c.id) c on true where o.comment_id is not null and coalesce(b.comment_id, c.id) is not null`);
  const own = `${t("federation.actors")} a`;
  await make("ar_old_actors", `select b.id as old_id, b.member_id, a.id as new_id, a.kind, a.subject, a.territory_id from ${own} join federation.actors b on b.uri = a.uri and b.server_id is not null where a.server_id is null`);
  await make("ar_old_members", "select member_id as old_id, subject::uuid as new_id from ar_old_actors where kind = 'member' and member_id is not null");
  await make("ar_old_contents", `select o.content_id as old_id, c.id as new_id from ${own} join ${t("federation.names")} n on n.actor_id = a.id and n.ended_at is null join ${t("contents")} c on c.id = n.content_id join mv_kinds k on k.kind = c.kind
      join federation.objects o on o.uri = ${ownUri} || k.word || '/' || n.wire_id and o.content_id is not null where a.server_id is null
    union all select o.content_id, a.subject::uuid from ${own} join federation.objects o on o.uri = a.uri and o.content_id is not null where a.server_id is null and a.kind = 'project'`);
  await make("ar_old_comments", `select o.comment_id as old_id, c.id as new_id from ${t("comments")} c join ${own} on a.server_id is null and a.kind = 'member' and a.subject = c.author_id::text join federation.objects o on o.uri = ${ownUri} || 'comments/' || c.id and o.comment_id is not null`);
  for (const map of ["ar_actors", "ar_members", "ar_contents", "ar_comments"]) await run(`create index on ${map} (old_id)`);
}

/** Whom the archive speaks of and this server knows is named as it is here; what is here stands as it is. `servers` says under which identifier each host is known. */
export async function renameKnown(run: Run, ties: readonly Tie[], servers: readonly { readonly from: string; readonly to: string }[]): Promise<void> {
  await run("create temp table ar_servers (old_id uuid primary key, new_id uuid not null) on commit drop");
  for (const { from, to } of servers) await run(`insert into ar_servers values ('${from}', '${to}')`);
  await run(`delete from ${t("federation.actors")} where id in (select old_id from ar_actors)`);
  await run(`delete from ${t("members")} where id in (select old_id from ar_members)`);
  for (const { table } of travelling.filter((each) => each.known)) await run(`delete from ${t(table)} where ${table === "contents" ? "id" : "content_id"} in (select old_id from ar_contents)`);
  await run(`delete from ${t("content_sources")} where content_id in (select old_id from ar_contents)`);
  await run(`delete from ${t("comments")} where id in (select old_id from ar_comments)`);
  // Words of our own people are ours to know: what nobody here said isn't taken from others.
  await run(`with recursive forged as (select c.id from ${t("comments")} c join ar_members m on m.old_id = c.author_id join members x on x.id = m.new_id and not x.remote union select k.id from ${t("comments")} k join forged f on f.id = k.parent_id)
    delete from ${t("comments")} where id in (select id from forged)`);
  for (const table of ["comment_versions", "mentions", "report_subjects", "federation.objects"]) await run(`delete from ${t(table)} where comment_id is not null and comment_id not in (select id from ${t("comments")} union select old_id from ar_comments)`);
  await run(`delete from ${t("federation.objects")} where content_id in (select old_id from ar_contents) or comment_id in (select old_id from ar_comments) or uri in (select uri from federation.objects)`);
  await run(`delete from ${t("federation.servers")}`);
  // Their addresses are the territory's own from now on.
  await run("delete from federation.actors where id in (select old_id from ar_old_actors)");
  const tables = new Set(travelling.map((each) => each.table));
  for (const { table, column, to } of ties) if (tables.has(table) && maps[to] && table !== to) await run(`update ${t(table)} x set ${column} = m.new_id from ${maps[to]} m where m.old_id = x.${column}`);
  // The two of a conversation stand in order.
  await run(`update ${t("conversations")} set first_id = second_id, second_id = first_id where first_id > second_id`);
  await run(`update ${t("comments")} x set parent_id = m.new_id from ar_comments m where m.old_id = x.parent_id`);
  for (const [map, kinds] of [["ar_members", "'member'"], ["ar_contents", "'dossier', 'project', 'place', 'itinerary', 'operation'"]] as const) await run(`update ${t("follows")} f set target = m.new_id::text from ${map} m where f.kind in (${kinds}) and f.target = m.old_id::text`);
}

/** What this server had of the territory as of another server becomes the territory's own. */
export async function becomeOwn(run: Run, ties: readonly Tie[]): Promise<void> {
  await run("update federation.actors a set member_id = x.stranger from ar_actors x where a.id = x.new_id and not x.ours and a.member_id is null and x.stranger in (select id from members)");
  await run("delete from accounts.sessions where user_id in (select old_id from ar_old_members)");
  for (const table of ["content_slugs", "search_entries", "content_sources", "content_authors", "content_tags", "content_themes", "content_media", "content_versions", "tombstones"]) await run(`delete from ${table} where content_id in (select old_id from ar_old_contents)`);
  for (const [map, kinds] of [["ar_old_members", "'member'"], ["ar_old_contents", "'dossier', 'place', 'itinerary', 'operation'"]] as const) await moveRows(run, { table: "follows", column: "target", map, cast: "::text", where: `x.kind in (${kinds})` });
  await run(`update conversations c set first_id = least(x.one, x.other), second_id = greatest(x.one, x.other) from (select v.id, coalesce(o.new_id, v.first_id) as one, coalesce(p.new_id, v.second_id) as other from conversations v left join ar_old_members o on o.old_id = v.first_id left join ar_old_members p on p.old_id = v.second_id
    where o.new_id is not null or p.new_id is not null) x where x.id = c.id and not exists (select from conversations k where k.first_id = least(x.one, x.other) and k.second_id = greatest(x.one, x.other))`);
  // Who stood in for a structure, a community or the territory itself was followed as a person.
  await run(`insert into follows (member_id, kind, target, at) select f.member_id, o.kind, o.subject, f.at from follows f join ar_old_actors o on o.member_id::text = f.target and o.kind in ('structure', 'community', 'territory', 'project') where f.kind = 'member' on conflict do nothing`);
  await run("delete from follows f using ar_old_actors o where f.kind = 'member' and f.target = o.member_id::text and o.kind <> 'member'");
  // What hangs from an event, a place or a dossier moves before the content itself: with that goes what was known of it.
  const details = ["events", "dossiers", "places", "projects", "operations", "itineraries", "announcements"].map((to) => [to, "ar_old_contents"] as const);
  for (const [to, map] of [["comments", "ar_old_comments"] as const, ...details, ["contents", "ar_old_contents"] as const, ["members", "ar_old_members"] as const]) {
    for (const { table, column } of ties.filter((tie) => tie.to === to)) await moveRows(run, { table, column, map, cast: "", where: "true" });
  }
  await run("delete from comments where id in (select old_id from ar_old_comments)");
  await run("delete from contents where id in (select old_id from ar_old_contents)");
  await run("delete from members where remote and id in (select old_id from ar_old_members union select member_id from ar_old_actors where member_id is not null)");
  // Within one server nobody is followed by messages.
  for (const table of ["federation.followers", "federation.following"]) await run(`delete from ${table} f using federation.actors a, federation.actors b where a.id = f.actor_id and b.id = f.follower_id and a.server_id is null and b.server_id is null`);
  await run(`with recursive placed (id, path, depth) as (
      select id, comment_step(id, created_at), 0 from comments where parent_id is null and content_id in (select new_id from ar_old_contents)
      union all select k.id, (case when p.depth < 4 then p.path else left(p.path, 96) end) || comment_step(k.id, k.created_at), least(p.depth + 1, 4) from placed p join comments k on k.parent_id = p.id)
    update comments k set path = p.path, depth = p.depth from placed p where p.id = k.id and k.path <> p.path`);
}

/** Has rows name the new instead of the old; one that would then stand twice is dropped, since the one that is there says the same. */
async function moveRows(run: Run, { table, column, map, cast, where }: { readonly table: string; readonly column: string; readonly map: string; readonly cast: string; readonly where: string }): Promise<void> {
  await run(`do $$ declare r record; begin
    for r in select x.ctid as place, m.new_id from ${table} x join ${map} m on m.old_id${cast} = x.${column} where ${where} loop
      begin update ${table} set ${column} = r.new_id${cast} where ctid = r.place; exception when unique_violation then delete from ${table} where ctid = r.place; end;
    end loop; end $$`);
}
