import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database } from "../../platform/database.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { endStanding } from "./apply.ts";
import { canLift } from "./policy.ts";
import { addressOf, lockPerson, readStanding } from "./store.ts";
import type { Suspended, SuspensionId } from "./suspension.ts";

/** Whom a mail that it is over goes to. */
export type Restored = Pick<Suspended, "email" | "locale"> & { readonly territory: TerritoryId };
type Compose = (told: Restored) => OutgoingMail;

/** Lifts a suspension before its time. */
export async function liftSuspension({ db, viewer, now }: Context, id: SuspensionId, compose: Compose): Promise<Outcome<null, { readonly kind: "sign-in" | "forbidden" | "unknown" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<null, { readonly kind: "forbidden" | "unknown" }>> => {
    const known = await readStanding(tx, { id });
    const person = known && (await lockPerson(tx, known.member));
    const standing = person && (await readStanding(tx, { id }));
    if (!person || !standing) return refused({ kind: "unknown" });
    if (!canLift(viewer, standing)) return refused({ kind: "forbidden" });
    const restored = await endStanding(tx, standing, person.home, viewer.id, now());
    const address = restored ? await addressOf(tx, person.id) : null;
    if (address) await sendMail(tx, compose({ ...address, territory: person.home }));
    return done(null);
  });
}

/** What the clock does: its time is over. Bears being run twice. */
export async function endSuspension(db: Database, id: SuspensionId, now: Temporal.Instant, compose: Compose): Promise<void> {
  await inTransaction(db, async (tx) => {
    const known = await readStanding(tx, { id });
    const person = known && (await lockPerson(tx, known.member));
    const standing = person && (await readStanding(tx, { id }));
    if (!person || !standing?.until || Temporal.Instant.compare(standing.until, now) > 0) return;
    const restored = await endStanding(tx, standing, person.home, null, now);
    const address = restored ? await addressOf(tx, person.id) : null;
    if (address) await sendMail(tx, compose({ ...address, territory: person.home }));
  });
}
