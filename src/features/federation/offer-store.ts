import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";

export interface Offered {
  readonly dossier: ContentId;
  readonly content: ContentId;
  readonly member: MemberId;
}

/** The last asking is the one that is answered. */
export async function writeOffer(tx: Transaction, { dossier, content, member }: Offered, activity: string, at: Temporal.Instant): Promise<void> {
  await sql`insert into federation.offers (activity_uri, dossier_id, content_id, member_id, at) values (${activity}, ${dossier}, ${content}, ${member}, ${at})
    on conflict (dossier_id, content_id, member_id) do update set activity_uri = excluded.activity_uri, at = excluded.at`.execute(tx);
}

export async function readOffer(db: Database, activity: string): Promise<Offered | null> {
  const { rows } = await sql<Offered>`select dossier_id as dossier, content_id as content, member_id as member from federation.offers where activity_uri = ${activity}`.execute(db);
  return rows[0] ?? null;
}

export async function readOfferAct(db: Database, { dossier, content, member }: Offered): Promise<string | null> {
  const { rows } = await sql<{ activity: string }>`select activity_uri as activity from federation.offers where dossier_id = ${dossier} and content_id = ${content} and member_id = ${member}`.execute(db);
  return rows[0]?.activity ?? null;
}
