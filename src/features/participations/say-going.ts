import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { sendMail } from "../mails/send-mail.ts";
import type { Going } from "./facts.ts";
import { longestMessage, type ParticipationState, type ToldOfGoing } from "./participation.ts";
import { whenGoing, type GoingVerdict } from "./policy.ts";
import { anyAsked, listOrganisersToTellAnywhere, lockEventToJoin, readState, writeState } from "./store.ts";

export type GoRefusal = { readonly kind: "sign-in" | Exclude<GoingVerdict, "counts" | "asks"> };

/** "I'm going", said once however often it is sent. Where organisers answer, they are written to when nobody waits for them yet. */
export async function go({ db, viewer, now }: Context, id: ContentId, message: string, compose: (told: ToldOfGoing) => OutgoingMail): Promise<Outcome<ParticipationState, GoRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<ParticipationState, GoRefusal>> => {
    const event = await lockEventToJoin(tx, id);
    const verdict = event ? whenGoing(viewer, event, now()) : "unknown";
    if (!event || (verdict !== "counts" && verdict !== "asks")) return refused({ kind: verdict === "counts" || verdict === "asks" ? "unknown" : verdict });
    const before = await readState(tx, id, viewer.id);
    // Whom the organisers here sent away stays away; those of another server are asked once more.
    if (before === "going" || before === "asked" || (before === "refused" && !event.elsewhere)) return done(before);
    const state = verdict === "counts" ? "going" : "asked";
    const waiting = state === "asked" && !event.elsewhere && !(await anyAsked(tx, id));
    await writeState(tx, id, viewer.id, before, state, { message: message.slice(0, longestMessage), at: now() });
    if (waiting) for (const organiser of await listOrganisersToTellAnywhere(tx, id)) await sendMail(tx, compose(organiser));
    await record<Going>(tx, { kind: "event.going", territory: event.territory, subject: id, by: viewer.id }, [touchContent(id)]);
    return done(state);
  });
}

/** Not after all. Whom the organisers sent away stays so. */
export async function stopGoing({ db, viewer, now }: Context, id: ContentId): Promise<Outcome<null, { readonly kind: "sign-in" | "unknown" }>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<null, { readonly kind: "sign-in" | "unknown" }>> => {
    const event = await lockEventToJoin(tx, id);
    const before = event ? await readState(tx, id, viewer.id) : null;
    if (!event || !before) return refused({ kind: "unknown" });
    if (before === "refused" && !event.elsewhere) return done(null);
    await writeState(tx, id, viewer.id, before, null, { at: now() });
    await record<Going>(tx, { kind: "event.not_going", territory: event.territory, subject: id, by: viewer.id }, [touchContent(id)]);
    return done(null);
  });
}
