import { inTransaction, type Database } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { ActorId } from "./actor.ts";
import { endName, insertNames, readNamed, readNames, readOrphans, type ContentName } from "./name-store.ts";

export type { ContentName } from "./name-store.ts";

/** Those of these contents that others were told of, with who told them. */
export async function listNamesAnywhere(db: Database, contents: readonly ContentId[]): Promise<ReadonlyMap<ContentId, ContentName>> {
  return new Map((contents.length === 0 ? [] : await readNames(db, contents)).map((each) => [each.content, each]));
}

/** Gives contents the address and the author that they keep on the wire from now on. Whoever was first is right. */
export async function nameContents(db: Database, named: readonly { readonly content: ContentId; readonly actor: ActorId }[], at: Temporal.Instant): Promise<ReadonlyMap<ContentId, ContentName>> {
  if (named.length > 0) await inTransaction(db, (tx) => insertNames(tx, named, at));
  return listNamesAnywhere(db, named.map((each) => each.content));
}

/** The content that an address names; since when it does no more. What was never named stands under its own identifier. */
export async function findNamedAnywhere(db: Database, wireId: string): Promise<{ content: ContentId; endedAt: Temporal.Instant | null }> {
  return (await readNamed(db, wireId)) ?? { content: wireId as ContentId, endedAt: null };
}

/** Whoever answered for a content can't any more: who says it next is its author, under another address. */
export async function handOver(db: Database, content: ContentId, at: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => endName(tx, content, at));
}

/** What one of ours, who is no more, leaves behind for everybody to read. */
export async function listLeftBehindAnywhere(db: Database, actor: ActorId, after: string | null, limit: number): Promise<{ content: ContentId; wireId: string; endedAt: Temporal.Instant }[]> {
  return readOrphans(db, actor, after, limit);
}
