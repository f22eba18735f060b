import { inTransaction, type Database } from "../../platform/database.ts";
import { readOffer, readOfferAct, writeOffer, type Offered } from "./offer-store.ts";

export type { Offered } from "./offer-store.ts";

/** Remembers the act by which a content was proposed to a dossier: an answer names it. */
export async function keepOffer(db: Database, offered: Offered, activity: string, at: Temporal.Instant): Promise<void> {
  await inTransaction(db, (tx) => writeOffer(tx, offered, activity, at));
}

/** What was proposed by this act. */
export async function findOfferedAnywhere(db: Database, activity: string): Promise<Offered | null> {
  return readOffer(db, activity);
}

/** The act by which this was proposed; null when it wasn't, on the wire. */
export async function findOfferAnywhere(db: Database, offered: Offered): Promise<string | null> {
  return readOfferAct(db, offered);
}
