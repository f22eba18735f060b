import type { ActorId, OtherActor, OwnActor } from "../../../features/federation/actor.ts";
import { askAgain } from "../../../features/federation/ask-to-follow.ts";
import { findOtherActorByIdAnywhere, findOwnActorByUriAnywhere } from "../../../features/federation/find-actor.ts";
import { isAskedAnywhere, listOurFollowersAnywhere } from "../../../features/federation/list-followers.ts";
import { say } from "../../../features/federation/say.ts";
import { hostOfUri } from "../../../features/federation/server.ts";
import { newId } from "../../../platform/ids.ts";
import { fetchDocument, type Fetching } from "../fetching.ts";
import { originOf, readAddress, sameOrigin } from "../guard/address.ts";
import { listOf } from "../guard/json.ts";
import { findOrMakeOwnActor, signingKeyOf } from "../own-actors.ts";
import { actorPartUri, objectUri } from "../uris.ts";
import { follow, undo, type Act } from "../wire/activities.ts";

const most = 5000;

/** Those of one host of ours who follow somebody elsewhere, as both sides say: who is missing there asks again, who isn't one of theirs any more says so (FEP-8fcf). */
export async function synchronise(fetching: Fetching, id: ActorId, host: string, url: string | null): Promise<void> {
  const { db, now } = fetching;
  const actor = await findOtherActorByIdAnywhere(db, id);
  const from = url ?? (actor && actorPartUri(actor.uri, "followers-synchronization"));
  if (!actor || !from || !sameOrigin(from, actor.uri)) return;
  const ours = await listOurFollowersAnywhere(db, id, host, most);
  const signer = ours[0] ?? (await territoryAt(fetching, host));
  const document = signer ? await fetchDocument(fetching, from, await signingKeyOf(fetching, signer)) : null;
  if (!document?.done) return;
  const theirs = new Set([...listOf(document.value["orderedItems"]), ...listOf(document.value["items"])].slice(0, most).flatMap((each) => readAddress(each) ?? []).filter((each) => hostOfUri(each) === host));
  for (const own of ours) {
    if (theirs.has(own.uri)) continue;
    const act = newAct(own);
    await askAgain(db, id, { ...said(act, own, "Follow", actor, now()), body: JSON.stringify(follow(act, actor.uri)) });
  }
  for (const uri of theirs) {
    if (ours.some((each) => each.uri === uri)) continue;
    const own = await findOwnActorByUriAnywhere(db, uri);
    if (!own || (await isAskedAnywhere(db, id, own.id))) continue;
    const act = newAct(own);
    await say(db, { ...said(act, own, "Undo", actor, now()), body: JSON.stringify(undo(act, follow({ id: newAct(own).id, actor: own.uri }, actor.uri))) }, { followersOf: [], actors: [actor.uri] });
  }
}

async function territoryAt(fetching: Fetching, host: string): Promise<OwnActor | null> {
  const place = fetching.directory().find(host);
  const own = "territory" in place ? await findOrMakeOwnActor(fetching, "territory", place.territory.id, place.territory.id) : null;
  return own && hostOfUri(own.uri) === host ? own : null;
}

function newAct(own: OwnActor): Act {
  return { id: objectUri(originOf(own.uri) ?? "", { kind: "activity", id: newId() }), actor: own.uri };
}

function said(act: Act, own: OwnActor, type: string, actor: OtherActor, at: Temporal.Instant) {
  return { id: act.id.slice(act.id.lastIndexOf("/") + 1), uri: act.id, actor: own.id, type, object: actor.uri, content: null, at };
}
