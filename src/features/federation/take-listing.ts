import { inTransaction, type Database } from "../../platform/database.ts";
import { touch, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import type { OtherActor } from "./actor.ts";
import { deleteListings, listAuthorsToTellAnywhere, writeListing, type NewListing, type ToldOfListing } from "./listing-store.ts";

export type { ToldOfListing } from "./listing-store.ts";

/** A dossier elsewhere holds a content of ours: its authors are told, once. "declined" when they asked before to be taken out. */
export async function takeListing(db: Database, from: OtherActor, listing: NewListing, at: Temporal.Instant, compose: (told: ToldOfListing) => OutgoingMail): Promise<"new" | "in" | "declined"> {
  return inTransaction(db, async (tx) => {
    const before = await writeListing(tx, from.id, listing, at);
    if (before === "new") for (const author of await listAuthorsToTellAnywhere(tx, listing.content)) await sendMail(tx, compose(author));
    await touch(tx, [touchContent(listing.content)]);
    return before;
  });
}

/** It is no more in it, or, without a content, the dossier is no more. */
export async function loseListing(db: Database, from: OtherActor, uri: string, content: ContentId | null): Promise<void> {
  await inTransaction(db, (tx) => deleteListings(tx, from.id, uri, content));
}
