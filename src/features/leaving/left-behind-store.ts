import { leftBehind, type LeftBehind } from "./left-behind.ts";
import type { Run } from "./sets-store.ts";

const people = "in (select id from mv_members)";
/** A role is held by a member, in a thing: both are the territory's, or the role ends. */
const roles: readonly (readonly [table: string, thing: string])[] = [
  ["animators x", "x.territory_id = (select id from mv_territory)"], ["structure_members x", "x.structure_id in (select id from mv_structures)"], ["(select * from community_members where role <> 'member' and state = 'in') x", "x.community_id in (select id from mv_communities)"],
  ["project_members x", "x.project_id in (select id from mv_contents)"], ["jurors x", "x.content_id in (select id from mv_contents)"], ["(select owner_id as member_id, content_id from dossiers where owner_id is not null) x", "x.content_id in (select id from mv_contents)"],
];

const counted: Readonly<Record<keyof LeftBehind, string>> = {
  "roles-beside": roles.map(([table, thing]) => `select 1 from ${table} where x.member_id ${people} and not (${thing})`).join(" union all "),
  "roles-of-others": roles.map(([table, thing]) => `select 1 from ${table} where x.member_id not ${people} and ${thing}`).join(" union all "),
  "operations": "select 1 from operation_events x where (x.event_id in (select id from mv_contents)) <> (x.operation_id in (select id from mv_contents))",
  "programmes": "select 1 from events x where x.parent_id is not null and (x.content_id in (select id from mv_contents)) <> (x.parent_id in (select id from mv_contents))",
  "structures-of-others": "select 1 from content_structures x where (x.content_id in (select id from mv_contents)) <> (x.structure_id in (select id from mv_structures))",
  "new-addresses": "select 1 from federation.actors x where x.server_id is null and x.state = 'active' and x.kind = 'member' and (x.territory_id = (select id from mv_territory)) <> (x.subject in (select id::text from mv_members))",
  "platforms": `select 1 from passports.passports x where x.member_id ${people}`,
  "unpublished-beside": `select 1 from content_authors x join contents c on c.id = x.content_id where x.member_id ${people} and c.id not in (select id from mv_contents union all select id from mv_public)`,
};

/** Of each, how much; in the transaction that made the sets. */
export async function countLeftBehind(run: Run): Promise<LeftBehind> {
  const [row] = await run<LeftBehind>(`select ${leftBehind.map((each) => `(select count(*)::int from (${counted[each]}) n) as "${each}"`).join(", ")}`);
  if (!row) throw new Error("Nothing was counted");
  return row;
}
