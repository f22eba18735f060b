import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { inTransaction, type Database } from "../../platform/database.ts";
import { newId, type TerritoryId } from "../../platform/ids.ts";
import type { ActorId, ActorKind, OwnActor, OwnKey } from "./actor.ts";
import { insertOwnActor, insertOwnKey, readOwnActors } from "./actor-store.ts";
import { findSigningKeyAnywhere } from "./find-actor.ts";

const generate = promisify(generateKeyPair);

export interface ActorWanted {
  readonly kind: ActorKind;
  readonly subject: string;
  readonly territory: TerritoryId;
  /** What they would like to be called at their host, the best first. */
  readonly handles: readonly string[];
  readonly addresses: { readonly uri: string; readonly inbox: string; readonly sharedInbox: string };
}

/** These of ours with an address for the wire: given the first time that somebody speaks of them or asks for them, and kept for ever. */
export async function ensureOwnActors(db: Database, wanted: readonly ActorWanted[], at: Temporal.Instant): Promise<OwnActor[]> {
  const known = await readOwnActors(db, wanted);
  const isOf = (each: ActorWanted) => (one: OwnActor) => one.kind === each.kind && one.subject === each.subject && (each.kind === "tag" || each.kind === "territory" ? one.territory === each.territory : true);
  const missing = wanted.filter((each) => !known.some(isOf(each))).toSorted((one, other) => (one.territory < other.territory ? -1 : 1));
  if (missing.length > 0) {
    await inTransaction(db, async (tx) => {
      for (const { kind, subject, territory, handles, addresses } of missing) await insertOwnActor(tx, { id: newId<ActorId>(), uri: addresses.uri, kind, subject, territory, handles, inbox: addresses.inbox, sharedInbox: addresses.sharedInbox, at });
    });
  }
  const all = missing.length > 0 ? await readOwnActors(db, wanted) : known;
  const lost = wanted.find((each) => !all.some(isOf(each)));
  if (lost) throw new Error(`No address for ${lost.kind} ${lost.subject}: ${lost.addresses.uri} is another's`);
  return all;
}

export async function ensureOwnActor(db: Database, wanted: ActorWanted, at: Temporal.Instant): Promise<OwnActor> {
  const [made] = await ensureOwnActors(db, [wanted], at);
  if (!made) throw new Error(`No address for ${wanted.kind} ${wanted.subject}`);
  return made;
}

/** What one of ours signs with: made the first time that they speak, or that somebody reads their document. Those of whom one only speaks have none. */
export async function ensureSigningKey(db: Database, actor: ActorId, uri: string, at: Temporal.Instant): Promise<OwnKey> {
  const known = await findSigningKeyAnywhere(db, actor);
  if (known) return known;
  const pair = await makeKeyPair();
  await inTransaction(db, (tx) => insertOwnKey(tx, actor, { uri, ...pair }, at));
  const made = await findSigningKeyAnywhere(db, actor);
  if (!made) throw new Error(`No key at ${uri}`);
  return made;
}

/** RSA of 2,048 bits: what every server of the Fediverse can verify. PEM. */
export async function makeKeyPair(): Promise<{ publicPem: string; privatePem: string }> {
  const { publicKey, privateKey } = await generate("rsa", { modulusLength: 2048, publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } });
  return { publicPem: publicKey, privatePem: privateKey };
}
