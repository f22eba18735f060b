import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import { pictureColumns } from "../contents/list-cards.ts";
import type { Embed } from "./embed.ts";

/** What is known of these addresses; those that nothing is known of are left out. */
export async function listEmbedsAnywhere(db: Database, urls: readonly string[]): Promise<ReadonlyMap<string, Embed>> {
  if (urls.length === 0) return new Map();
  const { rows } = await sql<Embed>`select e.url, e.title, ${pictureColumns} as picture from embeds e left join media p on p.id = e.media_id where e.url = any(${[...urls]}::text[])`.execute(db);
  return new Map(rows.map((each) => [each.url, each]));
}
