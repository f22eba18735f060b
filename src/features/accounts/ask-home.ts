import { inTransaction, type Database } from "../../platform/database.ts";
import { issueToken, useToken } from "./token-store.ts";

/** A log-in that goes to another server: what its answer is held to, and where the reader was. */
export interface HomeAsked {
  readonly issuer: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The territory here that the reader comes from, its own secret for the way back, and the page. */
  readonly pour: string;
  readonly etat: string;
  readonly back: string;
}

const minutes = 15;

/** Sends a reader to their own server. Answers the secret that comes back with them, once. */
export function askHome(db: Database, now: Temporal.Instant, asked: HomeAsked): Promise<string> {
  return issueToken(db, now, { kind: "visit", user: null, payload: asked, seconds: minutes * 60 });
}

/** The reader is back: what had been asked; null when nothing was, it is too long ago, or they came back before. */
export function takeHomeAnswer(db: Database, now: Temporal.Instant, state: string): Promise<HomeAsked | null> {
  return inTransaction(db, async (tx) => (await useToken<HomeAsked>(tx, now, "visit", state))?.payload ?? null);
}
