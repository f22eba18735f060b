import { z } from "zod";
import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { lineSchema } from "../contents/input.ts";
import { canEdit, canSee } from "../contents/policy.ts";
import { touchesOf } from "../contents/set-standing.ts";
import type { EventAccepted, EventDeclined } from "./facts.ts";
import { canDecide } from "./policy.ts";
import { findStandingAnywhere } from "./show-operation.ts";
import { lockEventAnywhere, lockOperation, removeEvent, setDecision } from "./store.ts";

export const decisionInput = z.object({
  verdict: z.enum(["accepted", "declined"], "unknown"),
  label: lineSchema(60).default(""),
  note: lineSchema(600).default(""),
});
export type Decision = z.output<typeof decisionInput>;

export type DecideRefusal = "unknown" | "forbidden" | "label_unknown";

/** Accepts an event, with the label that it gets, or declines it with a word for its authors. Its own territory's animators say. */
export async function decideEvent({ db, viewer, now }: Context, { operation: id, event: eventId, decision }: { readonly operation: ContentId; readonly event: ContentId; readonly decision: Decision }): Promise<Outcome<null, DecideRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, DecideRefusal>> => {
    await lockOperation(tx, id);
    const operation = await findStandingAnywhere(tx, id);
    const event = await lockEventAnywhere(tx, eventId);
    if (!operation || !event || viewer.kind === "visitor" || !canSee(viewer, operation, now())) return refused("unknown");
    if (!canDecide(viewer, operation, event.territory)) return refused("forbidden");
    if (decision.label && !operation.labels.includes(decision.label)) return refused("label_unknown");
    const { verdict: state, note } = decision;
    if (!(await setDecision(tx, { operation: id, event: eventId, state, label: state === "accepted" ? decision.label : "", note, by: viewer.id, at: now() }))) return refused("unknown");
    const fact = { territory: event.territory, subject: eventId, operation: id };
    const touches = [...touchesOf(event), touchContent(id)];
    if (state === "accepted") await record<EventAccepted>(tx, { kind: "operation.event_accepted", ...fact }, touches);
    else await record<EventDeclined>(tx, { kind: "operation.event_declined", ...fact }, touches);
    return done(null);
  });
}

/** Takes an event out of an operation: those who write it, or who decide for its territory. */
export async function withdrawEvent({ db, viewer, now }: Context, { operation: id, event: eventId }: { readonly operation: ContentId; readonly event: ContentId }): Promise<Outcome<null, "unknown" | "forbidden">> {
  return inTransaction(db, async (tx): Promise<Outcome<null, "unknown" | "forbidden">> => {
    await lockOperation(tx, id);
    const operation = await findStandingAnywhere(tx, id);
    const event = await lockEventAnywhere(tx, eventId);
    if (!operation || !event || !canSee(viewer, operation, now()) || !canSee(viewer, event, now())) return refused("unknown");
    if (!canEdit(viewer, event) && !canDecide(viewer, operation, event.territory)) return refused("forbidden");
    if (!(await removeEvent(tx, id, eventId))) return refused("unknown");
    await record<EventDeclined>(tx, { kind: "operation.event_declined", territory: event.territory, subject: eventId, operation: id }, [...touchesOf(event), touchContent(id)]);
    return done(null);
  });
}
