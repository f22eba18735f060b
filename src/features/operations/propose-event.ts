import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { touchesOf } from "../contents/set-standing.ts";
import type { EventAccepted, EventProposed } from "./facts.ts";
import { whenProposing, type ProposeVerdict } from "./policy.ts";
import { findStandingAnywhere } from "./show-operation.ts";
import { lockEventAnywhere, lockOperation, writeProposal } from "./store.ts";

export type ProposeRefusal = "sign-in" | "already_there" | Exclude<ProposeVerdict, "accepted" | "proposed">;

/** Proposes an event to an operation; whoever decides for the event's territory puts it in at once. Twice at the same instant proposes once. */
export async function proposeEvent({ db, viewer, now }: Context, { operation: id, event: eventId }: { readonly operation: ContentId; readonly event: ContentId }): Promise<Outcome<"accepted" | "proposed", ProposeRefusal>> {
  if (viewer.kind === "visitor") return refused("sign-in");
  return inTransaction(db, async (tx): Promise<Outcome<"accepted" | "proposed", ProposeRefusal>> => {
    await lockOperation(tx, id);
    const operation = await findStandingAnywhere(tx, id);
    const event = await lockEventAnywhere(tx, eventId);
    if (!operation || !event) return refused("unknown");
    const verdict = whenProposing(viewer, event, operation, now());
    if (verdict !== "accepted" && verdict !== "proposed") return refused(verdict);
    if (!(await writeProposal(tx, { operation: id, event: eventId, territory: event.territory, state: verdict, by: viewer.id, at: now() }))) return refused("already_there");
    const about = { territory: event.territory, subject: eventId, operation: id };
    if (verdict === "accepted") await record<EventAccepted>(tx, { kind: "operation.event_accepted", ...about }, [...touchesOf(event), touchContent(id)]);
    else await record<EventProposed>(tx, { kind: "operation.event_proposed", ...about }, []);
    return done(verdict);
  });
}
