import { createPrivateKey, createPublicKey } from "node:crypto";
import { escapeLiteral } from "../../platform/database.ts";
import type { Departure, Naming } from "./leaving.ts";
import { mend } from "./luggage-store.ts";
import type { Run, Tie } from "./sets-store.ts";
import { travelling, waitingTable as t } from "./tables.ts";

/** Columns that pages lead to: only the web, or nothing. */
const links: readonly (readonly [table: string, column: string])[] = [
  ["structures", "website"], ["announcements", "contact_url"], ["events", "online_url"], ["events", "booking_url"], ["places", "website"], ["projects", "website"], ["content_sources", "url"],
  ["federation.actors", "uri"], ["federation.actors", "url"], ["federation.actors", "icon"], ["federation.actors", "inbox"], ["federation.actors", "shared_inbox"], ["federation.actors", "followers_uri"], ["federation.actors", "outbox_uri"], ["federation.actors", "moved_to"],
  ["federation.objects", "uri"], ["federation.objects", "url"], ["federation.objects", "picture_url"], ["federation.listings", "url"], ["federation.listings", "dossier_uri"], ["federation.deliveries", "inbox"],
];
const web = "^https?://[^/[:space:]\\\\]+";

/** Names, addresses and links of the archive that would say something false here, or lead where none of ours may. */
export async function findFalse(run: Run, { slug, name, territory }: Departure): Promise<string | null> {
  const own = `${escapeLiteral(territory)}::uuid`;
  const ours = "select id::text from members where not remote union all select id::text from structures union all select id::text from communities union all select c.id::text from contents c join territories h on h.id = c.territory_id and not h.elsewhere union all select id::text from territories where not elsewhere";
  const theirs = `select id::text from ${t("members")} where not remote union all select id::text from ${t("structures")} union all select id::text from ${t("communities")} union all select id::text from ${t("contents")} union all select ${own}::text`;
  const checks: [string, string][] = [
    ["territories", `select 1 from ${t("territories")} where slug <> ${escapeLiteral(slug)} or name <> ${escapeLiteral(name)} or origin is not null or slug !~ '^[a-z0-9]+(-[a-z0-9]+)*$'`],
    ["territory_slugs", `select 1 from ${t("territory_slugs")} where slug !~ '^[a-z0-9]+(-[a-z0-9]+)*$'`],
    ["territory_domains", `select 1 from ${t("territory_domains")} where domain !~ '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$'`],
    // A name with a host belongs to whoever is known at that host.
    ["members", `select 1 from ${t("members")} m left join ${t("federation.actors")} a on a.member_id = m.id where case when m.remote then split_part(m.handle, '@', 2) is distinct from split_part(a.uri, '/', 3) else m.handle ~ '[@<>[:space:]]' end`],
    ["accounts.users", `select 1 from ${t("accounts.users")} where email <> lower(btrim(email)) or email !~ '^[^@[:space:]]+@[^@[:space:]]+$'`],
    ["accounts.arrivals", `select 1 from ${t("accounts.arrivals")} where email <> lower(btrim(email)) or member_id in (select id from ${t("accounts.users")})`],
    ["federation.actors", `select 1 from ${t("federation.actors")} a where a.server_id is null and (a.territory_id is distinct from ${own} or a.member_id is not null or a.subject in (${ours}) and a.subject not in (${theirs}))`],
    ["federation.keys", `select 1 from ${t("federation.keys")} where private_pem is null and retired_at is null`],
    ...links.map(([table, column]): [string, string] => [`${table}.${column}`, `select 1 from ${t(table)} where coalesce(${column}, '') <> '' and ${column} !~* ${escapeLiteral(web)}`]),
    ...["members", "structures"].map((table): [string, string] => [`${table}.links`, `select 1 from ${t(table)} x where jsonb_typeof(x.links) <> 'array' or exists (select from jsonb_array_elements(case jsonb_typeof(x.links) when 'array' then x.links else '[]' end) l where coalesce(l ->> 'url', '') !~* ${escapeLiteral(web)})`]),
  ];
  for (const [what, query] of checks) if ((await run(`${query} limit 1`)).length > 0) return what;
  return null;
}

/** A host that leads here already: the portal's, or one under it that isn't by a name of the territory's own. */
export async function findPortalHost(run: Run, { origin, formerHosts, slug }: Departure, { portal }: Naming): Promise<string | null> {
  const { hostname } = new URL(portal);
  const rows = await run<{ name: string }>(`select domain as name from ${t("territory_domains")}`);
  const names = new Set([slug, ...(await run<{ slug: string }>(`select slug from ${t("territory_slugs")}`)).map((row) => row.slug)]);
  return [new URL(origin).hostname, ...formerHosts, ...rows.map((row) => row.name)].find((host) => host === hostname || host.endsWith(`.${hostname}`) && !names.has(host.slice(0, -hostname.length - 1))) ?? null;
}

/**
 * A key speaks for an address only with its private half, and where it is known here already, only when it is the same. And of those
 * known here at its hosts, the archive has at least one: who never held their keys can't bring them.
 */
