import { inTransaction, type Database } from "../../platform/database.ts";
import type { CommentId, ContentId } from "../../platform/ids.ts";
import { wideWorld } from "../territories/territory.ts";
import type { OtherActor } from "./actor.ts";
import { hostOfUri } from "./server.ts";
import { deleteOldGone, insertObject, markGone, renewObject, writeOrigin, writePicture } from "./object-store.ts";

export interface TakenObject {
  readonly uri: string;
  /** The page where people read it. */
  readonly url: string;
  readonly updated: Temporal.Instant | null;
}

/** Ties what somebody elsewhere said to the content or the comment that shows it here. */
export async function tieObject(db: Database, from: OtherActor, object: TakenObject, shown: { readonly content: ContentId } | { readonly comment: CommentId }, at: Temporal.Instant): Promise<void> {
  await inTransaction(db, async (tx) => {
    await insertObject(tx, { uri: object.uri, actor: from.id, ...shown, url: object.url, updated: object.updated, at });
    if ("content" in shown) await writeOrigin(tx, shown.content, wideWorld, { actor: from.uri, uri: object.uri, url: object.url || object.uri, name: hostOfUri(object.uri) ?? "", at });
  });
}

/** Where the picture stood that shows here: the same one isn't read twice. */
export async function rememberPicture(db: Database, uri: string, url: string): Promise<void> {
  await inTransaction(db, (tx) => writePicture(tx, uri, url));
}

/** Whether this word about a thing is newer than what is known of it; from then on it is what is known. */
export async function isNews(db: Database, uri: string, updated: Temporal.Instant | null, at: Temporal.Instant): Promise<boolean> {
  return inTransaction(db, (tx) => renewObject(tx, uri, updated, at));
}

/** What somebody elsewhere took back, known here or not: it doesn't come back. */
export async function letGo(db: Database, from: OtherActor, uri: string, at: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => markGone(tx, uri, from.id, at));
}

const goneDays = 30;

export async function forgetGone(db: Database, now: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => deleteOldGone(tx, now.subtract({ hours: 24 * goneDays })));
}
