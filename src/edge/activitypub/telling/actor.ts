import type { ActorId, ActorKind } from "../../../features/federation/actor.ts";
import { findOwnActorAnywhere, findOwnActorByIdAnywhere, findSigningKeyAnywhere } from "../../../features/federation/find-actor.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import { documentOf } from "../documents.ts";
import type { Speaking } from "../own-actors.ts";
import { updateActor } from "../wire/activities.ts";
import { speak } from "./speak.ts";

const kinds: Readonly<Record<string, ActorKind>> = { "member.profile_changed": "member", "member.addresses_changed": "member", "member.moved": "member", "member.suspended": "member", "member.restored": "member", "structure.edited": "structure", "territory.edited": "territory", "community.edited": "community" };

/** One of ours signs with another key: told under the former one, which others know. Who missed it asks when a signature doesn't hold. */
export async function tellKey(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const own = await findOwnActorByIdAnywhere(speaking.db, fact.subject as ActorId);
  const document = own && (await documentOf(speaking, own));
  if (!own || document?.status !== 200) return;
  await speak(speaking, fact, { actor: own, object: own.uri, content: null, audience: { followersOf: [own.id], actors: [], knownTo: own.id }, part: "key", signedWith: String(fact.told["former"]), build: (act) => updateActor(act, document.body, fact.at) });
}

/** Who heard of somebody by those who passed on what they wrote is told too that it isn't to be shown, and that it may be again. */
const toldToAll = ["member.suspended", "member.restored"];

/** Somebody of ours is called otherwise, or says something else of themselves: every server that heard them is told. Whom none knows isn't spoken of. */
export async function tellActor(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const kind = kinds[fact.kind] ?? (fact.told["content"] === "project" ? "project" : null);
  const own = kind ? await findOwnActorAnywhere(speaking.db, kind, fact.subject, null) : null;
  // Whom one only speaks of, nobody has read yet.
  if (own?.state !== "active" || !(await findSigningKeyAnywhere(speaking.db, own.id))) return;
  const document = await documentOf(speaking, own);
  if (document?.status !== 200) return;
  await speak(speaking, fact, { actor: own, object: own.uri, content: null, audience: { followersOf: [own.id], actors: [], knownTo: own.id, ...(toldToAll.includes(fact.kind) ? { answeredBy: own.id } : {}) }, part: "profile", build: (act) => updateActor(act, document.body, fact.at) });
}
