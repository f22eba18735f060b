import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { ContentId, TerritoryId } from "../../platform/ids.ts";
import type { ContentKind } from "../contents/content.ts";
import { daysKept, minutesPresent, type KeptWriting, type OtherWriter, type TypedField, type WritingId } from "./writing.ts";

const columns = sql`w.id, w.member_id as member, w.territory_id as territory, w.kind, w.content_id as content, w.revision, w.title, w.at`;

/** What the viewer began of this kind, or of this content, and didn't save: the latest first. */
export async function listWritings({ db, viewer, now }: Context, territory: TerritoryId, kind: ContentKind, content: ContentId | null): Promise<KeptWriting[]> {
  if (viewer.kind === "visitor") return [];
  const { rows } = await sql<KeptWriting>`select ${columns} from kept_writings w
    where w.member_id = ${viewer.id} and w.territory_id = ${territory} and w.kind = ${kind} and w.content_id is not distinct from ${content}
      and w.finished_at is null and w.at > ${now().subtract({ hours: daysKept * 24 })} order by w.at desc limit 5`.execute(db);
  return rows;
}

/** One of the viewer's own writings with its fields; null for another's. */
export async function findWritingAnywhere({ db, viewer }: Context, id: WritingId): Promise<(KeptWriting & { readonly fields: readonly TypedField[] }) | null> {
  if (viewer.kind === "visitor") return null;
  const { rows } = await sql<KeptWriting & { readonly fields: readonly TypedField[] }>`select ${columns}, w.fields from kept_writings w where w.id = ${id} and w.member_id = ${viewer.id} and w.finished_at is null`.execute(db);
  return rows[0] ?? null;
}

/** Who else is writing this content now. Callers have seen that the viewer may edit it. */
export async function listOtherWritersAnywhere({ db, viewer, now }: Context, content: ContentId): Promise<OtherWriter[]> {
  if (viewer.kind === "visitor") return [];
  const { rows } = await sql<OtherWriter>`select m.name, max(w.at) as at from kept_writings w join members m on m.id = w.member_id and m.state = 'active'
    where w.content_id = ${content} and w.member_id <> ${viewer.id} and w.finished_at is null and w.at > ${now().subtract({ minutes: minutesPresent })} group by m.id, m.name order by 2 desc limit 5`.execute(db);
  return rows;
}
