import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { Acceptance } from "./message.ts";

export async function writeBlock(tx: Transaction, member: MemberId, blocked: MemberId, at: Temporal.Instant): Promise<void> {
  await sql`insert into message_blocks (member_id, blocked_id, at) select ${member}, m.id, ${at} from members m where m.id = ${blocked} and m.id <> ${member} on conflict do nothing`.execute(tx);
}

export async function deleteBlock(tx: Transaction, member: MemberId, blocked: MemberId): Promise<void> {
  await sql`delete from message_blocks where member_id = ${member} and blocked_id = ${blocked}`.execute(tx);
}

export async function writeAcceptance(tx: Transaction, member: MemberId, accepts: Acceptance): Promise<void> {
  await sql`insert into message_choices (member_id, accepts) values (${member}, ${accepts}) on conflict (member_id) do update set accepts = excluded.accepts`.execute(tx);
}
