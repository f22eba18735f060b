import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import { canReadFile } from "./policy.ts";
import { findCallAnywhere } from "./show-call.ts";

export interface AnswerFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** A file of an answer, for whoever sent it or may read the answers; null for all others, as if there were none. */
export async function findFileAnywhere({ db, viewer }: Context, id: string): Promise<AnswerFile | null> {
  if (viewer.kind === "visitor") return null;
  const { rows } = await sql<{ content: ContentId; member: MemberId; sent: boolean }>`select content_id as content, member_id as member, answer_id is not null as sent from answer_files where id = ${id}`.execute(db);
  const [file] = rows;
  const call = file ? await findCallAnywhere(db, file.content) : null;
  if (!file || !call || !canReadFile(viewer, { member: file.member, call })) return null;
  // What was sent with no answer is its sender's only.
  if (!file.sent && file.member !== viewer.id) return null;
  const { rows: bytes } = await sql<AnswerFile>`select name, type, bytes from answer_files where id = ${id}`.execute(db);
  return bytes[0] ?? null;
}
