import { sql } from "kysely";
import type { PeerState } from "../../src/features/network/peer.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { TestServer } from "../support/server.ts";
import { eventually, reachableServer } from "./servers.ts";

/** A server with a territory and a coordinator, as one that may join a network. */
export interface House {
  readonly server: TestServer;
  readonly territory: Territory;
  /** Of a coordinator, at the portal. */
  readonly cookie: string;
  post(path: string, form: Record<string, string>): Promise<number>;
  /** What stands between it and another. */
  stateOf(other: House): Promise<PeerState | undefined>;
}

export async function house(name: string): Promise<House> {
  const server = await reachableServer(name);
  const { world } = server;
  const territory = await world.territory();
  const coordinator = await world.member(territory, { coordinator: true, name: `Coordination de ${name}` });
  await server.reload();
  const cookie = await server.logIn(await world.account(coordinator), "une phrase assez longue");
  return {
    server, territory, cookie,
    post: async (path, form) => (await server.ask(server.portal, `/coordination/reseau/${path}`, { method: "POST", cookie, form })).status,
    stateOf: async (other) => (await sql<{ state: PeerState }>`select state from network.peers where host = ${other.server.portal}`.execute(world.db)).rows[0]?.state,
  };
}

/** One invites, the other accepts, and each follows the other's territory. */
export async function join(one: House, other: House): Promise<void> {
  const servers = [one.server, other.server];
  await one.post("inviter", { host: other.server.portal });
  await eventually(() => other.stateOf(one), (state) => state === "inviting", servers);
  await other.post("repondre", { host: one.server.portal, answer: "accept" });
  await eventually(() => one.stateOf(other), (state) => state === "member", servers);
  for (const { server } of [one, other]) await eventually(async () => (await sql`select from federation.following where state = 'accepted'`.execute(server.world.db)).rows.length, (n) => n === 1, servers);
}
