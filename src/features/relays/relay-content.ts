import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { record, touchContent } from "../../platform/facts.ts";
import type { ContentId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canSee } from "../contents/policy.ts";
import type { Relayed } from "./facts.ts";
import { canRelay } from "./policy.ts";
import type { Word } from "./relay.ts";
import { deleteRelay, insertRelay, lockRelayableAnywhere } from "./store.ts";

export type RelayRefusal = { readonly kind: "sign-in" | "unknown" | "forbidden" };

/** Shares a published content of any territory with those who follow the member, with a word of theirs. Twice is once, with the last word. */
export async function relayContent({ db, viewer, now }: Context, id: ContentId, word: Word): Promise<Outcome<null, RelayRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<null, RelayRefusal>> => {
    const content = await lockRelayableAnywhere(tx, id);
    if (!content || !canSee(viewer, content, now())) return refused({ kind: "unknown" });
    if (!canRelay(viewer, content, now())) return refused({ kind: "forbidden" });
    await insertRelay(tx, id, viewer.id, word, now());
    await record<Relayed>(tx, { kind: "content.relayed", territory: content.territory, subject: id, by: viewer.id }, [touchContent(id), `member:${viewer.id}`]);
    return done(null);
  });
}

/** Shares it no more: also what one may no longer read. */
export async function undoRelay({ db, viewer }: Context, id: ContentId): Promise<Outcome<null, RelayRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  return inTransaction(db, async (tx): Promise<Outcome<null, RelayRefusal>> => {
    const content = await lockRelayableAnywhere(tx, id);
    if (!content || !(await deleteRelay(tx, id, viewer.id))) return refused({ kind: "unknown" });
    await record<Relayed>(tx, { kind: "content.relay_undone", territory: content.territory, subject: id, by: viewer.id }, [touchContent(id), `member:${viewer.id}`]);
    return done(null);
  });
}
