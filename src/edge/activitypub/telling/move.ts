import { findOtherActorAnywhere, findOwnActorAnywhere } from "../../../features/federation/find-actor.ts";
import { viewerOfActor } from "../../../features/federation/meet-actor.ts";
import { moveFollows } from "../../../features/follows/move-follows.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import type { MemberId } from "../../../platform/ids.ts";
import type { Speaking } from "../own-actors.ts";
import { move } from "../wire/activities.ts";
import { speak } from "./speak.ts";

/** A member went to live at another server: those who follow them there and here are led on. Who came back meanwhile isn't gone. */
export async function tellMove(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const { db, now } = speaking;
  const target = String(fact.told["to"]);
  const own = await findOwnActorAnywhere(db, "member", fact.subject, null);
  if (own?.movedTo !== target || own.state !== "active") return;
  await speak(speaking, fact, { actor: own, object: own.uri, content: null, audience: { followersOf: [own.id], actors: [] }, part: "move", build: (act) => move(act, target) });
  const there = await findOtherActorAnywhere(db, target);
  const standIn = there && (await viewerOfActor(db, there, now()));
  if (standIn) await moveFollows(db, fact.subject as MemberId, standIn.id, now());
}
