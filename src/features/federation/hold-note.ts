import { inTransaction, type Database } from "../../platform/database.ts";
import { newId, type CommentId, type ContentId } from "../../platform/ids.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import type { OtherActor } from "./actor.ts";
import type { HeldNoteId } from "./held-note.ts";
import { waitingOf, deleteHeldNote, isHeldAlready, readHolder, writeHeldNote } from "./held-store.ts";
import type { TakenObject } from "./take-object.ts";

/** So many wait of one person, and of one server: more is let go. */
const mostOfPerson = 5;
const mostOfServer = 200;

/** Whether what somebody says of a server that nobody vouched for waits for those who animate the territory; `full`: too much waits already. */
export async function holdNote(db: Database, from: OtherActor, object: TakenObject, note: { readonly content: ContentId; readonly parent: CommentId | null; readonly body: TextDocument }, at: Temporal.Instant): Promise<"held" | "full" | "shown"> {
  return inTransaction(db, async (tx) => {
    const territory = await readHolder(tx, note.content, from.id, from.server);
    if (!territory) return "shown";
    if (!(await isHeldAlready(tx, object.uri))) {
      const waiting = await waitingOf(tx, from.id, from.server);
      if (waiting.person >= mostOfPerson || waiting.server >= mostOfServer) return "full";
    }
    await writeHeldNote(tx, { id: newId<HeldNoteId>(), territory, actor: from.id, ...object, ...note, at });
    return "held";
  });
}

/** They took it back before anybody read it. */
export async function letGoHeld(db: Database, from: OtherActor, uri: string): Promise<void> {
  await inTransaction(db, (tx) => deleteHeldNote(tx, uri, from.id));
}
