import type { Database } from "../../platform/database.ts";
import type { OutgoingClient } from "../../platform/fetch/outgoing.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import type { Territory } from "../territories/territory.ts";
import { importReport, type ImportOutcome } from "./import-source.ts";
import { readSource } from "./read-source.ts";

/** Reads a calendar or a feed where it stands, and publishes what it holds in a territory, credited to it. */
export async function takeSource(db: Database, outgoing: OutgoingClient, territory: Territory, address: string, now: Temporal.Instant): Promise<Outcome<ImportOutcome, "unreachable" | "unreadable">> {
  const answer = await outgoing.get(address);
  if (!answer.done || answer.value.status !== 200) return refused("unreachable");
  const charset = /charset=["']?([\w-]+)/i.exec(answer.value.headers["content-type"] ?? "")?.[1] ?? null;
  const report = readSource(answer.value.body, { address, charset, zone: territory.zone });
  if (!report.done) return refused("unreadable");
  return done(await importReport(db, territory, { address, name: (report.value.title || new URL(address).host).slice(0, 200) }, report.value, now));
}
