import type { ServerId } from "../../features/federation/actor.ts";
import { findServerToAskAnywhere } from "../../features/federation/find-server.ts";
import { keepNode } from "../../features/federation/keep-node.ts";
import type { Fetching } from "./fetching.ts";
import { originOf } from "./guard/address.ts";
import type { JsonObject } from "./guard/json.ts";
import { readJson } from "./guard/read-body.ts";
import { hearDiscovery, hearNodeInfo, type HeardNode } from "./heard/node-info.ts";

const bytes = 100_000;

/** Asks a server what it runs and how it is called (NodeInfo), as whoever looks at the list of servers reads it. One that doesn't say is asked again in a week. */
export async function lookAtServer(fetching: Fetching, id: ServerId): Promise<void> {
  const server = await findServerToAskAnywhere(fetching.db, id);
  if (server) await keepNode(fetching.db, id, await nodeOf(fetching, (server.actor && originOf(server.actor)) ?? `https://${server.host}`), fetching.now());
}

async function nodeOf(fetching: Fetching, origin: string): Promise<HeardNode | null> {
  const index = await jsonAt(fetching, `${origin}/.well-known/nodeinfo`);
  const { nodeInfo } = index ? hearDiscovery(index, origin) : { nodeInfo: null };
  const said = nodeInfo ? await jsonAt(fetching, nodeInfo) : null;
  return said && hearNodeInfo(said);
}

async function jsonAt({ outgoing }: Fetching, address: string): Promise<JsonObject | null> {
  const answer = await outgoing.get(address, { headers: { accept: "application/json" }, maxBytes: bytes, timeoutMs: 10_000, redirects: 2 });
  const read = answer.done && answer.value.status === 200 ? readJson(answer.value.body) : null;
  return read?.done ? read.value : null;
}
