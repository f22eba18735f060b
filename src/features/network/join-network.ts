import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import { newId, type MemberId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { makeSigningKeys, signJson } from "../../platform/signed-json.ts";
import { isBlockedAnywhere } from "../federation/find-server.ts";
import { keepTrust } from "./keep-trust.ts";
import type { Acceptance, NetworkId } from "./peer.ts";
import { canSteerNetwork } from "./policy.ts";
import { deletePeer, holdNetwork, insertInvited, insertSelf, readPeer, readPeers, readSelf, setPeerState, writeMembership, type Self } from "./store.ts";

export type NetworkRefusal = "sign-in" | "forbidden" | "ourselves" | "blocked" | "already" | "unknown" | "another-network";

/** Who steers: nobody, at the command line. `host`: of this server's portal. */
export interface Steering {
  readonly db: Database;
  readonly by: MemberId | null;
  readonly host: string;
  readonly at: Temporal.Instant;
}

/** A coordinator as who steers; refused to everybody else. */
export function steeringOf({ db, viewer, now }: Context, host: string): Outcome<Steering, "sign-in" | "forbidden"> {
  if (viewer.kind === "visitor") return refused("sign-in");
  return canSteerNetwork(viewer) ? done({ db, by: viewer.id, host, at: now() }) : refused("forbidden");
}

/** Invites another server: it stands on our list as invited, and is told to look. Whom it invites already is answered with yes. */
export async function inviteServer(steering: Steering, host: string): Promise<Outcome<"invited" | "member", NetworkRefusal>> {
  const { db, by, at } = steering;
  if (host === steering.host) return refused("ourselves");
  if (await isBlockedAnywhere(db, host)) return refused("blocked");
  return inTransaction(db, async (tx): Promise<Outcome<"invited" | "member", NetworkRefusal>> => {
    await holdNetwork(tx);
    const peer = await readPeer(tx, host);
    if (peer?.state === "member") return refused("already");
    if (peer?.state === "inviting" || peer?.state === "proposed") return agree(tx, steering, host);
    const self = await ensureSelf(tx, at);
    if (!self.network) await writeMembership(tx, acceptanceOf(self, newId<NetworkId>(), steering.host, steering));
    await insertInvited(tx, host, peer?.origin ?? `https://${host}`, by, at);
    await tellPeer(tx, host);
    return done("invited");
  });
}

/** Says yes to who invites us, or to one that a member has on its list: from now on it is of our network, and trusted so. */
export async function acceptPeer(steering: Steering, host: string): Promise<Outcome<"member", NetworkRefusal>> {
  if (await isBlockedAnywhere(steering.db, host)) return refused("blocked");
  return inTransaction(steering.db, async (tx) => {
    await holdNetwork(tx);
    return agree(tx, steering, host);
  });
}

async function agree(tx: Transaction, steering: Steering, host: string): Promise<Outcome<"member", NetworkRefusal>> {
  const { by, at } = steering;
  const peer = await readPeer(tx, host);
  if (peer?.state === "member") return refused("already");
  if (!peer?.acceptance || (peer.state !== "inviting" && peer.state !== "proposed")) return refused("unknown");
  const self = await ensureSelf(tx, at);
  const network = peer.acceptance.network as NetworkId;
  if (self.network !== network) {
    // A network of one is none yet; whoever is with others takes leave of them first.
    if (self.network && (await readPeers(tx, ["member"])).length > 0) return refused("another-network");
    await writeMembership(tx, acceptanceOf(self, network, host, steering));
  }
  await setPeerState(tx, host, "member", by, at);
  await keepTrust(tx, peer, { ...peer, state: "member" }, by, at);
  await tellPeer(tx, host);
  await touch(tx, ["territories", "network"]);
  return done("member");
}

/** Says no to who invites us or is proposed, takes an invitation back, or doesn't count a member any more. It alone: the others decide for themselves. */
export async function declinePeer({ db, by, at }: Steering, host: string): Promise<Outcome<"declined" | "left", NetworkRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<"declined" | "left", NetworkRefusal>> => {
    await holdNetwork(tx);
    const peer = await readPeer(tx, host);
    if (!peer || peer.state === "declined" || peer.state === "left") return refused("unknown");
    if (peer.state === "invited") await deletePeer(tx, host);
    else await setPeerState(tx, host, peer.state === "member" ? "left" : "declined", by, at);
    await keepTrust(tx, peer, null, by, at);
    if (peer.state !== "proposed" && peer.state !== "inviting") await tellPeer(tx, host);
    await touch(tx, ["territories", "network"]);
    return done(peer.state === "member" ? "left" : "declined");
  });
}

/** Leaves the network: our list says so from now on, and everybody on it is told to look. How many there were. */
export async function leaveNetwork({ db, by, at }: Steering): Promise<Outcome<number, NetworkRefusal>> {
  return inTransaction(db, async (tx): Promise<Outcome<number, NetworkRefusal>> => {
    await holdNetwork(tx);
    const self = await readSelf(tx);
    if (!self?.network) return refused("unknown");
    await writeMembership(tx, null);
    const [members, others] = [await readPeers(tx, ["member"]), await readPeers(tx, ["invited", "proposed"])];
    for (const peer of members) {
      await setPeerState(tx, peer.host, "left", by, at);
      await keepTrust(tx, peer, null, by, at);
    }
    for (const peer of others) await deletePeer(tx, peer.host);
    for (const { host } of [...members, ...others]) await tellPeer(tx, host);
    await touch(tx, ["territories", "network"]);
    return done(members.length);
  });
}

/** Somebody who has to do with us is told to look at our list. */
async function tellPeer(tx: Transaction, host: string): Promise<void> {
  await sendJob(tx, "tell-peer", { host, tries: 0 }, { key: `tell-peer ${host}` });
}

async function ensureSelf(tx: Transaction, at: Temporal.Instant): Promise<Self> {
  const known = await readSelf(tx);
  if (known) return known;
  const keys = makeSigningKeys();
  await insertSelf(tx, keys, at);
  return { ...keys, network: null, acceptance: null };
}

function acceptanceOf(self: Self, network: NetworkId, by: string, { host, at }: Steering): Acceptance {
  return signJson({ type: "acceptance" as const, network, host, by, at: at.toString({ smallestUnit: "second" }), key: self.publicKey }, self.privateKey);
}
