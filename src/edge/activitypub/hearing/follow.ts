import { takeAnswer, takeFollower } from "../../../features/federation/answer-follow.ts";
import { isShutAt } from "../../../features/federation/find-restriction.ts";
import { say } from "../../../features/federation/say.ts";
import { newId } from "../../../platform/ids.ts";
import { ownActorAt } from "../own-actors.ts";
import { objectUri } from "../uris.ts";
import { originOf } from "../guard/address.ts";
import { accept } from "../wire/activities.ts";
import { hearDeclined } from "./listing.ts";
import { applied, ignored, refusedFor, type Hearer } from "./verdict.ts";

/** Somebody elsewhere asks to follow one of ours: whoever is public may be followed. */
export const hearFollow: Hearer = async (fetching, from, activity) => {
  const asked = activity.object?.id;
  const actor = asked ? await ownActorAt(fetching, asked) : null;
  if (!actor) return ignored("nobody of ours");
  if (await isShutAt(fetching.db, actor.territory, from.server)) return refusedFor("shut");
  await takeFollower(fetching.db, actor.id, from.id, activity.id, fetching.now());
  const id = newId();
  const uri = objectUri(originOf(actor.uri) ?? "", { kind: "activity", id });
  // What is accepted is said whole: some servers look for it in no other way.
  const body = accept({ id: uri, actor: actor.uri }, { id: activity.id, type: "Follow", actor: from.uri, object: actor.uri });
  await say(fetching.db, { id, uri, actor: actor.id, type: "Accept", object: actor.uri, content: null, body: JSON.stringify(body), at: fetching.now() }, { followersOf: [], actors: [from.uri] });
  return applied;
};

/** What one whom ours asked to follow answers. It may be told by the address of the asking, or by what was asked. */
export const hearAnswer: Hearer = async (fetching, from, activity) => {
  const asking = activity.object?.id;
  if (!asking) return ignored("an answer to nothing");
  const declined = activity.type === "Reject" ? await hearDeclined(fetching, from, activity) : null;
  if (declined) return declined;
  const answer = activity.type === "Accept" ? "accepted" : "refused";
  return (await takeAnswer(fetching.db, from.id, asking, answer)) ? applied : refusedFor("nobody of ours had asked");
};
