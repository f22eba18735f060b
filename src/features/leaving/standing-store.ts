import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";

export interface Standing {
  readonly id: TerritoryId;
  readonly slug: string;
  readonly name: string;
  readonly leavingAt: Temporal.Instant | null;
  readonly leftAt: Temporal.Instant | null;
}

/** A territory of ours, or one that left; nobody changes it meanwhile. */
export async function lockStanding(tx: Transaction, slug: string): Promise<Standing | null> {
  const { rows } = await sql<Standing>`select id, slug, name, leaving_at as "leavingAt", left_at as "leftAt" from territories where slug = ${slug} and (not elsewhere or left_at is not null) for update`.execute(tx);
  return rows[0] ?? null;
}

export async function setLeaving(tx: Transaction, id: TerritoryId, at: Temporal.Instant | null): Promise<void> {
  await sql`update territories set leaving_at = ${at} where id = ${id}`.execute(tx);
  if (at) await sql`delete from accounts.sessions where user_id in (select id from members where home_id = ${id} and not remote)`.execute(tx);
}
