import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { ContentStanding } from "./content.ts";
import { isAuthor } from "./policy.ts";

/** Why an animator sent this draft back, for those who write it; null when nobody did. */
export async function findRefusalAnywhere({ db, viewer }: Context, content: ContentStanding): Promise<string | null> {
  if (content.state !== "draft" || !isAuthor(viewer, content)) return null;
  const { rows } = await sql<{ refusal: string | null }>`select refusal from contents where id = ${content.id}`.execute(db);
  return rows[0]?.refusal ?? null;
}
