import { findMemberAnywhere } from "../../features/members/show-member.ts";
import { showContentAnywhere } from "../../features/contents/show-content.ts";
import { hrefOf, originOf } from "../addresses.ts";
import type { WebContext } from "../env.ts";
import { findElsewhere } from "./finding.ts";
import { ownActorAt } from "./own-actors.ts";
import { speakingOf } from "./speaking.ts";
import { findSubject } from "../../features/federation/find-subject.ts";
import { subjectPath } from "./subject-path.ts";

/** How many a member may look up in ten minutes: each goes out to another server. */
const lookUps = 60;

/**
 * "From my own server": leads a member to the page here of what they saw elsewhere, where they follow, comment and share it
 * (OStatus' subscription template, FEP-3b86). What isn't found is said on the search page, which knows what was typed.
 */
export async function interact(c: WebContext): Promise<Response> {
  const { viewer } = c.get("act");
  const typed = (c.req.query("uri") ?? "").slice(0, 2000);
  const unfound = (reason: string) => c.redirect(`/recherche?q=${encodeURIComponent(typed.slice(0, 200))}&ailleurs=${reason}`, 303);
  if (viewer.kind === "visitor" || !(await c.get("services").quota("look-up", lookUps, 600).take(viewer.id)).ok) return unfound("unreachable");
  const speaking = speakingOf(c);
  const own = await ownActorAt(speaking, typed);
  const subject = own && (await findSubject(speaking.db, own.kind, own.subject, own.territory));
  if (subject) return c.redirect(`${originOf(c, subject.territory)}${subjectPath(subject)}`, 303);
  const found = await findElsewhere(speaking, typed);
  if (!found.done) return unfound(found.refusal);
  if ("member" in found.value) {
    const member = await findMemberAnywhere(speaking.db, found.value.member.handle);
    return member ? c.redirect(`/membres/${encodeURIComponent(member.handle)}`, 303) : unfound("unknown");
  }
  const content = await showContentAnywhere(c.get("act"), found.value.content);
  return content ? c.redirect(hrefOf(c, content), 303) : unfound("unknown");
}
