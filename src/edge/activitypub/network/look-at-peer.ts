import { isBlockedAnywhere } from "../../../features/federation/find-server.ts";
import { findPeerAnywhere } from "../../../features/network/list-peers.ts";
import type { HeardList, Platform } from "../../../features/network/peer.ts";
import { noteTrouble, takeList, tellPeerLater } from "../../../features/network/take-list.ts";
import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import type { OutgoingClient } from "../../../platform/fetch/outgoing.ts";
import type { Database } from "../../../platform/database.ts";
import { originOf } from "../guard/address.ts";
import type { JsonObject } from "../guard/json.ts";
import { readJson } from "../guard/read-body.ts";
import { hearDiscovery, hearNodeInfo } from "../heard/node-info.ts";
import { hearList, type ListFault } from "./heard-list.ts";
import { listPath } from "./own-list.ts";

/** What is needed to look at others' lists, in a worker as at the command line. */
export interface Looking {
  readonly db: Database;
  readonly outgoing: OutgoingClient;
  readonly httpAllowed: boolean;
  readonly now: () => Temporal.Instant;
  readonly portalOrigin: string;
}

const listBytes = 1_000_000;
const bytes = 100_000;

/** Looks at the list of another server, where it stands, and takes of it what it says of itself. Whoever sent us there isn't believed in anything. */
export async function lookAtPeer(looking: Looking, host: string, toldBy: string | null): Promise<void> {
  const { db, now, portalOrigin } = looking;
  const own = new URL(portalOrigin).host;
  if (host === own || (await isBlockedAnywhere(db, host))) return;
  const list = await listAt(looking, host);
  if (!list.done) return noteTrouble(db, host, list.refusal, now());
  const outcome = await takeList(db, list.value, { host: own, toldBy, at: now() });
  if (!outcome.done && outcome.refusal !== "no-concern") await noteTrouble(db, host, outcome.refusal, now());
}

async function listAt(looking: Looking, host: string): Promise<Outcome<HeardList, ListFault | "unreachable">> {
  const { httpAllowed, now } = looking;
  const known = await findPeerAnywhere(looking.db, host);
  // Without a certificate only between servers of one machine.
  const origins = httpAllowed ? new Set([...(known ? [known.origin] : []), `http://${host}`, `https://${host}`]) : [`https://${host}`];
  for (const origin of origins) {
    const value = await jsonAt(looking, `${origin}${listPath}`, listBytes);
    const heard = value && hearList(value, { host, origin, httpAllowed, now: now() });
    if (!heard) continue;
    return typeof heard === "string" ? refused(heard) : done({ ...heard, platforms: await ownPlatforms(looking, heard) });
  }
  return refused("unreachable");
}

/**
 * Those of its territories that are really its: under its own host, or telling by themselves that their network is at its address.
 * One that moved goes by the actor at the host where it lived (ADR 23), of which the same must hold.
 */
async function ownPlatforms(looking: Looking, { host, origin, platforms }: HeardList): Promise<Platform[]> {
  const [name, port] = host.split(":");
  const own = async (where: string) => {
    const [named = "", ported] = new URL(where).host.split(":");
    const under = (named === name || named.endsWith(`.${name}`)) && ported === port;
    return under || (await networkOf(looking, where)) === `${origin}${listPath}`;
  };
  const kept: Platform[] = [];
  for (const platform of platforms) {
    const spoken = originOf(platform.actor);
    if (spoken && (await own(platform.origin)) && (spoken === platform.origin || (await own(spoken)))) kept.push(platform);
  }
  return kept;
}

/** Where a host says that the list of its server stands. */
async function networkOf(looking: Looking, origin: string): Promise<string | null> {
  const index = await jsonAt(looking, `${origin}/.well-known/nodeinfo`, bytes);
  const { nodeInfo } = index ? hearDiscovery(index, origin) : { nodeInfo: null };
  const said = nodeInfo ? await jsonAt(looking, nodeInfo, bytes) : null;
  return said ? (hearNodeInfo(said).echosciences?.network ?? null) : null;
}

async function jsonAt({ outgoing }: Looking, address: string, maxBytes: number): Promise<JsonObject | null> {
  const answer = await outgoing.get(address, { headers: { accept: "application/json" }, maxBytes, timeoutMs: 10_000, redirects: 2, stay: "same-origin" });
  const read = answer.done && answer.value.status === 200 ? readJson(answer.value.body) : null;
  return read?.done ? read.value : null;
}

const mostTries = 6;

/** Knocks at another server: it may look at our list. A knock carries our host and nothing else. */
export async function tellPeer(looking: Looking, host: string, tries: number): Promise<void> {
  const { db, outgoing, httpAllowed, now, portalOrigin } = looking;
  if (await isBlockedAnywhere(db, host)) return;
  const known = await findPeerAnywhere(db, host);
  const body = JSON.stringify({ host: new URL(portalOrigin).host });
  for (const origin of httpAllowed ? new Set([...(known ? [known.origin] : []), `http://${host}`]) : [`https://${host}`]) {
    const answer = await outgoing.post(`${origin}${listPath}`, body, { headers: { "content-type": "application/json" } });
    if (answer.done && answer.value.status < 300) return;
  }
  if (tries < mostTries) await tellPeerLater(db, host, tries, now());
}
