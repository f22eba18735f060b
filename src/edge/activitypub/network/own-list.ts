import { findSelfAnywhere, listPeersAnywhere } from "../../../features/network/list-peers.ts";
import type { Acceptance, Peer, Platform } from "../../../features/network/peer.ts";
import { countNetwork } from "../../../features/territories/count-network.ts";
import { signJson } from "../../../platform/signed-json.ts";
import type { WebContext } from "../../env.ts";
import { missingDocument } from "../missing.ts";
import { findOrMakeOwnActor, type Speaking } from "../own-actors.ts";

/** Where a server's list stands, at its portal. */
export const listPath = "/network.json";

/** The list as it is signed: pure, so that FEDERATION.md shows it. */
export function listOf({ host, key, acceptance, platforms, peers, at }: { readonly host: string; readonly key: string; readonly acceptance: Acceptance | null; readonly platforms: readonly Platform[]; readonly peers: readonly Pick<Peer, "host" | "state" | "acceptance" | "invitedAt">[]; readonly at: Temporal.Instant }) {
  return {
    type: "EchosciencesNetwork",
    profile: "1",
    host,
    issued: at.toString({ smallestUnit: "millisecond" }),
    key,
    acceptance,
    platforms,
    members: acceptance ? peers.flatMap((peer) => (peer.state === "member" && peer.acceptance ? [peer.acceptance] : [])) : [],
    invites: acceptance ? peers.flatMap((peer) => (peer.invitedAt && (peer.state === "invited" || peer.state === "inviting" || peer.state === "member") ? [{ host: peer.host, at: peer.invitedAt.toString() }] : [])) : [],
  };
}

/** What this server says of itself and of its network, signed; null when it never had to do with one. */
async function ownList(speaking: Speaking): Promise<object | null> {
  const { db, directory, now } = speaking;
  const self = await findSelfAnywhere(db);
  if (!self) return null;
  const { portalOrigin, territories, originOf } = directory();
  const platforms = territories.map(async (territory): Promise<Platform[]> => {
    const origin = originOf(territory.id);
    // Under the address that others know, whatever its host is today.
    const own = await findOrMakeOwnActor(speaking, "territory", territory.id, territory.id);
    if (!own) return [];
    const { name, structureName: structure, perimeter, hue, zone, latitude, longitude } = territory;
    return [{ host: new URL(origin).host, origin, actor: own.uri, name, structure, perimeter, hue, zone, latitude, longitude, figures: await countNetwork(db, territory.id) }];
  });
  const list = listOf({ host: new URL(portalOrigin).host, key: self.publicKey, acceptance: self.acceptance, platforms: (await Promise.all(platforms)).flat(), peers: await listPeersAnywhere(db), at: now() });
  return signJson(list, self.privateKey);
}

export async function serveList(c: WebContext, speaking: Speaking): Promise<Response> {
  const list = await ownList(speaking);
  return list ? c.body(JSON.stringify(list), 200, { "content-type": "application/json", "access-control-allow-origin": "*", "cache-control": "no-cache" }) : missingDocument(c);
}
