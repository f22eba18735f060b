import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database, type Transaction } from "../../platform/database.ts";
import { touch } from "../../platform/facts.ts";
import { sendJob } from "../../platform/jobs.ts";
import type { MemberId, TerritoryId } from "../../platform/ids.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { canDecideTrust } from "./policy.ts";
import { territoryTrusts, type Trust } from "./server.ts";
import { meetServer } from "./server-store.ts";
import { holdTrust, renewRestrictions, settleShut, writeDecision } from "./trust-store.ts";

export interface TrustWanted {
  readonly host: string;
  /** Null: a territory takes back what it had decided of its own. */
  readonly trust: Trust | null;
  readonly reason: string;
}

export type TrustRefusal = { readonly kind: "sign-in" | "forbidden" | "unknown" | "reason-needed" };

/**
 * How far a server is trusted, with all that is under its domain: by the coordination (null) for all, by a territory for
 * its own pages and people. From then on what is shut isn't heard, shown or told; opened again, it is shown again.
 */
export async function decideTrust({ db, viewer, now }: Context, territory: TerritoryId | null, wanted: readonly TrustWanted[]): Promise<Outcome<number, TrustRefusal>> {
  if (viewer.kind === "visitor") return refused({ kind: "sign-in" });
  if (!canDecideTrust(viewer, territory)) return refused({ kind: "forbidden" });
  if (wanted.some(({ trust }) => (territory === null ? trust === null : trust !== null && !territoryTrusts.some((each) => each === trust)))) return refused({ kind: "unknown" });
  // Whoever is shut out may ask why, and so may whoever comes after.
  if (wanted.some(({ trust, reason }) => (trust === "limited" || trust === "blocked") && !reason)) return refused({ kind: "reason-needed" });
  return done(await decideFor(db, territory, wanted, viewer.id, now()));
}

/** The same by whoever runs the server, at the command line. How many servers are trusted otherwise than before. */
export async function decideFor(db: Database, territory: TerritoryId | null, wanted: readonly TrustWanted[], by: MemberId | null, at: Temporal.Instant): Promise<number> {
  return inTransaction(db, async (tx) => {
    await holdTrust(tx, "deciding");
    const decided: string[] = [];
    for (const each of wanted) if (await decideOne(tx, territory, each, by, at)) decided.push(each.host);
    if (decided.length === 0) return 0;
    await settleShut(tx, at);
    // Pages of everywhere may show what they say: all are made again.
    await touch(tx, ["territories", "network"]);
    // What is of the network stands in its lists, what isn't doesn't.
    await sendJob(tx, "settle-contents", {}, { key: "settle-contents" });
    return decided.length;
  });
}

async function decideOne(tx: Transaction, territory: TerritoryId | null, { host, trust, reason }: TrustWanted, by: MemberId | null, at: Temporal.Instant): Promise<boolean> {
  const server = await meetServer(tx, host, at);
  if (!(await writeDecision(tx, { server: server.id, territory, trust, reason, by, at }))) return false;
  await renewRestrictions(tx, host);
  return true;
}
