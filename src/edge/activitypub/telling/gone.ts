import { findOwnActorByIdAnywhere } from "../../../features/federation/find-actor.ts";
import { say } from "../../../features/federation/say.ts";
import { listLeftBehindAnywhere } from "../../../features/federation/name-contents.ts";
import type { ActorId } from "../../../features/federation/actor.ts";
import { idFrom, type Id } from "../../../platform/ids.ts";
import type { Speaking } from "../own-actors.ts";
import { originOf } from "../guard/address.ts";
import { objectUri } from "../uris.ts";
import { deleteActor } from "../wire/activities.ts";
import { tellContent } from "./content.ts";

/** Tells every server that heard one of ours that they are no more. What they leave behind for everybody to read is said anew, by whoever publishes it now. */
export async function tellActorGone(speaking: Speaking, id: ActorId): Promise<void> {
  const { db, now } = speaking;
  const actor = await findOwnActorByIdAnywhere(db, id);
  if (!actor) return;
  const key = idFrom<Id<"activity">>(`gone ${actor.uri}`);
  const uri = objectUri(originOf(actor.uri) ?? "", { kind: "activity", id: key });
  await say(db, { id: key, uri, actor: actor.id, type: "Delete", object: actor.uri, content: null, body: JSON.stringify(deleteActor({ id: uri, actor: actor.uri })), at: now() }, { followersOf: [actor.id], actors: [], knownTo: actor.id });
  for (let left = await listLeftBehindAnywhere(db, id, null, atOnce); left.length > 0; left = await listLeftBehindAnywhere(db, id, left.at(-1)?.wireId ?? null, atOnce)) {
    for (const { content, endedAt } of left) await tellContent(speaking, { id: 0, kind: "content.handed_over", territory: null, subject: content, told: {}, at: endedAt });
  }
}

const atOnce = 100;
