import { loseFollower, takeFollower } from "../../../features/federation/answer-follow.ts";
import { findOwnActorByUriAnywhere } from "../../../features/federation/find-actor.ts";
import type { OtherActor } from "../../../features/federation/actor.ts";
import { isShutAt } from "../../../features/federation/find-restriction.ts";
import { say } from "../../../features/federation/say.ts";
import { newId } from "../../../platform/ids.ts";
import type { Fetching } from "../fetching.ts";
import { ownActorAt } from "../own-actors.ts";
import { objectUri } from "../uris.ts";
import { originOf } from "../guard/address.ts";
import { accept } from "../wire/activities.ts";
import { applied, ignored, refusedFor, type Hearer, type Verdict } from "./verdict.ts";

const followsPerHour = 60;

/** Somebody elsewhere asks to follow one of ours: whoever is public may be followed. */
export const hearFollow: Hearer = async (fetching, from, activity) => {
  const asked = activity.object?.id;
  const actor = asked ? await ownActorAt(fetching, asked) : null;
  if (!actor) return ignored("nobody of ours");
  // Who follows and stops, again and again, is answered so often and no more; that they stopped is always heard.
  if (!(await fetching.quota("follows-by", followsPerHour, 3600).take(from.uri)).ok) return ignored("too much at once");
  if (await isShutAt(fetching.db, actor.territory, from.server)) return refusedFor("shut");
  await takeFollower(fetching.db, actor.id, from.id, activity.id, fetching.now());
  const id = newId();
  const uri = objectUri(originOf(actor.uri) ?? "", { kind: "activity", id });
  // What is accepted is said whole: some servers look for it in no other way.
  const body = accept({ id: uri, actor: actor.uri }, { id: activity.id, type: activity.type ?? "Follow", actor: from.uri, object: actor.uri });
  await say(fetching.db, { id, uri, actor: actor.id, type: "Accept", object: actor.uri, content: null, body: JSON.stringify(body), at: fetching.now() }, { followersOf: [], actors: [from.uri] });
  return applied;
};

/** Not any more: also of those of ours who aren't public now. */
export async function hearUnfollow(fetching: Fetching, from: OtherActor, uri: string): Promise<Verdict> {
  const actor = await findOwnActorByUriAnywhere(fetching.db, uri);
  if (!actor) return ignored("nobody of ours");
  return (await loseFollower(fetching.db, actor.id, from.id)) ? applied : ignored("it wasn't followed");
}
