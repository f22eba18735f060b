import type { Context } from "../../platform/context.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import type { Database } from "../../platform/database.ts";
import { newId, type MediaId, type TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { readImage, type ImageRefusal } from "./read-image.ts";
import { insertPicture } from "./store.ts";

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
  const { files: _files, ...image } = read.value;
  await insertPicture(db, { id, territory, owner: viewer.id, ...image, alt: picture.alt.slice(0, 500), credit: picture.credit.slice(0, 200), at: now() });
  return done({ id, hash: image.hash, width: image.width, height: image.height, widths: image.widths });
}

/** Keeps the picture of something that a text shows of elsewhere: nobody's own. Null when it isn't one. */
export async function addThumbnail(db: Database, files: FileStore, territory: TerritoryId, bytes: Uint8Array, at: Temporal.Instant): Promise<MediaId | null> {
  const read = await readImage(bytes);
  if (!read.done) return null;
  for (const file of read.value.files) await files.put(file.key, file.bytes);
  const id = newId<MediaId>();
  const { files: _files, ...image } = read.value;
  await insertPicture(db, { id, territory, owner: null, ...image, alt: "", credit: "", at });
  return id;
}
