import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { ActorId } from "./actor.ts";

/** Under which other addresses one of ours says that they are known. */
export async function lockAliases(tx: Transaction, actor: ActorId): Promise<readonly string[]> {
  const { rows } = await sql<{ also: string[] }>`select also_known_as as also from federation.actors where id = ${actor} for update`.execute(tx);
  return rows[0]?.also ?? [];
}

export async function setAliases(tx: Transaction, actor: ActorId, aliases: readonly string[]): Promise<void> {
  await sql`update federation.actors set also_known_as = ${[...aliases]} where id = ${actor}`.execute(tx);
}

/** Whoever follows somebody is led on to another address; false when they were led elsewhere after `since`. */
export async function setLed(tx: Transaction, actor: ActorId, target: string, since: Temporal.Instant, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update federation.actors set led_to = ${target}, led_at = case when led_to = ${target} then led_at else ${at} end
    where id = ${actor} and (led_at is null or led_at < ${since} or led_to = ${target})`.execute(tx);
  return Number(numAffectedRows) > 0;
}

export async function setMoved(tx: Transaction, actor: ActorId, target: string): Promise<void> {
  await sql`update federation.actors set moved_to = ${target} where id = ${actor}`.execute(tx);
}

/** They are back; where they led isn't forgotten. */
export async function setBack(tx: Transaction, actor: ActorId): Promise<boolean> {
  const { numAffectedRows } = await sql`update federation.actors set moved_to = null where id = ${actor} and moved_to is not null`.execute(tx);
  return Number(numAffectedRows) > 0;
}
