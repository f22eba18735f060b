import { findSuggestionWordAnywhere } from "../../../features/dossiers/list-suggestions.ts";
import { findActorOfMemberAnywhere } from "../../../features/federation/find-actor.ts";
import { findOriginAnywhere } from "../../../features/federation/find-object.ts";
import { findOfferAnywhere, keepOffer } from "../../../features/federation/keep-offer.ts";
import { wideWorld } from "../../../features/territories/territory.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import type { ContentId, MemberId } from "../../../platform/ids.ts";
import { findOrMakeOwnActor, ownActorAt, type Speaking } from "../own-actors.ts";
import { accept, offer, reject } from "../wire/activities.ts";
import { nameOf } from "../wire/naming.ts";
import { actAbout, speak } from "./speak.ts";

/** A member proposed a content to a dossier of another server: who keeps it is asked. */
export async function tellProposed(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const [dossier, content, member] = [fact.subject as ContentId, fact.told["content"] as ContentId, fact.told["by"] as MemberId];
  const origin = await findOriginAnywhere(speaking.db, { content: dossier });
  const actor = origin ? await findOrMakeOwnActor(speaking, "member", member, wideWorld) : null;
  const about = actor ? await addressOf(speaking, content) : null;
  if (!origin || !actor || !about) return;
  await keepOffer(speaking.db, { dossier, content, member }, actAbout(fact, actor, "offer").id, speaking.now());
  const word = await findSuggestionWordAnywhere(speaking.db, dossier, content, member);
  await speak(speaking, fact, { actor, object: origin.uri, content: dossier, audience: { followersOf: [], actors: [origin.owner] }, part: "offer", build: (act) => offer(act, about, origin.uri, origin.owner, word) });
}

/** The curators of a dossier of ours answered what somebody of another server proposed. */
export async function tellDecided(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const [dossier, content, member] = [fact.subject as ContentId, fact.told["content"] as ContentId, fact.told["by"] as MemberId];
  const [to, asked, name] = await Promise.all([findActorOfMemberAnywhere(speaking.db, member), findOfferAnywhere(speaking.db, { dossier, content, member }), nameOf(speaking, dossier)]);
  const [actor, about] = to && asked && name ? await Promise.all([ownActorAt(speaking, name.author), addressOf(speaking, content)]) : [null, null];
  if (!to || !asked || !name || !actor || !about) return;
  const answer = fact.told["accepted"] === true ? accept : reject;
  await speak(speaking, fact, { actor, object: name.uri, content: null, audience: { followersOf: [], actors: [to.uri] }, part: `answer ${to.uri}`, build: (act) => answer(act, { id: asked, type: "Offer", actor: to.uri, object: about, target: name.uri }) });
}

/** Where a content stands: at its own server, or ours. */
async function addressOf(speaking: Speaking, content: ContentId): Promise<string | null> {
  return (await findOriginAnywhere(speaking.db, { content }))?.uri ?? (await nameOf(speaking, content))?.uri ?? null;
}
