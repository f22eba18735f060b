import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import { plainText } from "../../platform/text/plain.ts";
import type { HeldNote } from "./held-note.ts";

const longest = 2000;

/** What people elsewhere said that waits on a territory, the oldest first. */
export async function listHeldNotes(db: Database, territory: TerritoryId, limit: number): Promise<HeldNote[]> {
  const { rows } = await sql<Omit<HeldNote, "words"> & { body: TextDocument }>`select h.id, coalesce(nullif(a.name, ''), a.handle) as name, a.handle, s.host, a.url, h.body, h.at, jsonb_build_object('title', c.title, 'kind', c.kind, 'slug', c.slug) as content
    from federation.held_notes h join federation.actors a on a.id = h.actor_id join federation.servers s on s.id = a.server_id join contents c on c.id = h.content_id
    where h.territory_id = ${territory} and h.state = 'waiting' and a.state = 'active' order by h.at, h.id limit ${limit}`.execute(db);
  return rows.map(({ body, ...row }) => ({ ...row, words: plainText(body).slice(0, longest) }));
}
