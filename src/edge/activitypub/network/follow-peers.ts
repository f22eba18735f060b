import { sayFollow, stopFollowing } from "../../../features/federation/ask-to-follow.ts";
import { listFollowedAnywhere } from "../../../features/federation/list-followers.ts";
import type { OwnActor } from "../../../features/federation/actor.ts";
import { say } from "../../../features/federation/say.ts";
import { listMembersAnywhere } from "../../../features/network/list-peers.ts";
import { newId } from "../../../platform/ids.ts";
import { otherActorAt, type Fetching } from "../fetching.ts";
import { originOf } from "../guard/address.ts";
import { findOrMakeOwnActor } from "../own-actors.ts";
import { objectUri } from "../uris.ts";
import { follow, undo, type Act } from "../wire/activities.ts";

/**
 * The territories of the network's other servers are followed, one of ours for all: what they publish comes here, and what they
 * published lately once they agree. Those that aren't of the network any more aren't followed any more. Run again, it mends.
 */
export async function followPeers(fetching: Fetching): Promise<void> {
  const { db, directory, now } = fetching;
  // The eldest: its identifier is the smallest.
  const [eldest] = [...directory().territories].sort((one, other) => (one.id < other.id ? -1 : 1));
  const own = eldest ? await findOrMakeOwnActor(fetching, "territory", eldest.id, eldest.id) : null;
  if (!own) return;
  const wanted = new Set((await listMembersAnywhere(db)).flatMap((peer) => peer.platforms.map((each) => each.actor)));
  const followed = await listFollowedAnywhere(db, own.id);
  for (const uri of wanted) {
    if (followed.some((each) => each.uri === uri)) continue;
    const actor = await otherActorAt(fetching, uri);
    if (!actor.done || actor.value.kind !== "territory") continue;
    const act = newAct(own);
    await sayFollow(db, actor.value.id, said(own, act, "Follow", uri, follow(act, uri), now()));
  }
  for (const { id, uri } of followed) {
    if (wanted.has(uri)) continue;
    const asking = await stopFollowing(db, id, own.id);
    const act = newAct(own);
    if (asking) await say(db, said(own, act, "Undo", uri, undo(act, follow({ id: asking, actor: own.uri }, uri)), now()), { followersOf: [], actors: [uri] });
  }
}

function newAct(own: OwnActor): Act {
  return { id: objectUri(originOf(own.uri) ?? "", { kind: "activity", id: newId() }), actor: own.uri };
}

function said(own: OwnActor, act: Act, type: string, object: string, body: object, at: Temporal.Instant) {
  return { id: act.id.slice(act.id.lastIndexOf("/") + 1), uri: act.id, actor: own.id, type, object, content: null, body: JSON.stringify(body), at };
}
