import { findPersonAnywhere } from "../../../features/suspensions/list-suspensions.ts";
import { whenSuspending } from "../../../features/suspensions/policy.ts";
import type { MemberId } from "../../../platform/ids.ts";
import type { WebContext } from "../../env.ts";

/** Where this viewer suspends somebody: on the territory where they live, or at the portal for the coordination; null for who may not. */
export async function suspendingAt(c: WebContext, member: MemberId): Promise<string | null> {
  const { viewer } = c.get("act");
  if (viewer.kind === "visitor" || (viewer.animates.length === 0 && !viewer.coordinator)) return null;
  const { db, directory } = c.get("services");
  const person = await findPersonAnywhere(db, member);
  const decides = person?.state === "active" ? whenSuspending(viewer, person) : null;
  if (!person || !decides) return null;
  return decides === "territory" ? `${directory().originOf(person.home)}/animation/suspensions/nouvelle?membre=${member}` : `${directory().portalOrigin}/coordination/suspensions/nouvelle?membre=${member}`;
}
