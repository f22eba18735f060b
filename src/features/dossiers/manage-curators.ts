import { uuidv7 } from "uuidv7";
import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import { emailsOfAnywhere } from "../accounts/find-account.ts";
import { digestOf, newSecret } from "../accounts/secret.ts";
import { canSee } from "../contents/policy.ts";
import { touchesOf } from "../contents/set-standing.ts";
import { countInvitationsAnywhere, deleteCurator, deleteInvitation, findActiveMemberAnywhere, findInvitationAnywhere, findOwnInvitationAnywhere, insertCurator, insertInvitation, setOwner } from "./curator-store.ts";
import { mostCurators } from "./dossier.ts";
import type { CuratorsChanged } from "./facts.ts";
import { canLeave, canManageCurators } from "./policy.ts";
import { lockDossierAnywhere, type LockedDossier } from "./store.ts";

export type CurateRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" | "nobody" | "curates-already" | "too-many-curators" | "stale" | "hand-over-first" };
type Curated = Outcome<LockedDossier, CurateRefusal>;

const invitationDays = 14;

/** By handle (without its @) or by mail address. */
export type Invited = { readonly handle: string } | { readonly email: string };

/**
 * Invites somebody to curate. By mail the answer is the same whether the address has an account or not. `mail` writes the
 * invitation, with the link's secret, in the transaction.
 */
export async function inviteCurator(context: Context, id: ContentId, invited: Invited, mail: (tx: Transaction, to: string, secret: string, dossier: LockedDossier) => Promise<void>): Promise<Curated> {
  return asManager(context, id, async (tx, dossier, viewer) => {
    const at = context.now();
    if (dossier.authors.length + (await countInvitationsAnywhere(tx, id, at)) >= mostCurators) return refused({ kind: "too-many-curators" });
    const member = "handle" in invited ? await findActiveMemberAnywhere(tx, invited.handle.toLowerCase()) : null;
    if ("handle" in invited && !member) return refused({ kind: "nobody" });
    if (member && dossier.authors.includes(member)) return refused({ kind: "curates-already" });
    const email = "email" in invited ? invited.email : null;
    const secret = newSecret();
    await insertInvitation(tx, { id: uuidv7(), dossier: id, member, email, secret: digestOf(secret), by: viewer.id, at, expiresAt: at.add({ hours: 24 * invitationDays }) });
    const to = email ?? (member ? (await emailsOfAnywhere(tx, [member]))[0] : undefined);
    if (to) await mail(tx, to, secret, dossier);
    return done(dossier);
  });
}

/** Takes an invitation back. */
export async function takeBackInvitation(context: Context, id: ContentId, invitation: string): Promise<Curated> {
  return asManager(context, id, async (tx, dossier) => ((await deleteInvitation(tx, id, invitation)) ? done(dossier) : refused({ kind: "stale" })));
}

/** Which invitation: the link of the mail, or the one that names this member, from their own space. */
export type InvitationKey = { readonly secret: string } | { readonly id: string };

/** Accepts or declines, of which `decline` tells who invited. A link that was sent to a member by name opens nothing in another's hands; an invitation serves once. */
export async function answerInvitation({ db, viewer, now }: Context, key: InvitationKey, accepted: boolean, decline?: (tx: Transaction, to: readonly MemberId[], dossier: LockedDossier) => Promise<void>): Promise<Curated> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Curated> => {
    const invitation = "secret" in key ? await findInvitationAnywhere(tx, digestOf(key.secret), now()) : await findOwnInvitationAnywhere(tx, key.id, viewer.id, now());
    if (!invitation || (invitation.member !== null && invitation.member !== viewer.id)) return refused({ kind: "stale" });
    const dossier = await lockDossierAnywhere(tx, invitation.dossier);
    if (!dossier || !(await deleteInvitation(tx, dossier.id, invitation.id))) return refused({ kind: "stale" });
    if (!accepted && invitation.by && decline) await decline(tx, [invitation.by], dossier);
    if (!accepted || dossier.authors.includes(viewer.id)) return done(dossier);
    await insertCurator(tx, dossier.id, viewer.id);
    await changed(tx, dossier, viewer.id);
    return done(dossier);
  });
}

/** Leaves a dossier, or is taken from it by its owner. */
export async function removeCurator({ db, viewer, now }: Context, id: ContentId, member: MemberId): Promise<Curated> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Curated> => {
    const dossier = await lockDossierAnywhere(tx, id);
    if (!dossier || !canSee(viewer, dossier, now())) return refused({ kind: "unknown" });
    if (member === viewer.id && dossier.authors.includes(viewer.id)) {
      if (!canLeave(viewer, dossier)) return refused({ kind: "hand-over-first" });
    } else if (!canManageCurators(viewer, dossier)) return refused({ kind: "forbidden" });
    if (!dossier.authors.includes(member)) return done(dossier);
    await deleteCurator(tx, id, member);
    await changed(tx, dossier, member);
    return done(dossier);
  });
}

/** Hands a dossier over to another of its curators. */
export async function handOver(context: Context, id: ContentId, to: MemberId): Promise<Curated> {
  return asManager(context, id, async (tx, dossier) => {
    if (!dossier.authors.includes(to)) return refused({ kind: "nobody" });
    await setOwner(tx, id, to);
    await changed(tx, dossier, to);
    return done(dossier);
  });
}

async function asManager({ db, viewer, now }: Context, id: ContentId, act: (tx: Transaction, dossier: LockedDossier, viewer: MemberViewer) => Promise<Curated>): Promise<Curated> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Curated> => {
    const dossier = await lockDossierAnywhere(tx, id);
    if (!dossier || !canSee(viewer, dossier, now())) return refused({ kind: "unknown" });
    return canManageCurators(viewer, dossier) ? act(tx, dossier, viewer) : refused({ kind: "forbidden" });
  });
}

async function changed(tx: Transaction, dossier: LockedDossier, member: MemberId): Promise<void> {
  await record<CuratorsChanged>(tx, { kind: "dossier.curators_changed", territory: dossier.territory, subject: dossier.id, member }, [...touchesOf(dossier), `member:${member}`]);
}
