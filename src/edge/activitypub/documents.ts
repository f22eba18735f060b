import { findOwnActorAnywhere, findSigningKeyAnywhere } from "../../features/federation/find-actor.ts";
import { findSubject } from "../../features/federation/find-subject.ts";
import type { OwnActor } from "../../features/federation/actor.ts";
import type { Subject } from "../../features/federation/subject.ts";
import { findOrMakeOwnActor, type Speaking } from "./own-actors.ts";
import { actorTombstone } from "./wire/actor.ts";
import { loadActor } from "./wire/load-actor.ts";
import type { WireObject } from "./wire/wire.ts";
import type { ActorAddress } from "./uris.ts";

/** A document and how it answers: 410 for what is no more. */
export interface ServedDocument {
  readonly status: 200 | 410;
  readonly body: WireObject;
}

/** One of ours as the wire knows them, at this territory's host. Null where nobody is, or isn't for everybody. */
export async function actorDocument(speaking: Speaking, territory: Subject["territory"], address: ActorAddress): Promise<(ServedDocument & { readonly subject: Subject | null; readonly own: OwnActor }) | null> {
  const { db } = speaking;
  const key = address.kind === "territory" ? territory : address.kind === "tag" ? address.tag : address.id;
  const subject = await findSubject(db, address.kind, key, territory);
  if (!subject) {
    const left = await findOwnActorAnywhere(db, address.kind, key, address.kind === "tag" ? territory : null);
    return left && left.territory === territory ? { status: 410, body: actorTombstone(left.uri, speaking.now()), subject, own: left } : null;
  }
  const own = await findOrMakeOwnActor(speaking, address.kind, key, territory);
  if (!own || own.territory !== territory) return null;
  const signing = await findSigningKeyAnywhere(db, own.id);
  const body = signing && (await loadActor(speaking, speaking.directory().byId(territory), address, { handle: own.handle, since: subject.createdAt, keys: { publicKeyPem: signing.publicPem, multibase: null }, alsoKnownAs: [], movedTo: null }));
  return body ? { status: 200, body, subject, own } : null;
}
