import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { record, touch, touchContent } from "../../platform/facts.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import type { GoingDecided } from "./facts.ts";
import type { ParticipationState, ToldOfGoing } from "./participation.ts";
import { canReceive } from "./policy.ts";
import { lockEventToJoin, readState, readToldOfGoing, writeGoingTold, writeState } from "./store.ts";

export type GoingAnswer = Exclude<ParticipationState, "asked">;
type Compose = (told: ToldOfGoing, answer: GoingAnswer) => OutgoingMail;

/** Who organises accepts somebody who wants to come, or sends them away; they are told. */
export async function answerGoing({ db, viewer, now }: Context, id: ContentId, member: MemberId, accepted: boolean, compose: Compose): Promise<Outcome<null, { readonly kind: "unknown" }>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, { readonly kind: "unknown" }>> => {
    const event = await lockEventToJoin(tx, id);
    const before = event && canReceive(viewer, event) ? await readState(tx, id, member) : null;
    if (!event || !before) return refused({ kind: "unknown" });
    const after = accepted ? "going" : "refused";
    if (before === after) return done(null);
    await writeState(tx, id, member, before, after, { at: now() });
    await tell(tx, id, member, after, compose);
    await record<GoingDecided>(tx, { kind: "event.going_decided", territory: event.territory, subject: id, member, accepted }, [touchContent(id)]);
    return done(null);
  });
}

/** The organisers of an event of another server answer one of ours. What needs no word, an open event's yes, is told by the page alone. */
export async function takeGoingAnswer(db: Database, id: ContentId, member: MemberId, answer: GoingAnswer, at: Temporal.Instant, compose: Compose): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const event = await lockEventToJoin(tx, id);
    const before = event?.elsewhere ? await readState(tx, id, member) : null;
    if (!event || !before) return false;
    if (before === answer) return true;
    await writeState(tx, id, member, before, answer, { at });
    if (answer !== "going" || event.joining === "restricted") await tell(tx, id, member, answer, compose);
    await touch(tx, [touchContent(id)]);
    return true;
  });
}

async function tell(tx: Transaction, id: ContentId, member: MemberId, answer: GoingAnswer, compose: Compose): Promise<void> {
  const told = await readToldOfGoing(tx, id, member);
  if (told) await sendMail(tx, compose(told, answer));
}

/** How many come, as the server says where the event stands. */
export async function keepGoingTold(db: Database, id: ContentId, count: number | null): Promise<void> {
  await inTransaction(db, (tx) => writeGoingTold(tx, id, count));
}
