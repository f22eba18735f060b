import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { MediaId, MemberId, TerritoryId } from "../../platform/ids.ts";

export interface NewMedia {
  readonly id: MediaId;
  readonly territory: TerritoryId;
  readonly owner: MemberId;
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
  readonly colour: string;
  readonly alt: string;
  readonly credit: string;
  readonly at: Temporal.Instant;
}

export async function insertPicture(db: Database, media: NewMedia): Promise<void> {
  await sql`insert into media (id, territory_id, owner_id, hash, width, height, widths, colour, alt, credit, created_at)
    values (${media.id}, ${media.territory}, ${media.owner}, ${media.hash}, ${media.width}, ${media.height}, ${[...media.widths]}, ${media.colour}, ${media.alt}, ${media.credit}, ${media.at})`.execute(db);
}
