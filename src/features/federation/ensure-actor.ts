import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { inTransaction, type Database } from "../../platform/database.ts";
import { newId, type TerritoryId } from "../../platform/ids.ts";
import type { ActorId, ActorKind, OwnActor } from "./actor.ts";
import { insertOwnActor, readOwnActor } from "./actor-store.ts";

const generate = promisify(generateKeyPair);

export interface ActorWanted {
  readonly kind: ActorKind;
  readonly subject: string;
  readonly territory: TerritoryId;
  /** What they would like to be called at their host, the best first. */
  readonly handles: readonly string[];
  readonly addresses: { readonly uri: string; readonly inbox: string; readonly sharedInbox: string; readonly key: string };
}

/** One of ours with an address and a key for the wire: made the first time that somebody asks for them. */
export async function ensureOwnActor(db: Database, wanted: ActorWanted, at: Temporal.Instant): Promise<OwnActor> {
  const { kind, subject, territory, handles, addresses } = wanted;
  const once = kind === "tag" || kind === "territory" ? territory : null;
  const before = await readOwnActor(db, kind, subject, once);
  if (before) return before;
  const pair = await makeKeyPair();
  await inTransaction(db, (tx) => insertOwnActor(tx, { id: newId<ActorId>(), uri: addresses.uri, kind, subject, territory, handles, inbox: addresses.inbox, sharedInbox: addresses.sharedInbox, key: { uri: addresses.key, ...pair }, at }));
  const made = await readOwnActor(db, kind, subject, once);
  if (!made) throw new Error(`No address for ${kind} ${subject}: ${addresses.uri} is another's`);
  return made;
}

/** RSA of 2,048 bits: what every server of the Fediverse can verify. PEM. */
export async function makeKeyPair(): Promise<{ publicPem: string; privatePem: string }> {
  const { publicKey, privateKey } = await generate("rsa", { modulusLength: 2048, publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } });
  return { publicPem: publicKey, privatePem: privateKey };
}
