import { escapeLiteral } from "../../platform/database.ts";
import { wideWorld } from "../territories/territory.ts";
import type { Departure, Naming } from "./leaving.ts";
import { overwriting, writtenOver } from "./give-way-store.ts";
import { makePlace, readColumns, type Run, type Tie } from "./sets-store.ts";
import { travelling, waitingTable as t } from "./tables.ts";

/** An empty place for the rows of each table. */
export async function makeRoom(run: Run, naming: Naming): Promise<void> {
  await run(`create temp table mv_kinds on commit drop as select k.key as kind, k.value ->> 'word' as word, k.value ->> 'page' as page from jsonb_each(${escapeLiteral(JSON.stringify(naming.kinds))}::jsonb) k`);
  for (const { table } of travelling) await makePlace(run, table, t(table));
}

export async function readLevel(run: Run): Promise<string[]> {
  return (await run<{ name: string }>("select name from schema_migrations order by name")).map((row) => row.name);
}

/** Where its name or its hosts are somebody else's here. */
export async function findTaken(run: Run, { territory, slug, origin, formerHosts }: Departure): Promise<"here-already" | "slug-taken" | "domain-taken" | null> {
  const any = async (query: string) => (await run(`${query} limit 1`)).length > 0;
  const own = `${escapeLiteral(territory)}::uuid`;
  // One that left this server comes back to its own names.
  if (await any(`select from territories where id = ${own} and left_at is null`)) return "here-already";
  if (await any(`select from territory_slugs where territory_id <> ${own} and (slug = ${escapeLiteral(slug)} or slug in (select slug from ${t("territory_slugs")}))`)) return "slug-taken";
  const hosts = [new URL(origin).hostname, ...formerHosts].map((host) => escapeLiteral(host)).join(", ");
  return (await any(`select from territory_domains where territory_id <> ${own} and (domain in (${hosts}) or domain in (select domain from ${t("territory_domains")}))`)) ? "domain-taken" : null;
}

/**
 * What an archive may not hold, whoever wrote it: a row of another territory, one that names what doesn't come along, a power over the
 * whole server, an address at a host that isn't the territory's. The first that is found.
 */
export async function findStray(run: Run, ties: readonly Tie[], { territory, origin, formerHosts }: Departure): Promise<string | null> {
  const own = `${escapeLiteral(territory)}::uuid`;
  const tables = new Set(travelling.map((each) => each.table));
  const hosts = [new URL(origin).host, ...formerHosts.flatMap((host) => [host, `${host}:${new URL(origin).port}`])].map((host) => escapeLiteral(host)).join(", ");
  const checks: [string, string][] = [
    ["territories", `select 1 from ${t("territories")} having count(*) <> 1 or bool_or(id <> ${own} or elsewhere)`],
    ["members", `select 1 from ${t("members")} where coordinator or home_id <> (case when remote then ${escapeLiteral(wideWorld)}::uuid else ${own} end)`],
    ["accounts.users", `select 1 from ${t("accounts.users")} u join ${t("members")} m on m.id = u.id where m.remote`],
    ["federation.actors", `select 1 from ${t("federation.actors")} where server_id is null and (split_part(uri, '/', 3) not in (${hosts}) or split_part(uri, '/', 4) <> 'ap') or server_id is not null and split_part(uri, '/', 3) in (${hosts})`],
    ["federation.keys", `select 1 from ${t("federation.keys")} k join ${t("federation.actors")} a on a.id = k.actor_id where a.server_id is not null or not starts_with(k.uri, a.uri || '#')`],
    ["federation.objects", `select 1 from ${t("federation.objects")} o join ${t("federation.actors")} a on a.id = o.actor_id where split_part(o.uri, '/', 3) <> split_part(a.uri, '/', 3) or split_part(o.uri, '/', 3) in (${hosts})`],
    ...["animators", "structure_members", "community_members", "project_members", "jurors"].map((table): [string, string] => [table, `select 1 from ${t(table)} x join ${t("members")} m on m.id = x.member_id where m.remote`]),
    ...ties.filter((tie) => tables.has(tie.table) && tie.to === "territories").map(({ table, column }): [string, string] => [table, `select 1 from ${t(table)} where ${column} not in (${own}, ${escapeLiteral(wideWorld)}::uuid)`]),
    ...ties.filter((tie) => tables.has(tie.table) && tables.has(tie.to) && tie.to !== "territories").map(({ table, column, to, key }): [string, string] => [table, `select 1 from ${t(table)} x where x.${column} is not null and not exists (select from ${t(to)} y where y.${key} = x.${column})`]),
  ];
  for (const [table, query] of checks) if ((await run(`${query} limit 1`)).length > 0) return table;
  return null;
}

/** Servers that the archive speaks of and that must be known here, by host. */
export async function readHosts(run: Run): Promise<{ id: string; host: string }[]> {
  return run<{ id: string; host: string }>(`select id, host from ${t("federation.servers")} s where id in (select server_id from ${t("federation.actors")} a where a.server_id is not null and a.uri not in (select uri from federation.actors))
    or id in (select server_id from ${t("federation.territory_trusts")} union select server_id from ${t("federation.restrictions")} where server_id is not null union select server_id from ${t("federation.decisions")} union select server_id from ${t("federation.deliveries")}) order by host`);
}

