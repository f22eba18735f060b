import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { MemberId, StructureId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { digestOf, newSecret } from "../accounts/secret.ts";
import { closeClaim, findWaitingClaimAnywhere, insertClaim, insertLink, lockLinkAnywhere } from "./claim-store.ts";
import type { StructureClaimed, StructurePeopleChanged } from "./facts.ts";
import { provesBelonging } from "./mail-domain.ts";
import { canClaim, canManagePeople, canSeeStructure } from "./policy.ts";
import { lockStandingAnywhere, setPerson, type LockedStructure } from "./store.ts";
import { touchesOfStructure } from "./write-structure.ts";

const linkHours = 48;

export type ClaimRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" | "not-its-domain" | "claimed-already" | "asked-already" | "stale" };
type Claimed = Outcome<LockedStructure, ClaimRefusal>;

/**
 * Asks to act for a structure that nobody acts for, by a link sent to an address at its own site's domain. `mail` writes
 * the mail with the link's secret, in the transaction.
 */
export async function claimByMail({ db, viewer, now }: Context, id: StructureId, email: string, mail: (tx: Transaction, secret: string) => Promise<void>): Promise<Claimed> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Claimed> => {
    const structure = await lockStandingAnywhere(tx, id);
    if (!structure || !canSeeStructure(viewer, structure)) return refused({ kind: "unknown" });
    if (!canClaim(viewer, structure)) return refused({ kind: "forbidden" });
    if (structure.people.length > 0) return refused({ kind: "claimed-already" });
    if (!provesBelonging(email, structure.website)) return refused({ kind: "not-its-domain" });
    const secret = newSecret();
    await insertLink(tx, { structure: structure.id, member: viewer.id, hash: digestOf(secret), domain: email.slice(email.lastIndexOf("@") + 1).toLowerCase(), at: now(), expiresAt: now().add({ hours: linkHours }) });
    await mail(tx, secret);
    return done(structure);
  });
}

/** The link of the mail: whoever asked for it becomes the first owner, if nobody came before and the site is still the same. */
export async function confirmClaim({ db, viewer, now }: Context, secret: string): Promise<Claimed> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Claimed> => {
    const link = await lockLinkAnywhere(tx, digestOf(secret), now());
    // The link was sent to be used by the member who asked: in another's hands it opens nothing.
    if (link?.member !== viewer.id) return refused({ kind: "stale" });
    const structure = await lockStandingAnywhere(tx, link.structure);
    if (structure?.state !== "listed" || !provesBelonging(`x@${link.domain}`, structure.website)) return refused({ kind: "stale" });
    if (structure.people.length > 0) return refused({ kind: "claimed-already" });
    await closeClaim(tx, link.id, "granted", viewer.id, now());
    await letIn(tx, structure, viewer.id, "owner", now());
    return done(structure);
  });
}

/** Asks the animator, or those who act for it already, in one's own words. */
export async function askToActFor({ db, viewer, now }: Context, id: StructureId, words: string): Promise<Claimed> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Claimed> => {
    const structure = await lockStandingAnywhere(tx, id);
    if (!structure || !canSeeStructure(viewer, structure)) return refused({ kind: "unknown" });
    if (!canClaim(viewer, structure)) return refused({ kind: "forbidden" });
    if (!(await insertClaim(tx, structure.id, viewer.id, words.trim().slice(0, 2000), now()))) return refused({ kind: "asked-already" });
    await record<StructureClaimed>(tx, { kind: "structure.claimed", territory: structure.territory, subject: structure.id, by: viewer.id }, []);
    return done(structure);
  });
}

/** An owner or the animator answers. The first to be let in owns; those who come after edit. */
export async function decideClaim({ db, viewer, now }: Context, claim: string, granted: boolean): Promise<Claimed> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Claimed> => {
    const asked = await findWaitingClaimAnywhere(tx, claim);
    const structure = asked ? await lockStandingAnywhere(tx, asked.structure) : null;
    if (!asked || !structure || !canManagePeople(viewer, structure)) return refused({ kind: "unknown" });
    if (!(await closeClaim(tx, claim, granted ? "granted" : "refused", viewer.id, now()))) return refused({ kind: "unknown" });
    if (granted) await letIn(tx, structure, asked.member, structure.people.some((each) => each.role === "owner") ? "editor" : "owner", now());
    return done(structure);
  });
}

async function letIn(tx: Transaction, structure: LockedStructure, member: MemberId, role: "owner" | "editor", at: Temporal.Instant): Promise<void> {
  if (structure.people.some((each) => each.member === member)) return;
  await setPerson(tx, structure.id, member, role, at);
  await record<StructurePeopleChanged>(tx, { kind: "structure.people_changed", territory: structure.territory, subject: structure.id, member }, touchesOfStructure(structure));
}
