import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import type { MediaId, MemberId } from "../../platform/ids.ts";
import { addPicture } from "../media/add-picture.ts";
import { idAt } from "./chance.ts";
import { pictureNames, pictures, readPicture, type PictureName } from "./pictures/pictures.ts";
import { demoTerritories, type DemoTerritory } from "./territories.ts";

export function mediaIdOf(territory: DemoTerritory, name: PictureName): MediaId {
  return idAt("media", territory.slug, name) as MediaId;
}

/** Puts the demonstration's pictures into the file store as a member's uploads would be; each territory has its own rows for the same files. */
export async function seedPictures(tx: Transaction, files: FileStore, today: Temporal.PlainDate): Promise<void> {
  const now = today.toZonedDateTime("Europe/Paris").toInstant();
  const first = demoTerritories[0];
  if (!first) return;
  const home = idAt("territory", first.slug) as MemberOf["home"];
  const viewer: MemberOf = { kind: "member", id: idAt("member", first.slug, 0) as MemberId, handle: "", name: "", home, animates: [], actsFor: [], memberships: [], coordinator: false };
  for (const name of pictureNames) {
    const added = await addPicture({ db: tx, viewer, now: () => now }, files, home, { bytes: await readPicture(name), alt: pictures[name].alt, credit: "Image calculée pour la démonstration" });
    if (!added.done) throw new Error(`The picture ${name} was refused: ${added.refusal}`);
    await sql`update media set id = ${mediaIdOf(first, name)} where id = ${added.value.id}`.execute(tx);
    const others = demoTerritories.slice(1).map((territory) => ({ id: mediaIdOf(territory, name), territory: idAt("territory", territory.slug), owner: idAt("member", territory.slug, 0) }));
    await sql`insert into media (id, territory_id, owner_id, hash, width, height, widths, colour, alt, credit, created_at)
      select o.id, o.territory, o.owner, m.hash, m.width, m.height, m.widths, m.colour, m.alt, m.credit, m.created_at
      from media m, jsonb_to_recordset(${json(others)}) as o(id uuid, territory uuid, owner uuid) where m.id = ${mediaIdOf(first, name)}`.execute(tx);
  }
}

type MemberOf = Extract<Parameters<typeof addPicture>[0]["viewer"], { kind: "member" }>;
