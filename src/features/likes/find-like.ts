import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { ContentId } from "../../platform/ids.ts";

/** Whether this viewer likes it: what the button says. */
export async function likesAnywhere({ db, viewer }: Context, content: ContentId): Promise<boolean> {
  if (viewer.kind === "visitor") return false;
  const { rows } = await sql`select from likes where content_id = ${content} and member_id = ${viewer.id}`.execute(db);
  return rows.length > 0;
}