/** The domain under which it answers here, and those of before. */
export async function settleHosts(run: Run, { territory, origin, formerHosts }: Departure): Promise<void> {
  const present = new URL(origin).hostname;
  await run(`update ${t("territory_domains")} set present = false`);
  for (const host of new Set([present, ...formerHosts])) {
    await run(`delete from ${t("territory_domains")} where domain = ${escapeLiteral(host)}`);
    await run(`insert into ${t("territory_domains")} (domain, territory_id, present) values (${escapeLiteral(host)}, ${escapeLiteral(territory)}::uuid, ${host === present})`);
  }
}

/** Handles that somebody bears here, and mail addresses that have an account here, stay theirs: whoever arrives gets another handle, and an account that waits. */
export async function settleMembers(run: Run, slug: string): Promise<{ renamed: { from: string; to: string }[]; waiting: string[] }> {
  const renamed = await run<{ from: string; to: string }>(`with taken as (select m.id, m.handle from ${t("members")} m where not m.remote and (m.handle in (select handle from members) or m.handle in (select handle from member_handles) or sha256(convert_to(m.handle, 'UTF8')) in (select hash from accounts.left_handles))),
      given as (update ${t("members")} m set handle = left(x.handle, 20) || '-' || left(${escapeLiteral(slug)}, 10) || '-' || right(m.id::text, 6) from taken x where x.id = m.id returning x.handle as old, m.handle as new)
    select old as from, regexp_replace(new, '-+', '-', 'g') as to from given order by old`);
  await run(`update ${t("members")} set handle = regexp_replace(handle, '-+', '-', 'g') where not remote and handle like '%--%'`);
  await run(`update ${t("members")} m set handle = left(md5(m.id::text), 12) || '.' || m.handle where m.remote and m.handle in (select handle from members)`);
  await run(`delete from ${t("member_handles")} where handle in (select handle from members union select handle from member_handles)`);
  const waiting = await run<{ handle: string }>(`with held as (delete from ${t("accounts.users")} u where u.email in (select email from accounts.users) returning u.*),
      kept as (insert into ${t("accounts.arrivals")} (member_id, email, password, at) select id, email, password, now() from held returning member_id)
    select m.handle from kept k join ${t("members")} m on m.id = k.member_id order by 1`);
  for (const table of ["accounts.api_tokens", "accounts.mail_choices"]) await run(`delete from ${t(table)} where user_id not in (select id from ${t("accounts.users")})`);
  return { renamed, waiting: waiting.map((row) => row.handle) };
}

/** The rows, each after those that it names. What was known here stands as it is; what is the territory's own is new. */
export async function takeRows(run: Run, ties: readonly Tie[]): Promise<void> {
  await run(`create temp table ar_portraits on commit drop as select id, picture_id from ${t("members")} where picture_id is not null`);
  await run(`update ${t("members")} set picture_id = null`);
  for (const table of inOrder(ties)) {
    const names = await readColumns(run, table);
    const columns = names.join(", ");
    await run(`insert into ${table} (${columns}) select ${columns} from ${t(table)} ${writtenOver.has(table) ? overwriting(table, names) : strict.has(table) ? "" : "on conflict do nothing"}`);
  }
  await run("update members m set picture_id = p.picture_id from ar_portraits p where p.id = m.id");
  await run(`insert into tags (tag, label, uses) select tag, min(label), count(*) from content_tags where content_id in (select id from ${t("contents")}) and published_at is not null group by tag on conflict do nothing`);
  await run(`insert into search_words (word, uses) select word, 1 from (select distinct plain_text(w) as word from ${t("contents")} c, regexp_split_to_table(concat_ws(' ', c.title, c.summary, c.keywords), '[^[:alpha:]]+') as w where c.state = 'published') words where length(word) between 4 and 30 order by word on conflict (word) do nothing`);
}

/** What is to happen on its day. */
export async function sendAgain(run: Run): Promise<void> {
  const job = (task: string, payload: string, at: string, key: string) => `graphile_worker.add_job('${task}', json_build_object(${payload}), run_at => ${at}, job_key => ${key}, max_attempts => 12)`;
  await run(`select ${job("publish-scheduled", "'content', id", "publish_at", "'publish:' || id")} from ${t("contents")} where state = 'scheduled'`);
  await run(`select ${job("close-announcement", "'content', a.content_id", "a.closes_at", "'close:' || a.content_id")} from ${t("announcements")} a join contents c on c.id = a.content_id join territories h on h.id = c.territory_id and not h.elsewhere where a.closes_at > now() and a.closed_at is null`);
  await run(`select ${job("archive-community", "'community', k.id", "k.archive_on::timestamp at time zone h.zone", "'archive:' || k.id")} from ${t("communities")} k join territories h on h.id = k.territory_id where k.archive_on > now() and k.archived_at is null`);
}

/** Nobody else's row may stand where one of these goes. */
const strict = new Set(["territory_slugs", "territory_domains", "accounts.users", "structures", "communities", "federation.actors", "federation.keys"]);

function inOrder(ties: readonly Tie[]): string[] {
  const waiting = new Set(travelling.map((each) => each.table).filter((table) => table !== "federation.servers"));
  const order: string[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter((table) => !ties.some((tie) => tie.table === table && tie.to !== table && waiting.has(tie.to) && !(table === "members" && tie.column === "picture_id")));
    if (ready.length === 0) throw new Error(`Tables name each other: ${[...waiting].join(", ")}`);
    for (const table of ready) {
      waiting.delete(table);
      order.push(table);
    }
  }
  return order;
}
