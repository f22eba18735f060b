import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { AttachmentId, ContentId } from "../../platform/ids.ts";
import { visibleTo } from "../contents/list-visible.ts";
import type { Attachment } from "./attachment.ts";

const columns = sql`a.id, a.hash, a.name, a.type, a.size`;

/** A file that this viewer may take away: one that a content offers which they may see, or their own; otherwise null. */
export async function findServableAttachmentAnywhere({ db, viewer, now }: Context, id: AttachmentId): Promise<Attachment | null> {
  const own = viewer.kind === "member" ? sql`or a.owner_id = ${viewer.id}` : sql``;
  const { rows } = await sql<Attachment>`select ${columns} from attachments a where a.id = ${id}
    and (exists (select from content_attachments ca join contents c on c.id = ca.content_id where ca.attachment_id = a.id and ${visibleTo(viewer, now())}) ${own})`.execute(db);
  return rows[0] ?? null;
}

/** The files that a content offers. Callers have seen that the viewer may read it. */
export async function listAttachmentsAnywhere({ db }: Context, content: ContentId): Promise<ReadonlyMap<string, Attachment>> {
  const { rows } = await sql<Attachment>`select ${columns} from content_attachments ca join attachments a on a.id = ca.attachment_id where ca.content_id = ${content}`.execute(db);
  return new Map(rows.map((each) => [each.id, each]));
}
