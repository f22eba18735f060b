import { parseArgs } from "node:util";
import { acceptPeer, declinePeer, inviteServer, leaveNetwork, type NetworkRefusal, type Steering } from "../../features/network/join-network.ts";
import { findSelfAnywhere, listPeersAnywhere } from "../../features/network/list-peers.ts";
import { readHost } from "../../features/federation/server.ts";
import type { Outcome } from "../../platform/outcome.ts";
import type { Command, CommandContext } from "./command.ts";

const refusals: Readonly<Record<NetworkRefusal, string>> = {
  "sign-in": "nobody is logged in", "forbidden": "only the coordination may", "ourselves": "this is our own address", "blocked": "this server is blocked", "already": "it is of the network already",
  "unknown": "it hasn't invited us, as far as its list at /network.json says", "another-network": "it is of another network, and we are of ours with others: leave it first",
};

function read(args: readonly string[]) {
  const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: "boolean" } }, allowPositionals: true, strict: true });
  return { positionals, json: values.json === true };
}

const oneHost = (args: readonly string[]) => (read(args).positionals.length === 1 && readHost(read(args).positionals[0] ?? "") ? null : "Say the host of the other server's portal, as in echosciences.example");
const nothing = (args: readonly string[]) => (read(args).positionals.length === 0 ? null : "This takes no name");

function steering({ db, baseUrl, now }: CommandContext): Steering {
  return { db, by: null, host: new URL(baseUrl).host, at: now() };
}

function say({ print, complain }: CommandContext, json: boolean, outcome: Outcome<string | number, NetworkRefusal>, words: string): number {
  if (!outcome.done) {
    complain(`Refused: ${refusals[outcome.refusal]}`);
    return 1;
  }
  print(json ? JSON.stringify({ outcome: outcome.value }) : words);
  return 0;
}

/** One act about one server, after a look at what its list says now. */
function about(act: (steering: Steering, host: string) => Promise<Outcome<string | number, NetworkRefusal>>, words: (host: string, outcome: string) => string): Command["run"] {
  return async (context, args) => {
    const { positionals, json } = read(args);
    const host = readHost(positionals[0] ?? "") ?? "";
    await context.lookAtPeer(host);
    const outcome = await act(steering(context), host);
    return say(context, json, outcome, words(host, outcome.done ? String(outcome.value) : ""));
  };
}

async function list({ db, print }: CommandContext, args: readonly string[]): Promise<number> {
  const [self, peers] = await Promise.all([findSelfAnywhere(db), listPeersAnywhere(db)]);
  if (read(args).json) print(JSON.stringify({ network: self?.network ?? null, peers }));
  else print([self?.network ? `We are of the network ${self.network}.` : "We are of no network.", ...peers.map((peer) => `  ${peer.host.padEnd(40)} ${peer.state.padEnd(9)} ${peer.platforms.map((each) => each.name).join(", ")}${peer.trouble ? ` (${peer.trouble})` : ""}`)].join("\n"));
  return 0;
}

export const networkCommands: Readonly<Record<string, Command>> = {
  "network list": { usage: "[--json]", summary: "Say which servers are of the network, and who is invited or invites", check: nothing, run: list },
  "network invite": { usage: "HOST [--json]", summary: "Invite another server into the network, by the host of its portal", check: oneHost, details: "Its coordination accepts at /coordination/reseau, or its operator with `network accept` and our host.", run: about(inviteServer, (host, outcome) => (outcome === "member" ? `${host} had invited us: it is of the network.` : `${host} is invited. It may accept now.`)) },
  "network accept": { usage: "HOST [--json]", summary: "Accept the invitation of another server, or one that others have on their list", check: oneHost, run: about(acceptPeer, (host) => `${host} is of the network: we follow its territories, and it follows ours.`) },
  "network decline": { usage: "HOST [--json]", summary: "Say no to an invitation, take ours back, or count a server no more", check: oneHost, run: about(declinePeer, (host) => `${host} is not of our network.`) },
  "network leave": { usage: "[--json]", summary: "Leave the network; everybody on its list is told", check: nothing, run: async (context, args) => say(context, read(args).json, await leaveNetwork(steering(context)), "We are of no network any more.") },
};