export async function findWrongKey(run: Run, { origin, formerHosts }: Departure): Promise<string | null> {
  const bare = (column: string) => `regexp_replace(${column}, '\\s', '', 'g')`;
  const [other] = await run<{ uri: string }>(`select k.uri from ${t("federation.keys")} k join federation.keys b on b.uri = k.uri where ${bare("b.public_pem")} <> ${bare("k.public_pem")} limit 1`);
  if (other) return other.uri;
  const hosts = [new URL(origin).host, ...formerHosts.flatMap((host) => [host, `${host}:${new URL(origin).port}`])].map((host) => `${escapeLiteral(host)}`).join(", ");
  const [known] = await run<{ known: number; same: number; uri: string }>(`select count(*)::int as known, (count(*) filter (where k.uri is not null))::int as same, min(a.uri) as uri from federation.actors a join federation.keys b on b.actor_id = a.id
    left join ${t("federation.keys")} k on k.uri = b.uri where a.server_id is not null and a.state = 'active' and split_part(a.uri, '/', 3) in (${hosts})`);
  if (known && known.known > 0 && known.same === 0) return known.uri;
  for (const { uri, open, secret } of await run<{ uri: string; open: string; secret: string }>(`select uri, public_pem as open, private_pem as secret from ${t("federation.keys")} where private_pem is not null`)) if (!fits(open, secret)) return uri;
  return null;
}

function fits(open: string, secret: string): boolean {
  try {
    const [one, other] = [createPublicKey(open), createPublicKey(createPrivateKey(secret))].map((key) => key.export({ type: "spki", format: "pem" }));
    return one === other;
  } catch {
    return false;
  }
}

/** Which rows of the archive may stand here already under the same identifier: those that are known as the same, by their addresses. */
const known: Readonly<Record<string, string>> = {
  "territories": "x.left_at is null and y.left_at is not null", "members": "x.id in (select id from ar_same_members union all select old_id from ar_members)", "contents": "x.id in (select id from ar_same_contents union all select old_id from ar_contents)",
  "comments": "x.id in (select id from ar_same_comments union all select old_id from ar_comments)", "federation.actors": "x.id in (select old_id from ar_old_actors union all select old_id from ar_actors)", "suspensions": "x.member_id = y.member_id and x.member_id in (select id from ar_same_members)", "media": "x.hash = y.hash",
};

/** A row that bears the identifier of another that stands here. */
export async function findStanding(run: Run): Promise<string | null> {
  for (const { table } of travelling.filter((each) => each.table !== "federation.servers")) {
    const [keyed] = await run(`select 1 from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where i.indrelid = ${escapeLiteral(table)}::regclass and i.indisprimary and i.indnatts = 1 and a.attname = 'id' and a.atttypid = 'uuid'::regtype`);
    const [standing] = keyed ? await run<{ id: string }>(`select x.id from ${t(table)} x join ${table} y on y.id = x.id where (${known[table] ?? "false"}) is not true limit 1`) : [];
    if (standing) return `${table} ${standing.id}`;
  }
  return null;
}

/** What the archive lets people of this server be or say that they aren't, or didn't say, here: it doesn't come. Before anything is named as it is here. */
export async function forgetForged(run: Run, ties: readonly Tie[], { portal, origins }: Naming): Promise<void> {
  const hosts = [portal, ...Object.values(origins)].map((origin) => escapeLiteral(new URL(origin).host)).join(", ");
  const ours = "select m.old_id from ar_members m join members x on x.id = m.new_id and not x.remote";
  await run(`create temp table ar_nobody on commit drop as select id, member_id from ${t("federation.actors")} where server_id is not null and split_part(uri, '/', 3) in (${hosts}) and id not in (select old_id from ar_actors)`);
  await run(`delete from ${t("contents")} where id in (select o.content_id from ${t("federation.objects")} o where o.actor_id in (select old_id from ar_actors where ours union select id from ar_nobody) and o.content_id is not null and o.content_id not in (select old_id from ar_contents))`);
  await run(`delete from ${t("comments")} where author_id in (select member_id from ar_nobody)`);
  await run(`delete from ${t("members")} where id in (select member_id from ar_nobody)`);
  await run(`delete from ${t("federation.actors")} where id in (select id from ar_nobody)`);
  for (const table of ["likes", "relays", "participations", "content_authors"]) await run(`delete from ${t(table)} where member_id in (${ours})`);
  // Who stands in for a structure, a community or a territory of this server is followed as what it is.
  await run(`insert into ${t("follows")} (member_id, kind, target, at) select f.member_id, a.kind, a.subject, f.at from ${t("follows")} f join ar_actors a on a.ours and a.stranger::text = f.target and a.kind in ('structure', 'community', 'territory', 'project') where f.kind = 'member'`);
  await run(`delete from ${t("follows")} f using ar_actors a where a.ours and a.kind <> 'member' and f.kind = 'member' and f.target = a.stranger::text`);
  await run(`delete from ${t("members")} where id in (select stranger from ar_actors where ours and kind <> 'member')`);
  // What they wrote to each other is here as our own people have it; what of theirs waits to be read was never theirs to wait.
  await run(`delete from ${t("conversations")} where first_id in (${ours}) or second_id in (${ours})`);
  for (const table of ["federation.held_notes", "federation.welcomed"]) await run(`delete from ${t(table)} where actor_id in (select old_id from ar_actors where ours)`);
  await run(`delete from ${t("federation.held_notes")} where uri in (select uri from federation.objects) or uri in (select uri from federation.held_notes)`);
  await mend(run, ties);
}
