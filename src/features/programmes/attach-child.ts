import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record, touchContent, type Touch } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { touchesOf } from "../contents/set-standing.ts";
import { whyNotBelow, type FamilyPlace } from "./family.ts";
import type { ChildAttached, ChildDetached, ChildProposed, ProposalDeclined } from "./facts.ts";
import { canAnswerProposal, canDetach, whenAttaching } from "./policy.ts";
import { findPlaceAnywhere, lockEventsAnywhere, lockFamilies, setParent, takeProposal, writeProposal } from "./store.ts";

export type AttachRefusal = "sign-in" | "unknown" | "forbidden" | "elsewhere" | NonNullable<ReturnType<typeof whyNotBelow>>;

/** Puts an event in the programme of another, or proposes it to those who write that one. */
export async function attachChild({ db, viewer, now }: Context, { child, parent }: { readonly child: ContentId; readonly parent: ContentId }): Promise<Outcome<"attached" | "proposed", AttachRefusal>> {
  if (viewer.kind === "visitor") return refused("sign-in");
  return inTransaction(db, async (tx): Promise<Outcome<"attached" | "proposed", AttachRefusal>> => {
    const found = await lockBoth(tx, child, parent);
    if (!found) return refused("unknown");
    const verdict = whenAttaching(viewer, found.child, found.parent, now());
    if (verdict !== "attached" && verdict !== "proposed") return refused(verdict);
    const places = await findPlaces(tx, child, parent);
    const why = places && whyNotBelow(places.child, places.parent);
    if (!places || why) return refused(why ?? "unknown");
    const about = { territory: found.child.territory, subject: child, parent };
    if (verdict === "proposed") {
      await writeProposal(tx, child, parent, viewer.id, now());
      await record<ChildProposed>(tx, { kind: "event.proposed", ...about }, []);
      return done(verdict);
    }
    await setParent(tx, child, places.parent, now());
    await record<ChildAttached>(tx, { kind: "event.attached", ...about }, touchesOfFamily(found.child, [places.child, places.parent]));
    return done(verdict);
  });
}

/** Takes an event out of the programme where it stands: what is below it comes along. */
export async function detachChild({ db, viewer, now }: Context, { child, parent }: { readonly child: ContentId; readonly parent: ContentId }): Promise<Outcome<null, "unknown" | "forbidden">> {
  return inTransaction(db, async (tx): Promise<Outcome<null, "unknown" | "forbidden">> => {
    const found = await lockBoth(tx, child, parent);
    const places = found && (await findPlaces(tx, child, parent));
    if (!found || !places || places.child.line[1] !== parent) return refused("unknown");
    if (!canDetach(viewer, found.child, found.parent)) return refused("forbidden");
    await setParent(tx, child, null, now());
    await record<ChildDetached>(tx, { kind: "event.detached", territory: found.child.territory, subject: child, parent }, touchesOfFamily(found.child, [places.child, places.parent]));
    return done(null);
  });
}

/** Accepts or declines what somebody proposed to this programme. */
export async function answerProposal({ db, viewer, now }: Context, { child, parent, accepted }: { readonly child: ContentId; readonly parent: ContentId; readonly accepted: boolean }): Promise<Outcome<null, AttachRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<null, AttachRefusal>> => {
    const found = await lockBoth(tx, child, parent);
    if (!found || !canAnswerProposal(viewer, found.parent)) return refused("unknown");
    if (!(await takeProposal(tx, child, parent))) return refused("unknown");
    const about = { territory: found.child.territory, subject: child, parent };
    const places = await findPlaces(tx, child, parent);
    const why = places && accepted ? whyNotBelow(places.child, places.parent) : null;
    if (!places) return refused("unknown");
    if (!accepted || why) {
      await record<ProposalDeclined>(tx, { kind: "event.declined", ...about }, []);
      return why ? refused(why) : done(null);
    }
    await setParent(tx, child, places.parent, now());
    await record<ChildAttached>(tx, { kind: "event.attached", ...about }, touchesOfFamily(found.child, [places.child, places.parent]));
    return done(null);
  });
}

/** Both events, and their territory's families with them. */
async function lockBoth(tx: Transaction, child: ContentId, parent: ContentId) {
  const events = await lockEventsAnywhere(tx, [child, parent]);
  const [low, high] = [events.find((each) => each.id === child), events.find((each) => each.id === parent)];
  if (!low || !high) return null;
  await lockFamilies(tx, low.territory);
  return { child: low, parent: high };
}

async function findPlaces(tx: Transaction, child: ContentId, parent: ContentId): Promise<{ child: FamilyPlace; parent: FamilyPlace } | null> {
  const [low, high] = [await findPlaceAnywhere(tx, child), await findPlaceAnywhere(tx, parent)];
  return low && high ? { child: low, parent: high } : null;
}

/** The page of the child, and those of all that is above, before and after. */
function touchesOfFamily(child: Parameters<typeof touchesOf>[0], places: readonly FamilyPlace[]): Touch[] {
  return [...touchesOf(child), ...places.flatMap((place) => place.line.map(touchContent))];
}
