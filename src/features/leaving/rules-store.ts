import { escapeLiteral } from "../../platform/database.ts";
import { wideWorld } from "../territories/territory.ts";
import type { Departure } from "./leaving.ts";
import type { Run } from "./sets-store.ts";
import { travelling, waitingTable as t } from "./tables.ts";

/** What leaving adds beside its rules, of others: people and servers as strangers, contents as from elsewhere. By the condition that names it. */
const besides: Readonly<Record<string, string>> = {
  "members": "x.remote", "federation.actors": "x.server_id is not null", "federation.servers": "true",
  "content_sources": "x.content_id in (select id from mv_known)", "federation.objects": "x.content_id in (select id from mv_known)",
};

/**
 * Whoever wrote the archive: each row must be one that would have left by the rules of tables.ts, asked here of what came. So nothing
 * comes for people, contents or powers that aren't the territory's own. The first table that holds another.
 */
export async function findUnruly(run: Run, { territory }: Departure): Promise<string | null> {
  const make = (name: string, select: string) => run(`create temp table ${name} on commit drop as ${select}`);
  const own = `${escapeLiteral(territory)}::uuid`;
  await make("mv_territory", `select ${own} as id`);
  await make("mv_members", `select id from ${t("members")} where not remote`);
  await make("mv_contents", `select id from ${t("contents")} where territory_id = ${own}`);
  await make("mv_known", `select id from ${t("contents")} where territory_id = ${escapeLiteral(wideWorld)}::uuid`);
  await make("mv_public", "select id from mv_known");
  await make("mv_structures", `select id from ${t("structures")} where territory_id = ${own}`);
  await make("mv_communities", `select id from ${t("communities")} where territory_id = ${own}`);
  await make("mv_actors", `select id from ${t("federation.actors")} where server_id is null`);
  await make("mv_comments", `with recursive theirs as (
      select id, parent_id from ${t("comments")} where content_id in (select id from mv_contents) or author_id in (select id from mv_members) and content_id in (select id from mv_public)
      union select p.id, p.parent_id from ${t("comments")} p join theirs k on k.parent_id = p.id)
    select id from theirs`);
  for (const { table, rows, known } of travelling) {
    const rule = rows.replace(/\bfrom ([a-z_.]+) ([a-z])\b/g, (said, from: string, as: string) => (travelling.some((each) => each.table === from) ? `from ${t(from)} ${as}` : said));
    const knownToo = known ? ` or x.${table === "contents" ? "id" : "content_id"} in (select id from mv_known)` : "";
    const beside = besides[table] ? ` or ${besides[table]}` : "";
    if ((await run(`select 1 from ${t(table)} x where ((${rule})${knownToo}${beside}) is not true limit 1`)).length > 0) return table;
  }
  return null;
}
