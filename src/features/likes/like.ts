import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { touch, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";

/** "J'aime", or no more. Counted once, however often it is sent. */
export async function like({ db, viewer, now }: Context, content: ContentId, wanted: boolean): Promise<Outcome<null, { kind: "sign-in" | "unknown" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" } as const);
  return inTransaction(db, async (tx): Promise<Outcome<null, { kind: "sign-in" | "unknown" }>> => {
    const { rows } = await sql`select from contents where id = ${content} and state = 'published' and published_at <= ${now()} for update`.execute(tx);
    if (rows.length === 0) return refused({ kind: "unknown" });
    const change = wanted
      ? sql`insert into likes (content_id, member_id, at) values (${content}, ${viewer.id}, ${now()}) on conflict do nothing`
      : sql`delete from likes where content_id = ${content} and member_id = ${viewer.id}`;
    const { numAffectedRows } = await change.execute(tx);
    if (Number(numAffectedRows) === 0) return done(null);
    await sql`update contents set likes = likes + ${wanted ? 1 : -1} where id = ${content}`.execute(tx);
    await touch(tx, [touchContent(content)]);
    return done(null);
  });
}

export async function likes({ db, viewer }: Context, content: ContentId): Promise<boolean> {
  if (viewer.kind === "visitor") return false;
  const { rows } = await sql`select from likes where content_id = ${content} and member_id = ${viewer.id}`.execute(db);
  return rows.length > 0;
}
