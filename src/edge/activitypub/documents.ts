import { findOwnActorByUriAnywhere } from "../../features/federation/find-actor.ts";
import { findSubject } from "../../features/federation/find-subject.ts";
import type { OwnActor } from "../../features/federation/actor.ts";
import type { Subject } from "../../features/federation/subject.ts";
import { ownActorOf, signingKeyOf, type Speaking } from "./own-actors.ts";
import { actorTombstone } from "./wire/actor.ts";
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
  /** Null when they aren't for everybody any more. */
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

/** One of ours as the wire knows them. */
export async function documentOf(speaking: Speaking, own: OwnActor): Promise<ServedActor | null> {
  const subject = own.state === "active" ? await findSubject(speaking.db, own.kind, own.subject, own.territory) : null;
  if (!subject) return { status: 410, body: actorTombstone(own.uri, speaking.now()), subject, own };
  const signing = await signingKeyOf(speaking, own);
  const body = await loadActor(speaking, speaking.directory().byId(subject.territory), addressOf(own.kind, own.subject), { origin: new URL(own.uri).origin, handle: own.handle, since: subject.createdAt, keys: { publicKeyUri: signing.uri, publicKeyPem: signing.publicPem, multibase: null }, alsoKnownAs: own.alsoKnownAs, movedTo: own.movedTo });
  return body ? { status: 200, body, subject, own } : null;
}
