import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { ContentId } from "../../platform/ids.ts";
import { voiceless, type FollowInput } from "./input.ts";
import { speakingProject } from "./store.ts";

/** Whether this viewer follows it: what the button says. Who visits follows from their own server; of what has no voice of its own, what they did here is known. */
export async function isFollowingAnywhere({ db, viewer }: Context, kind: FollowInput["kind"], target: string): Promise<boolean> {
  if (viewer.kind === "visitor") return false;
  const voice = kind === "project" ? await speakingProject(db, target as ContentId) : null;
  const { rows } = await (viewer.visiting && !voiceless.some((each) => each === kind)
    ? sql`select from federation.actors w join federation.followers f on f.follower_id = w.id join federation.actors a on a.id = f.actor_id where w.member_id = ${viewer.id} and a.server_id is null and a.kind = ${kind} and a.subject = ${target}`
    : sql`select from follows where member_id = ${viewer.id} and kind = ${voice ? "member" : kind} and target = ${voice ?? target}`).execute(db);
  return rows.length > 0;
}
