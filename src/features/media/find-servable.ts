import { sql, type RawBuilder } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { MediaId } from "../../platform/ids.ts";
import { visibleCommunity } from "../communities/list-communities.ts";
import { visibleTo } from "../contents/list-visible.ts";

/**
 * Whether this viewer may fetch the files of a picture: it stands in a content or a logbook that they may see, or is a member's
 * portrait, a listed structure's logo or the picture of a community that they may know of, or is their own upload. A draft's pictures are as private as its words.
 */
export async function canServeAnywhere(context: Context, hash: string): Promise<boolean> {
  const { rows } = await sql`select from media p where p.hash = ${hash} and ${servableTo(context)} limit 1`.execute(context.db);
  return rows.length > 0;
}

/** A picture by its id, for the editor that opens a text again; null unless this viewer may fetch its files. */
export async function findServableAnywhere(context: Context, id: MediaId): Promise<{ hash: string; widths: readonly number[] } | null> {
  const { rows } = await sql<{ hash: string; widths: readonly number[] }>`select p.hash, p.widths from media p where p.id = ${id} and ${servableTo(context)}`.execute(context.db);
  return rows[0] ?? null;
}

/** As a condition on `media p`. */
function servableTo({ viewer, now }: Context): RawBuilder<boolean> {
  const own = viewer.kind === "member" ? sql`or p.owner_id = ${viewer.id}` : sql``;
  return sql<boolean>`(exists (select from content_media cm join contents c on c.id = cm.content_id where cm.media_id = p.id and ${visibleTo(viewer, now())})
    or exists (select from project_updates u join contents c on c.id = u.project_id where u.picture_id = p.id and ${visibleTo(viewer, now())})
    or exists (select from members m where m.picture_id = p.id and m.state = 'active')
      or exists (select from structures s where s.picture_id = p.id and s.state = 'listed')
      or exists (select from communities k where k.picture_id = p.id and ${visibleCommunity(viewer)})
      or exists (select from embeds e where e.media_id = p.id) ${own})`;
}
