import type { Context } from "../../platform/context.ts";
import { inTransaction } from "../../platform/database.ts";
import { idFrom, type TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { addComment } from "../comments/add-comment.ts";
import { findOtherActorAnywhere } from "./find-actor.ts";
import type { HeldAnswer, HeldNoteId } from "./held-note.ts";
import { deleteHeldNote, insertWelcomed, lockHeldNotes, markHeldRefused, type LockedNote } from "./held-store.ts";
import { viewerOfActor } from "./meet-actor.ts";
import { canDecideHeld } from "./policy.ts";
import { tieObject } from "./take-object.ts";

/**
 * Those who animate the territory read what somebody elsewhere said: it becomes a comment, under the same rules as everybody's; or doesn't. Who is
 * welcome is read first no more: all that waits of them shows.
 */
export async function decideHeld(context: Context, territory: TerritoryId, id: HeldNoteId, answer: HeldAnswer): Promise<Outcome<null, { readonly kind: "sign-in" | "forbidden" | "unknown" }>> {
  const { db, viewer, now } = context;
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  if (!canDecideHeld(viewer, territory)) return refused({ kind: "forbidden" });
  const by = viewer.id;
  const shown = await inTransaction(db, async (tx): Promise<LockedNote[] | null> => {
    const [note] = await lockHeldNotes(tx, territory, { id });
    if (!note) return null;
    if (answer === "refuse") await markHeldRefused(tx, id);
    if (answer === "welcome") await insertWelcomed(tx, territory, note.actorId, by, now());
    return answer === "refuse" ? [] : answer === "welcome" ? lockHeldNotes(tx, territory, { actor: note.actorId }) : [note];
  });
  if (!shown) return refused({ kind: "unknown" });
  // One after the other, each by itself, and the same however often: what was cut off in between is still waiting.
  for (const note of shown) await show(context, note);
  return done(null);
}

async function show({ db, now }: Context, note: LockedNote): Promise<void> {
  const from = await findOtherActorAnywhere(db, note.actor);
  if (from?.state === "active") {
    const viewer = await viewerOfActor(db, from, now());
    const written = await addComment({ db, viewer, now }, { content: note.content, parent: note.parent, body: note.body, submission: idFrom(note.uri) });
    if (written.done) await tieObject(db, from, { uri: note.uri, url: note.url, updated: note.updated }, { comment: written.value }, now());
  }
  await inTransaction(db, (tx) => deleteHeldNote(tx, note.uri, note.actorId));
}
