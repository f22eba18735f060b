import { parseArgs } from "node:util";
import { decideFor } from "../../features/federation/decide-trust.ts";
import { countDeliveriesAnywhere, countedAtMost, listDecisions, listServers, showServer, type ListedServer } from "../../features/federation/list-servers.ts";
import { listRefusalsAnywhere } from "../../features/federation/list-refusals.ts";
import { listHeardAnywhere, listSent } from "../../features/federation/list-traffic.ts";
import { sendAgain } from "../../features/federation/send-again.ts";
import type { OwnActor } from "../../features/federation/actor.ts";
import { findOwnActorByNameAnywhere, findOwnActorByUriAnywhere } from "../../features/federation/find-actor.ts";
import { listSigningAnywhere, rotateKey } from "../../features/federation/rotate-keys.ts";
import { readHost, troubleOf, trusts, type Trust } from "../../features/federation/server.ts";
import type { Command, CommandContext } from "./command.ts";

const linesShown = 20;
const serversShown = 200;
const troubles = { silent: "does not answer", broken: "is broken", refuses: "refuses what we send", overwhelmed: "asks us to slow down" } as const;

function read(args: readonly string[]) {
  const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: "boolean" }, actor: { type: "string" }, reason: { type: "string" }, trust: { type: "string" }, trouble: { type: "boolean" }, refused: { type: "boolean" } }, allowPositionals: true, strict: true });
  return { positionals, json: values.json === true, actor: values.actor, reason: (values.reason ?? "").trim().slice(0, 500), trust: trusts.find((each) => each === values.trust), trouble: values.trouble === true, refused: values.refused === true, said: values.trust };
}

/** Says the wrong use of a command that takes one host, and a level where it takes one. */
function oneHost(args: readonly string[], also = 0): string | null {
  const { positionals } = read(args);
  return positionals.length === 1 + also && readHost(positionals[0] ?? "") ? null : "Say the host of one server, as in mastodon.example";
}

function levelOf(args: readonly string[]): Trust | undefined {
  return trusts.find((each) => each === read(args).positionals[1]);
}

function checkTrust(args: readonly string[]): string | null {
  const level = levelOf(args);
  if (oneHost(args, 1) || !level) return oneHost(args, 1) ?? `The level is one of ${trusts.join(", ")}`;
  return (level === "limited" || level === "blocked") && !read(args).reason ? "--reason says why it is limited or blocked" : null;
}

function stateOf(server: ListedServer): string {
  const trouble = troubleOf(server);
  const words = trouble ? `${troubles[trouble]}${server.lastStatus === null ? "" : ` (${server.lastStatus})`} since ${server.failingSince?.toString({ smallestUnit: "minute" }) ?? ""}` : "well";
  const waiting = server.waiting > 0 ? `, ${server.waiting < countedAtMost ? server.waiting : `${countedAtMost} or more`} waiting` : "";
  return `${words}${waiting}${server.refused > 0 ? `, ${server.refused} of its requests refused this week` : ""}`;
}

async function servers({ db, print }: CommandContext, args: readonly string[]): Promise<number> {
  const { json, trust, trouble, refused } = read(args);
  const { servers: found, next } = await listServers(db, null, { trust, state: trouble ? "trouble" : refused ? "refused" : undefined }, null, serversShown);
  if (json) print(JSON.stringify({ servers: found, more: next !== null }));
  else for (const server of found) print(`${server.host.padEnd(40)} ${server.trust.padEnd(8)} ${(server.software || "?").padEnd(14)} ${stateOf(server)}`);
  if (!json && found.length === 0) print("No other server is known.");
  if (!json && next) print(`… and more: only the ${serversShown} last heard are told.`);
  return 0;
}

async function server(context: CommandContext, args: readonly string[]): Promise<number> {
  const { positionals, json } = read(args);
  const found = await known(context, positionals[0]);
  if (!found) return 1;
  const { db, print } = context;
  const [decisions, sent, heard, refusals] = await Promise.all([listDecisions(db, null, found.id), listSent(db, null, found.id, linesShown), listHeardAnywhere(db, found.id, linesShown), listRefusalsAnywhere(db, found.id, context.now())]);
  if (json) {
    print(JSON.stringify({ ...found, decisions, sent, heard, refusals }));
    return 0;
  }
  print(`${found.host}${found.name ? ` (${found.name})` : ""}: ${found.software || "unknown software"} ${found.version}\n  trust   ${found.trust}${found.reason ? `: ${found.reason}` : ""}\n  state   ${stateOf(found)}\n  heard   ${found.heardAt?.toString() ?? "never"}\n  reached ${found.deliveredAt?.toString() ?? "never"}`);
  for (const each of decisions) print(`  decided ${each.at.toString({ smallestUnit: "minute" })} ${each.trust ?? "as the network"}${each.territory ? ` for ${each.territory}` : ""}, by ${each.by ?? "an operator"}${each.reason ? `: ${each.reason}` : ""}`);
  for (const each of refusals) print(`  refused ${each.times} times, last ${each.lastAt.toString({ smallestUnit: "minute" })}: ${each.reason}`);
  for (const each of sent) print(`  sent    ${each.at.toString({ smallestUnit: "minute" })} ${each.type} ${each.state}${each.status === null ? "" : ` (${each.status})`} ${each.content?.title ?? ""}`);
  for (const each of heard) print(`  said    ${each.at.toString({ smallestUnit: "minute" })} ${each.type} by ${each.by}: ${each.state}${each.reason ? ` (${each.reason})` : ""}`);
  return 0;
}

