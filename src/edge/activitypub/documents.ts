import { findOwnActorByUriAnywhere } from "../../features/federation/find-actor.ts";
import { findSubject } from "../../features/federation/find-subject.ts";
import type { OwnActor } from "../../features/federation/actor.ts";
import { findPersonAnywhere } from "../../features/suspensions/list-suspensions.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { Subject } from "../../features/federation/subject.ts";
import { ownActorOf, signingKeyOf, type Speaking } from "./own-actors.ts";
import { actorTombstone, suspendedActor } from "./wire/actor.ts";
import { loadActor } from "./wire/load-actor.ts";
import { addressOf } from "./wire/naming.ts";
import type { WireObject } from "./wire/wire.ts";
import type { ActorAddress } from "./uris.ts";

/** A document and how it answers: 410 for what is no more. */
export interface ServedDocument {
  readonly status: 200 | 410;
  readonly body: WireObject;
}

export interface ServedActor extends ServedDocument {
  /** Null when they aren't for everybody any more, or not for now. */
  readonly subject: Subject | null;
  readonly own: OwnActor;
}

/** One of ours at an address of this territory's, present or former; who has another one, there. Null where nobody is, or isn't for everybody. */
export async function actorDocument(speaking: Speaking, territory: Subject["territory"], uri: string, address: ActorAddress): Promise<ServedActor | { readonly moved: string } | null> {
  const known = await findOwnActorByUriAnywhere(speaking.db, uri);
  if (known) return documentOf(speaking, known);
  const key = address.kind === "territory" ? territory : address.kind === "tag" ? address.tag : address.id;
  const subject = await findSubject(speaking.db, address.kind, key, territory);
  if (subject?.territory !== territory) return null;
  const own = await ownActorOf(speaking, subject);
  return own.uri === uri ? documentOf(speaking, own) : { moved: own.uri };
}

/** Somebody of ours who is suspended: their name on the wire and their keys, by which others hear that they are, and later that they aren't; nothing else of them. */
async function loadSuspended(speaking: Speaking, own: OwnActor): Promise<WireObject | null> {
  const person = await findPersonAnywhere(speaking.db, own.subject as MemberId);
  if (person?.state !== "suspended") return null;
  const signing = await signingKeyOf(speaking, own);
  return suspendedActor({ origin: new URL(own.uri).origin, address: addressOf(own.kind, own.subject), handle: own.handle, keys: { publicKeyUri: signing.uri, publicKeyPem: signing.publicPem, multibase: null }, url: `${speaking.directory().originOf(person.home)}/` });
}

/** One of ours as the wire knows them. */
export async function documentOf(speaking: Speaking, own: OwnActor): Promise<ServedActor | null> {
  const subject = own.state === "active" ? await findSubject(speaking.db, own.kind, own.subject, own.territory) : null;
  const suspended = own.state === "active" && own.kind === "member" && !subject ? await loadSuspended(speaking, own) : null;
  if (suspended) return { status: 200, body: suspended, subject, own };
  if (!subject) return { status: 410, body: actorTombstone(own.uri, speaking.now()), subject, own };
  const signing = await signingKeyOf(speaking, own);
  const body = await loadActor(speaking, speaking.directory().byId(subject.territory), addressOf(own.kind, own.subject), { origin: new URL(own.uri).origin, handle: own.handle, since: subject.createdAt, keys: { publicKeyUri: signing.uri, publicKeyPem: signing.publicPem, multibase: null }, alsoKnownAs: own.alsoKnownAs, movedTo: own.movedTo });
  return body ? { status: 200, body, subject, own } : null;
}
