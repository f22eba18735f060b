import { createHash } from "node:crypto";
import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";

export interface Artefact {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly consumed: boolean;
}

const digest = (id: string) => createHash("sha256").update(id).digest();

export async function writeArtefact(db: Database, kind: string, id: string, payload: Readonly<Record<string, unknown>>, expiresAt: Temporal.Instant | null): Promise<void> {
  const opening = typeof payload["grantId"] === "string" ? payload["grantId"] : null;
  await sql`insert into passports.artefacts (kind, id, payload, opening_id, expires_at) values (${kind}, ${digest(id)}, ${json(payload)}, ${opening}, ${expiresAt})
    on conflict (kind, id) do update set payload = excluded.payload, opening_id = excluded.opening_id, expires_at = excluded.expires_at`.execute(db);
}

export async function readArtefact(db: Database, kind: string, id: string): Promise<Artefact | null> {
  const { rows } = await sql<Artefact>`select payload, consumed_at is not null as consumed from passports.artefacts where kind = ${kind} and id = ${digest(id)} and (expires_at is null or expires_at > now())`.execute(db);
  return rows[0] ?? null;
}

/** Marks it used; false when it was already: two who come at once aren't both the first. */
export async function consumeArtefact(db: Database, kind: string, id: string, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`update passports.artefacts set consumed_at = ${at} where kind = ${kind} and id = ${digest(id)} and consumed_at is null`.execute(db);
  return Number(numAffectedRows) > 0;
}

export async function deleteArtefact(db: Database, kind: string, id: string): Promise<void> {
  await sql`delete from passports.artefacts where kind = ${kind} and id = ${digest(id)}`.execute(db);
}

export async function deleteArtefactsOf(db: Database | Transaction, opening: string): Promise<void> {
  await sql`delete from passports.artefacts where opening_id = ${opening}`.execute(db);
}

export async function deleteStaleArtefacts(db: Database, now: Temporal.Instant): Promise<void> {
  await sql`delete from passports.artefacts where expires_at < ${now}`.execute(db);
}
