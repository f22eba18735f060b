import type { Database } from "../../platform/database.ts";
import type { CommentId, ContentId, MediaId } from "../../platform/ids.ts";
import { readObject, readObjectOf, readOrigins, readPicture, type Origin, type KnownObject } from "./object-store.ts";

export type { KnownObject } from "./object-store.ts";

/** What is known here of a thing that stands elsewhere. */
export async function findObjectAnywhere(db: Database, uri: string): Promise<KnownObject | null> {
  return readObject(db, uri);
}

/** The same of several contents, with the pages where people read them; ours aren't among them. */
export async function listOriginsAnywhere(db: Database, contents: readonly ContentId[]): Promise<Map<ContentId, Origin>> {
  return readOrigins(db, contents);
}

/** The picture that was taken for a content of elsewhere: where it stood, and which one shows. Null when none shows. */
export async function findPictureAnywhere(db: Database, uri: string): Promise<{ url: string; media: MediaId } | null> {
  return readPicture(db, uri);
}

/** Where a content or a comment that shows here really stands, and who answers for it; null for ours. */
export async function findOriginAnywhere(db: Database, thing: { readonly content: ContentId } | { readonly comment: CommentId }): Promise<{ uri: string; owner: string } | null> {
  return readObjectOf(db, thing);
}
