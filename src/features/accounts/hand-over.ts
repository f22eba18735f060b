import { inTransaction, type Database } from "../../platform/database.ts";
import { addSite, findSessionAnywhere } from "./session-store.ts";
import { issueToken, useToken } from "./token-store.ts";

/** At the portal: a code, good for a minute at one host, that carries the session over to it. */
export async function beginHandover(db: Database, now: Temporal.Instant, portalSecret: string, host: string): Promise<string | null> {
  const session = await findSessionAnywhere(db, now, portalSecret);
  return session ? issueToken(db, now, { kind: "handover", user: null, payload: { session: session.id, host }, seconds: 60 }) : null;
}

/** At the other host: the code becomes this host's own cookie. */
export function finishHandover(db: Database, now: Temporal.Instant, code: string, host: string): Promise<string | null> {
  return inTransaction(db, async (tx) => {
    const token = await useToken<{ session: string; host: string }>(tx, now, "handover", code);
    if (!token || token.payload.host !== host) return null;
    return addSite(tx, now, token.payload.session, host);
  });
}
