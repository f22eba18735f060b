import { escapeLiteral } from "../../platform/database.ts";
import type { Departure } from "./leaving.ts";
import type { Run } from "./sets-store.ts";
import { travelling, waitingTable as t } from "./tables.ts";

/** What keeps its row here, with those of ours who name it, and is written over by what comes. */
export const writtenOver = new Set(["territories", "members", "contents", "events", "dossiers", "places", "projects", "operations", "itineraries", "announcements", "suspensions", "media", "comments"]);
/** What others' hands are in too: what came doesn't take theirs away. */
const shared = new Set(["likes", "relays", "participations", "conversations", "conversation_members", "messages", "federation.actors", "federation.keys", "federation.servers", "federation.objects"]);

/**
 * A territory comes back to a server that it left. What was kept of it here bears the identifiers that it had: by its addresses it is
 * known as the same, `ar_same_…`; what only told of it goes, and the rest is written over. After the sets of rules-store.ts.
 */
export async function giveWay(run: Run, { territory }: Departure): Promise<void> {
  const own = `${escapeLiteral(territory)}::uuid`;
  for (const kind of ["members", "contents", "comments"]) {
    await run(`create temp table ar_same_${kind} on commit drop as select old_id as id from ar_old_${kind} where old_id = new_id`);
    await run(`delete from ar_old_${kind} where old_id = new_id`);
  }
  const [returning] = await run(`select 1 from territories where id = ${own} and left_at is not null`);
  if (!returning) return;
  // Who deleted their account has no address any more, and what nobody of ours said under its contents is its to tell.
  await run(`insert into ar_same_members select w.id from ${t("members")} w join members m on m.id = w.id and m.remote and m.state = 'deleted' where w.state = 'deleted'`);
  await run(`insert into ar_same_comments select w.id from ${t("comments")} w join comments c on c.id = w.id and c.content_id = w.content_id left join members m on m.id = c.author_id where c.content_id in (select id from ar_same_contents) and (m.id is null or m.remote) and w.id not in (select id from ar_same_comments)`);
  for (const table of ["territory_slugs", "territory_domains"]) await run(`delete from ${table} where territory_id = ${own}`);
  for (const { table, rows, kept } of travelling) if (kept && !writtenOver.has(table) && !shared.has(table) && !table.startsWith("territor")) await run(`delete from ${table} x where ${rows}`);
  await run("delete from dossier_items where dossier_id in (select id from ar_same_contents)");
  await run("delete from project_contents where project_id in (select id from ar_same_contents)");
  await run("delete from tombstones where content_id in (select id from ar_same_contents)");
  await run("delete from federation.objects where content_id in (select id from ar_same_contents) or comment_id in (select id from ar_same_comments)");
}

/** What follows the rows of one table into their place: those that are known as the same are written over. */
export function overwriting(table: string, columns: readonly string[]): string {
  const key = ["territories", "members", "contents", "comments", "suspensions", "media"].includes(table) ? "id" : "content_id";
  return `on conflict (${key}) do update set ${columns.filter((column) => column !== key).map((column) => `${column} = excluded.${column}`).join(", ")}`;
}
