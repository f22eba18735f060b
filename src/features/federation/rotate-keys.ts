import { inTransaction, type Database } from "../../platform/database.ts";
import { record } from "../../platform/facts.ts";
import { newId } from "../../platform/ids.ts";
import type { ActorId, OwnActor } from "./actor.ts";
import { insertOwnKey, readWithKeys, retireKeys } from "./actor-store.ts";
import { makeKeyPair } from "./ensure-actor.ts";
import type { KeyRotated } from "./facts.ts";

/** Gives one of ours another key: what they say is signed with it from now on, and others are told of it under the old one. False for whoever has none yet, or is no more. */
export async function rotateKey(db: Database, actor: OwnActor, at: Temporal.Instant): Promise<boolean> {
  if (actor.state !== "active") return false;
  const pair = await makeKeyPair();
  return inTransaction(db, async (tx) => {
    const [former] = await retireKeys(tx, actor.id, at);
    if (!former) return false;
    await insertOwnKey(tx, actor.id, { uri: `${actor.uri}#key-${newId()}`, ...pair }, at);
    await record<KeyRotated>(tx, { kind: "actor.key_rotated", territory: actor.territory, subject: actor.id, former }, []);
    return true;
  });
}

/** Those of ours who sign, some at a time. */
export async function listSigningAnywhere(db: Database, after: ActorId | null, limit: number): Promise<OwnActor[]> {
  return readWithKeys(db, after, limit);
}
