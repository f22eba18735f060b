import type { Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { readListingAct, readListings, type Listing } from "./listing-store.ts";

export type { Listing } from "./listing-store.ts";

/** The dossiers of other servers that hold a content. Callers have seen that the viewer may edit it. */
export async function listListingsAnywhere(db: Database, content: ContentId): Promise<Listing[]> {
  return readListings(db, content);
}

/** What an answer to the dossier's keeper names. */
export async function findListingActAnywhere(db: Database, content: ContentId, uri: string): Promise<{ activity: string; keeper: string } | null> {
  return readListingAct(db, content, uri);
}
