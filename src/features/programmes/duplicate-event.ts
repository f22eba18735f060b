import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { copyEvents } from "../agenda/copy-events.ts";
import { copyOffers } from "../bookings/copy-offers.ts";
import { copyContents } from "../contents/copy-contents.ts";
import { canSee } from "../contents/policy.ts";
import { listEditionAnywhere } from "./list-edition.ts";
import { mostWeeks, shiftSessions, titleOfEdition } from "./next-edition.ts";
import { canDuplicate } from "./policy.ts";
import { findOnesMadeAnywhere, lockEventsAnywhere } from "./store.ts";

export interface Duplication {
  readonly event: ContentId;
  /** How much later; earlier when negative. */
  readonly weeks: number;
  /** Made by the form: sent twice, it duplicates once. */
  readonly submission: string;
}

export type DuplicateRefusal = "sign-in" | "unknown" | "forbidden" | "dates";

/** Makes the drafts of an event's next edition, with all that stands in its programme, every date on its weekday. All of it or nothing. */
export async function duplicateEvent({ db, viewer, now }: Context, { event, weeks, submission }: Duplication): Promise<Outcome<{ id: ContentId; count: number }, DuplicateRefusal>> {
  if (viewer.kind === "visitor") return refused("sign-in");
  if (!Number.isInteger(weeks) || weeks === 0 || Math.abs(weeks) > mostWeeks) return refused("dates");
  return inTransaction(db, async (tx): Promise<Outcome<{ id: ContentId; count: number }, DuplicateRefusal>> => {
    const [locked] = await lockEventsAnywhere(tx, [event]);
    if (!locked || !canSee(viewer, locked, now())) return refused("unknown");
    if (!canDuplicate(viewer, locked)) return refused("forbidden");
    const edition = (await listEditionAnywhere(tx, viewer, now(), event)).map((each) => ({ ...each, later: shiftSessions(each.sessions, weeks, each.zone) }));
    const copied = await copyContents(tx, viewer, edition.map((each) => ({ id: each.id, title: titleOfEdition(each.title, each.sessions, each.later), details: { sessions: each.later, status: "on", statusReason: "" } })), { territory: locked.territory, kind: "event", submission, at: now() });
    if (!copied) {
      const before = await findOnesMadeAnywhere(tx, submission, viewer.id);
      return before ? done(before) : refused("unknown");
    }
    const copies = new Map(edition.map((each, index) => [each.id, copied[index]?.id ?? null]));
    const root = copies.get(event) ?? null;
    const made = edition.flatMap((each) => {
      const to = copies.get(each.id);
      return to ? [{ from: each.id, to, sessions: each.later, zone: each.zone, parent: each.parent ? (copies.get(each.parent) ?? null) : null, root: each.id === event ? null : root }] : [];
    });
    await copyEvents(tx, made);
    await copyOffers(tx, made, now());
    return root ? done({ id: root, count: copied.length }) : refused("unknown");
  });
}
