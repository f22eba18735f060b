import type { Database } from "../../platform/database.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import { isKnownAnywhere, type TakenPicture } from "./store.ts";

export type { TakenPicture };

/** Removes the files of pictures that are no more, unless somebody else brought the same. Bears being run twice. */
export async function removePictures(db: Database, files: FileStore, pictures: readonly TakenPicture[]): Promise<void> {
  for (const { hash, widths } of pictures) {
    if (await isKnownAnywhere(db, hash)) continue;
    for (const width of widths) for (const form of ["webp", "avif"]) await files.remove(`${hash}-${width}.${form}`);
  }
}
