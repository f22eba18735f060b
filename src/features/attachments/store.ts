import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import type { Attachment } from "./attachment.ts";

export async function insertAttachment(db: Database, file: Attachment & { readonly territory: TerritoryId; readonly owner: MemberId; readonly at: Temporal.Instant }): Promise<void> {
  await sql`insert into attachments (id, territory_id, owner_id, hash, name, type, size, created_at)
    values (${file.id}, ${file.territory}, ${file.owner}, ${file.hash}, ${file.name}, ${file.type}, ${file.size}, ${file.at})`.execute(db);
}
