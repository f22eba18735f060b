import { sql } from "kysely";
import type { Database, Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";

/** How somebody asked to come on the wire: the last asking is the one that is answered. Nothing when they don't come any more. */
export async function writeJoin(tx: Transaction, event: ContentId, member: MemberId, activity: string): Promise<void> {
  await sql`insert into federation.joins (content_id, member_id, activity_uri) select content_id, member_id, ${activity} from participations where content_id = ${event} and member_id = ${member}
    on conflict (content_id, member_id) do update set activity_uri = excluded.activity_uri`.execute(tx);
}

export async function readJoin(db: Database, event: ContentId, member: MemberId): Promise<string | null> {
  const { rows } = await sql<{ activity: string }>`select activity_uri as activity from federation.joins where content_id = ${event} and member_id = ${member}`.execute(db);
  return rows[0]?.activity ?? null;
}

/** Who asked to come by this act, to which event. */
export async function readJoined(db: Database, activity: string): Promise<{ event: ContentId; member: MemberId } | null> {
  const { rows } = await sql<{ event: ContentId; member: MemberId }>`select content_id as event, member_id as member from federation.joins where activity_uri = ${activity}`.execute(db);
  return rows[0] ?? null;
}
