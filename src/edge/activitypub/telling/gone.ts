import { findOwnActorByIdAnywhere } from "../../../features/federation/find-actor.ts";
import { say } from "../../../features/federation/say.ts";
import type { ActorId } from "../../../features/federation/actor.ts";
import { idFrom, type Id } from "../../../platform/ids.ts";
import type { Speaking } from "../own-actors.ts";
import { originOf } from "../guard/address.ts";
import { objectUri } from "../uris.ts";
import { deleteActor } from "../wire/activities.ts";

/** Tells every server that heard one of ours that they are no more. */
export async function tellActorGone({ db, now }: Speaking, id: ActorId): Promise<void> {
  const actor = await findOwnActorByIdAnywhere(db, id);
  if (!actor) return;
  const key = idFrom<Id<"activity">>(`gone ${actor.uri}`);
  const uri = objectUri(originOf(actor.uri) ?? "", { kind: "activity", id: key });
  await say(db, { id: key, uri, actor: actor.id, type: "Delete", object: actor.uri, content: null, body: JSON.stringify(deleteActor({ id: uri, actor: actor.uri })), at: now() }, { followersOf: [actor.id], actors: [], knownTo: actor.id });
}
