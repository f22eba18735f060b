import { findFarWordsAnywhere } from "../../../features/far-communities/list-far.ts";
import { keepFarAct } from "../../../features/far-communities/take-far-answer.ts";
import { loseFollower, takeFollower } from "../../../features/federation/answer-follow.ts";
import { findActorOfMemberAnywhere, findOwnActorAnywhere } from "../../../features/federation/find-actor.ts";
import { findLastSaidAnywhere } from "../../../features/federation/find-said.ts";
import { findAdmissionAnywhere, forgetAdmission } from "../../../features/federation/keep-admission.ts";
import { wideWorld } from "../../../features/territories/territory.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import type { CommunityId, MemberId } from "../../../platform/ids.ts";
import { findOrMakeOwnActor, type Speaking } from "../own-actors.ts";
import { accept, join, leave, reject } from "../wire/activities.ts";
import { actAbout, speak } from "./speak.ts";

/** A member asks to come into a community of another server, or leaves it: who keeps it is told. What they want now counts. */
export async function tellFar(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const [community, member] = [fact.subject as MemberId, fact.told["by"] as MemberId];
  const far = await findActorOfMemberAnywhere(speaking.db, community);
  const actor = far ? await findOrMakeOwnActor(speaking, "member", member, wideWorld) : null;
  if (!far || !actor) return;
  const spoken = { actor, object: far.uri, content: null, audience: { followersOf: [], actors: [far.uri] } };
  const words = await findFarWordsAnywhere(speaking.db, community, member);
  if (fact.kind === "far_community.asked" && words !== null) {
    await keepFarAct(speaking.db, community, member, actAbout(fact, actor, "join").id);
    await speak(speaking, fact, { ...spoken, part: "join", build: (act) => join(act, far.uri, far.uri, words) });
  }
  const asked = fact.kind === "far_community.left" && words === null ? await findLastSaidAnywhere(speaking.db, actor.id, "Join", far.uri) : null;
  if (asked) await speak(speaking, fact, { ...spoken, part: "leave", build: (act) => leave(act, far.uri, far.uri) });
}

/** Somebody of another server was let into a community of ours, turned down, or taken out: they are told, and what is published in it reaches them as long as they are in. */
export async function tellAdmitted(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const [community, member] = [fact.subject as CommunityId, fact.told["member"] as MemberId];
  const [to, asked] = await Promise.all([findActorOfMemberAnywhere(speaking.db, member), findAdmissionAnywhere(speaking.db, community, member)]);
  const actor = to && asked ? await findOwnActorAnywhere(speaking.db, "community", community, null) : null;
  if (!to || !asked || actor?.state !== "active") return;
  const admitted = fact.kind === "community.joined";
  if (admitted) await takeFollower(speaking.db, actor.id, to.id, asked, speaking.now());
  else await loseFollower(speaking.db, actor.id, to.id);
  const reason = typeof fact.told["reason"] === "string" ? fact.told["reason"] : "";
  await speak(speaking, fact, { actor, object: actor.uri, content: null, audience: { followersOf: [], actors: [to.uri] }, part: `answer ${to.uri}`, build: (act) => (admitted ? accept : reject)(act, { id: asked, type: "Join", actor: to.uri, object: actor.uri }, reason) });
  if (!admitted) await forgetAdmission(speaking.db, community, member);
}
