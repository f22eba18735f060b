import type { Context } from "../../platform/context.ts";
import { inTransaction, type Transaction } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { emailsOfAnywhere } from "../accounts/find-account.ts";
import type { JuryInput } from "./input.ts";
import { canConvene, isAsked } from "./policy.ts";
import { showJuryAnywhere, type Jury } from "./show-jury.ts";
import { deleteJuror, hasNotesAnywhere, insertJuror, lockCallAnywhere, setJuror, writeCriteria } from "./store.ts";

export type JuryRefusal = { readonly kind: "unknown" | "judged-already" | "no-criteria" | "asked-already" };
type Convened = Outcome<Jury, JuryRefusal>;

async function locked(tx: Transaction, content: ContentId): Promise<Jury | null> {
  await lockCallAnywhere(tx, content);
  return showJuryAnywhere(tx, content);
}

/** Chooses what the answers to a call are judged by. Once a note was given, that stands. */
export async function writeJury({ db, viewer }: Context, content: ContentId, { criteria }: JuryInput): Promise<Convened> {
  return inTransaction(db, async (tx): Promise<Convened> => {
    const jury = await locked(tx, content);
    if (!jury || !canConvene(viewer, jury.content)) return refused({ kind: "unknown" });
    if (await hasNotesAnywhere(tx, content)) return refused({ kind: "judged-already" });
    await writeCriteria(tx, content, criteria);
    return done({ ...jury, criteria });
  });
}

/** Asks a member to judge. `tell` writes the mail to each of their addresses, in the transaction. */
export async function inviteJuror({ db, viewer, now }: Context, content: ContentId, member: MemberId, tell: (tx: Transaction, to: string) => Promise<void>): Promise<Convened> {
  return inTransaction(db, async (tx): Promise<Convened> => {
    const jury = await locked(tx, content);
    if (!jury || !canConvene(viewer, jury.content)) return refused({ kind: "unknown" });
    if (jury.criteria.length === 0) return refused({ kind: "no-criteria" });
    if (!(await insertJuror(tx, content, member, now()))) return refused({ kind: "asked-already" });
    for (const to of await emailsOfAnywhere(tx, [member])) await tell(tx, to);
    return done(jury);
  });
}

/** Takes a member off the jury, with what they noted. */
export async function removeJuror({ db, viewer }: Context, content: ContentId, member: MemberId): Promise<Convened> {
  return inTransaction(db, async (tx): Promise<Convened> => {
    const jury = await locked(tx, content);
    if (!jury || !canConvene(viewer, jury.content) || !(await deleteJuror(tx, content, member))) return refused({ kind: "unknown" });
    return done(jury);
  });
}

/** Says yes or no to being asked; who leaves takes their notes away. */
export async function answerInvitation({ db, viewer, now }: Context, content: ContentId, accepted: boolean): Promise<Convened> {
  if (viewer.kind === "visitor") return refused({ kind: "unknown" });
  return inTransaction(db, async (tx): Promise<Convened> => {
    const jury = await locked(tx, content);
    if (!jury || !isAsked(viewer, jury)) return refused({ kind: "unknown" });
    await setJuror(tx, content, viewer.id, accepted ? "accepted" : "declined", now());
    return done(jury);
  });
}
