import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { FollowInput } from "./input.ts";

/** Whether this viewer follows it: what the button says. */
export async function isFollowingAnywhere({ db, viewer }: Context, kind: FollowInput["kind"], target: string): Promise<boolean> {
  if (viewer.kind === "visitor") return false;
  const { rows } = await sql`select from follows where member_id = ${viewer.id} and kind = ${kind} and target = ${target}`.execute(db);
  return rows.length > 0;
}
