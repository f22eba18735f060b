import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import { newId, type MediaId, type TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { readImage, type ImageRefusal } from "./read-image.ts";

export interface NewPicture {
  readonly bytes: Uint8Array;
  readonly alt: string;
  readonly credit: string;
}

export interface AddedPicture {
  readonly id: MediaId;
  readonly hash: string;
  readonly width: number;
  readonly height: number;
  readonly widths: readonly number[];
}

/** Takes a member's picture: theirs to put into what they write. Files first, then the row that names them. */
export async function addPicture({ db, viewer, now }: Context, files: FileStore, territory: TerritoryId, picture: NewPicture): Promise<Outcome<AddedPicture, ImageRefusal | "sign-in">> {
  if (viewer.kind === "visitor") return refused("sign-in" as const);
  const read = await readImage(picture.bytes);
  if (!read.done) return read;
  for (const file of read.value.files) await files.put(file.key, file.bytes);
  const id = newId<MediaId>();
  const { hash, width, height, widths, colour } = read.value;
  await sql`insert into media (id, territory_id, owner_id, hash, width, height, widths, colour, alt, credit, created_at)
    values (${id}, ${territory}, ${viewer.id}, ${hash}, ${width}, ${height}, ${[...widths]}, ${colour}, ${picture.alt.slice(0, 500)}, ${picture.credit.slice(0, 200)}, ${now()})`.execute(db);
  return done({ id, hash, width, height, widths });
}
