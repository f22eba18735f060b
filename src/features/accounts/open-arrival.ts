import { inTransaction, type Database } from "../../platform/database.ts";
import type { MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { findAccountAnywhere } from "./find-account.ts";
import { insertUser, takeArrival } from "./store.ts";

/** A member who arrived with their territory under an address that has an account here gets their own, with the password that they had, under another address that they asked for. */
export async function openArrival(db: Database, now: Temporal.Instant, handle: string, email: string): Promise<Outcome<MemberId, "unknown" | "email-taken">> {
  return inTransaction(db, async (tx): Promise<Outcome<MemberId, "unknown" | "email-taken">> => {
    if (await findAccountAnywhere(tx, email)) return refused("email-taken");
    const arrival = await takeArrival(tx, handle);
    if (!arrival) return refused("unknown");
    await insertUser(tx, { id: arrival.member, email, password: arrival.password, at: now });
    return done(arrival.member);
  });
}
