import { findActorOfMemberAnywhere } from "../../../features/federation/find-actor.ts";
import { findOriginAnywhere } from "../../../features/federation/find-object.ts";
import { findLastSaidAnywhere } from "../../../features/federation/find-said.ts";
import { findJoinAnywhere, keepJoin } from "../../../features/federation/keep-join.ts";
import { findParticipationAnywhere } from "../../../features/participations/list-going.ts";
import { wideWorld } from "../../../features/territories/territory.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import type { ContentId, MemberId } from "../../../platform/ids.ts";
import { findOrMakeOwnActor, ownActorAt, type Speaking } from "../own-actors.ts";
import { accept, join, leave, reject } from "../wire/activities.ts";
import { nameOf } from "../wire/naming.ts";
import { actAbout, speak } from "./speak.ts";

/** A member comes to an event of another server, or not any more: who organises it is told. What they are to it now counts, not what they were. */
export async function tellGoing(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const [event, member] = [fact.subject as ContentId, fact.told["by"] as MemberId];
  const origin = await findOriginAnywhere(speaking.db, { content: event });
  const actor = origin ? await findOrMakeOwnActor(speaking, "member", member, wideWorld) : null;
  if (!origin || !actor) return;
  const state = await findParticipationAnywhere(speaking.db, event, member);
  const to = { followersOf: [], actors: [origin.owner] };
  if (fact.kind === "event.going" && state) {
    await keepJoin(speaking.db, event, member, actAbout(fact, actor, "join").id);
    await speak(speaking, fact, { actor, object: origin.uri, content: event, audience: to, part: "join", build: (act) => join(act, origin.uri, origin.owner) });
  }
  const asked = fact.kind === "event.not_going" && !state ? await findLastSaidAnywhere(speaking.db, actor.id, "Join", origin.uri) : null;
  if (asked) await speak(speaking, fact, { actor, object: origin.uri, content: event, audience: to, part: "leave", build: (act) => leave(act, origin.uri, origin.owner) });
}

/** The organisers of an event of ours answered somebody of another server. */
export async function tellGoingAnswer(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const [event, member] = [fact.subject as ContentId, fact.told["member"] as MemberId];
  const [to, asked, name] = await Promise.all([findActorOfMemberAnywhere(speaking.db, member), findJoinAnywhere(speaking.db, event, member), nameOf(speaking, event)]);
  const actor = to && asked && name ? await ownActorAt(speaking, name.author) : null;
  if (!to || !asked || !name || !actor) return;
  const object = name.uri;
  const answer = fact.told["accepted"] === true ? accept : reject;
  await speak(speaking, fact, { actor, object, content: null, audience: { followersOf: [], actors: [to.uri] }, part: `answer ${to.uri}`, build: (act) => answer(act, { id: asked, type: "Join", actor: to.uri, object }) });
}
