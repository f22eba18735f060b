import type { OwnActor, OwnKey } from "../../features/federation/actor.ts";
import { ensureOwnActor, ensureSigningKey } from "../../features/federation/ensure-actor.ts";
import { findSubject } from "../../features/federation/find-subject.ts";
import { findOwnActorAnywhere, findOwnActorByUriAnywhere } from "../../features/federation/find-actor.ts";
import type { Directory } from "../../features/territories/directory.ts";
import type { Database } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import type { ActorKind } from "../../features/federation/actor.ts";
import { keyUri, parseUri, isActor } from "./uris.ts";
import { wantedOf, type Called } from "./wire/naming.ts";

/** What is needed to speak to others, in a request as in a worker. */
export interface Speaking {
  readonly db: Database;
  readonly directory: () => Directory;
  readonly now: () => Temporal.Instant;
}

/** One of ours with an address of their own, made when it is needed for the first time. Those who live at a host that was renamed, or moved home, keep the address that others know. */
export async function ownActorOf(speaking: Speaking, subject: Called): Promise<OwnActor> {
  return ensureOwnActor(speaking.db, wantedOf(speaking, subject), speaking.now());
}

/** What one of ours signs with. */
export async function signingKeyOf({ db, now }: Pick<Speaking, "db" | "now">, actor: OwnActor): Promise<OwnKey> {
  return ensureSigningKey(db, actor.id, keyUri(actor.uri, "main-key"), now());
}

/** One of ours by what they are; null when not everybody may know of them. */
export async function findOrMakeOwnActor(speaking: Speaking, kind: ActorKind, subject: string, territory: TerritoryId): Promise<OwnActor | null> {
  const known = await findOwnActorAnywhere(speaking.db, kind, subject, kind === "tag" || kind === "territory" ? territory : null);
  if (known && known.state !== "active") return null;
  // Asked each time: who was public once may be suspended, hidden or private by now.
  const found = await findSubject(speaking.db, kind, subject, territory);
  return found && (known ?? (await ownActorOf(speaking, found)));
}

/** One of ours by an address that somebody wrote; null when there is none there, or it isn't how we write it. */
export async function ownActorAt(speaking: Speaking, uri: string): Promise<OwnActor | null> {
  const known = await findOwnActorByUriAnywhere(speaking.db, uri);
  if (known) return findOrMakeOwnActor(speaking, known.kind, known.subject, known.territory);
  const parsed = parseUri(uri);
  if (!parsed || parsed.part !== null || !isActor(parsed.address)) return null;
  const place = speaking.directory().find(new URL(parsed.origin).host);
  if (place.kind !== "territory" && place.kind !== "moved") return null;
  const { address } = parsed;
  const subject = address.kind === "territory" ? place.territory.id : address.kind === "tag" ? address.tag : address.id;
  const actor = await findOrMakeOwnActor(speaking, address.kind, subject, place.territory.id);
  return actor?.uri === uri ? actor : null;
}