async function known({ db, complain }: CommandContext, typed = ""): Promise<ListedServer | null> {
  const found = await showServer(db, null, readHost(typed) ?? "");
  if (!found) complain(`No server "${typed}" is known`);
  return found;
}

async function trust({ db, now, print }: CommandContext, args: readonly string[]): Promise<number> {
  const { positionals, json, reason } = read(args);
  const [host, level] = [readHost(positionals[0] ?? ""), levelOf(args)];
  if (!host || !level) return 64;
  const changed = await decideFor(db, null, [{ host, trust: level, reason }], null, now());
  print(json ? JSON.stringify({ host, trust: level, changed: changed > 0 }) : `${host} is ${level}${changed > 0 ? "" : ", as it was"}.`);
  return 0;
}

async function replay(context: CommandContext, args: readonly string[]): Promise<number> {
  const { positionals, json } = read(args);
  const found = await known(context, positionals[0]);
  if (!found) return 1;
  const again = await sendAgain(context.db, { server: found.id, territory: null }, context.now());
  context.print(json ? JSON.stringify({ host: found.host, again }) : `${again} deliveries to ${found.host} are sent again.`);
  return 0;
}

async function queue({ db, now, print }: CommandContext, args: readonly string[]): Promise<number> {
  const { json } = read(args);
  const counts = await countDeliveriesAnywhere(db, now());
  const { servers: waiting } = await listServers(db, null, { state: "waiting" }, null, serversShown);
  if (json) print(JSON.stringify({ ...counts, servers: waiting }));
  else print([`${counts.waiting} deliveries wait, ${counts.late} of them for an hour and more; ${counts.failed} were refused or given up in the last day.`, ...waiting.map((each) => `  ${each.host.padEnd(40)} ${stateOf(each)}`)].join("\n"));
  return 0;
}

const atOnce = 100;

/** Whose key: by the address that others know, or the name that they write. */
async function actorNamed({ db }: CommandContext, named: string): Promise<OwnActor | null> {
  const [, handle = "", host = ""] = /^@?([^@\s/]+)@([^@\s/]+)$/.exec(named) ?? [];
  return handle ? findOwnActorByNameAnywhere(db, handle.toLowerCase(), host.toLowerCase()) : findOwnActorByUriAnywhere(db, named);
}

async function rotateKeys(context: CommandContext, args: readonly string[]): Promise<number> {
  const { json, actor } = read(args);
  const { db, now, print, complain } = context;
  const named = actor === undefined ? null : await actorNamed(context, actor);
  if (actor !== undefined && (!named || !(await rotateKey(db, named, now())))) {
    complain(`Nobody "${actor}" signs here`);
    return 1;
  }
  let rotated = named ? 1 : 0;
  for (let some = named ? [] : await listSigningAnywhere(db, null, atOnce); some.length > 0; some = await listSigningAnywhere(db, some.at(-1)?.id ?? null, atOnce)) {
    for (const each of some) if (await rotateKey(db, each, now())) rotated++;
  }
  print(json ? JSON.stringify({ rotated }) : `${rotated} ${rotated === 1 ? "key was" : "keys were"} replaced; other servers are told under the former ones.`);
  return 0;
}

const none = (args: readonly string[]) => (read(args).positionals.length === 0 ? null : "This takes no name");

export const federationCommands: Readonly<Record<string, Command>> = {
  "federation servers": { usage: "[--trust LEVEL] [--trouble | --refused] [--json]", summary: "Say which other servers are known, and how they are", check: (args) => none(args) ?? (read(args).said === undefined || read(args).trust ? null : `The level is one of ${trusts.join(", ")}`), details: `The last heard or reached first, ${serversShown} at most. --trouble: only those that don't take what we send; --refused: only those of which something was refused this week.`, run: servers },
  "federation server": { usage: "HOST [--json]", summary: "Say of one server how it is, what was decided, what was refused of it, and what lately went and came", check: oneHost, run: server },
  "federation trust": { usage: "HOST LEVEL [--reason R] [--json]", summary: "Say how far a server is trusted, with all that is under its domain", check: checkTrust, details: `The level is one of ${trusts.join(", ")}. Limiting or blocking needs a reason. Territories may limit or block beyond that, each for itself.`, run: trust },
  "federation replay": { usage: "HOST [--json]", summary: "Send again to a server what it refused or missed in the last thirty days", check: oneHost, run: replay },
  "federation rotate-keys": { usage: "[--actor NAME] [--json]", summary: "Give those of ours who speak to other servers another key each", check: none, details: "--actor: one only, by its address or as in camille@grenoble.example. The workers tell other servers, signed with the former key; whoever misses it asks when a signature doesn't hold.", run: rotateKeys },
  "federation queue": { usage: "[--json]", summary: "Say what waits to be sent to other servers", check: none, run: queue },
};
