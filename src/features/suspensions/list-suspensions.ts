import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import { readId, type MemberId, type TerritoryId } from "../../platform/ids.ts";
import { readMoment, writeMoment } from "../../platform/time.ts";
import { personColumns } from "./store.ts";
import type { PersonStanding, Suspension, SuspensionId, ToldOfSuspension } from "./suspension.ts";

/** Who was suspended among those who live in a territory, by whom and until when, the latest first; on the whole network without one. */
export async function listSuspensions(db: Database, territory: TerritoryId | null, state: "standing" | "ended", after: string | null, limit: number): Promise<{ items: Suspension[]; next: string | null }> {
  const [moment, key] = (after ?? "").split(".");
  const [at, id] = [readMoment(moment), readId<SuspensionId>(key)];
  const { rows } = await sql<Suspension>`select s.id, jsonb_build_object('name', m.name, 'handle', m.handle) as member, s.territory_id as territory, s.decided_by as "decidedBy", s.reason, s.at, s.until, s.ended_at as "endedAt",
      (select name from members b where b.id = s.by_id) as by, (select name from members e where e.id = s.ended_by) as "endedBy"
    from suspensions s join members m on m.id = s.member_id where ${territory ? sql`s.territory_id = ${territory}` : sql`true`} and s.ended_at is ${state === "standing" ? sql`null` : sql`not null`}
      ${at && id ? sql`and (s.at, s.id) < (${at}::timestamptz, ${id}::uuid)` : sql``} order by s.at desc, s.id desc limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? `${writeMoment(last.at)}.${last.id}` : null };
}

/** What somebody who may not come in is told; null for those who may. What was decided here comes before what their own server decided. */
export async function findSuspensionAnywhere(db: Database, member: MemberId): Promise<ToldOfSuspension | null> {
  const { rows } = await sql<ToldOfSuspension>`select s.territory_id as territory, s.decided_by as "decidedBy", s.reason, s.until from suspensions s join members m on m.id = s.member_id and m.state = 'suspended'
    where s.member_id = ${member} and s.ended_at is null order by s.decided_by = 'home' limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Somebody as those who may suspend them need to know them. */
export async function findPersonAnywhere(db: Database, member: MemberId): Promise<PersonStanding | null> {
  const { rows } = await sql<PersonStanding>`select ${personColumns} from members m where m.id = ${member}`.execute(db);
  return rows[0] ?? null;
}
