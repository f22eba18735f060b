import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import { visibleTo } from "../contents/list-visible.ts";

/**
 * Whether this viewer may fetch the files of a picture: it stands in a content that they may see, or is a member's
 * portrait, or is their own upload. A draft's pictures are as private as its words.
 */
export async function canServeAnywhere({ db, viewer, now }: Context, hash: string): Promise<boolean> {
  const own = viewer.kind === "member" ? sql`or p.owner_id = ${viewer.id}` : sql``;
  const { rows } = await sql`
    select from media p where p.hash = ${hash} and (
      exists (select from content_media cm join contents c on c.id = cm.content_id where cm.media_id = p.id and ${visibleTo(viewer, now())})
      or exists (select from members m where m.picture_id = p.id and m.state = 'active') ${own}) limit 1`.execute(db);
  return rows.length > 0;
}
