import { inTransaction, type Database } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import type { ActorId } from "../federation/actor.ts";
import { findWordOfHomeAnywhere } from "../federation/find-actor.ts";
import { endStanding, shutOut } from "./apply.ts";
import { insertSuspension, lockPerson, readStanding } from "./store.ts";
import type { SuspensionId } from "./suspension.ts";

/** Somebody of another server is suspended there, or no more: what they said here is hidden, or shows again. Bears being run twice. */
export async function settleStranger(db: Database, actor: ActorId, at: Temporal.Instant): Promise<void> {
  const word = await findWordOfHomeAnywhere(db, actor);
  if (!word?.member) return;
  const { member, suspended } = word;
  await inTransaction(db, async (tx) => {
    const person = await lockPerson(tx, member);
    if (!person) return;
    const standing = await readStanding(tx, { member, decidedBy: "home" });
    if (suspended && !standing && (await insertSuspension(tx, { id: newId<SuspensionId>(), member, territory: person.home, decidedBy: "home", reason: "", by: null, at, until: null }))) await shutOut(tx, person, at);
    if (!suspended && standing) await endStanding(tx, standing, person.home, null, at);
  });
}
