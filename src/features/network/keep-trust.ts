import type { Transaction } from "../../platform/database.ts";
import { sendJob } from "../../platform/jobs.ts";
import type { MemberId } from "../../platform/ids.ts";
import { decideFor } from "../federation/decide-trust.ts";
import { findTrusts } from "../federation/list-servers.ts";
import { keepFarTerritory } from "../territories/keep-far-territory.ts";
import type { Peer } from "./peer.ts";

/** What is of the network is trusted as such, and what isn't any more as everybody else: before and after a change of one server. */
export async function keepTrust(tx: Transaction, before: Pick<Peer, "host" | "state" | "platforms"> | null, after: Pick<Peer, "host" | "state" | "platforms"> | null, by: MemberId | null, at: Temporal.Instant): Promise<void> {
  if (after?.state === "member") for (const { host, origin, name, structure, perimeter, hue, zone, latitude, longitude } of after.platforms) await keepFarTerritory(tx, host, { origin, name, structure, perimeter, hue, zone, latitude, longitude }, at);
  const [had, has] = [before, after].map((peer) => new Set(peer?.state === "member" ? [peer.host, ...peer.platforms.map((each) => each.host)] : []));
  const [gained, lost] = [[...(has ?? [])], [...(had ?? [])].filter((host) => !has?.has(host))];
  if (gained.length + lost.length === 0) return;
  const trusts = await findTrusts(tx, null, [...gained, ...lost]);
  // What the coordination decided of a server by itself stands.
  const rising = gained.filter((host) => (trusts.get(host) ?? "open") === "open" || trusts.get(host) === "known");
  const falling = lost.filter((host) => trusts.get(host) === "network");
  await decideFor(tx, null, [...rising.map((host) => ({ host, trust: "network" as const, reason: "" })), ...falling.map((host) => ({ host, trust: "open" as const, reason: "" }))], by, at);
  await sendJob(tx, "follow-peers", {}, { key: "follow-peers" });
}
