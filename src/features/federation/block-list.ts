import { readCsv } from "../../platform/text/read-csv.ts";
import { csvTable } from "../../platform/text/csv.ts";
import type { BlockLine } from "./followed-list.ts";
import { readHost, type TerritoryTrust, type Trust } from "./server.ts";

export interface BlockList {
  readonly lines: readonly BlockLine[];
  /** As typed: what names no host, hides it behind stars, or shuts nothing. */
  readonly unread: readonly string[];
}

export const longestList = 2000;
const severities: Readonly<Record<string, TerritoryTrust | undefined>> = { suspend: "blocked", blocked: "blocked", silence: "limited", limit: "limited", limited: "limited" };

/** Reads a list: with a head that says which column is which, or one host a line, each to be blocked. Null when there is nothing to read. */
export function readBlockList(text: string): BlockList | null {
  const rows = readCsv(text);
  const names = (rows[0] ?? []).map((name) => name.replace(/^#/, "").trim().toLowerCase());
  const headed = names.includes("domain") || names.includes("host");
  const column = (...known: readonly string[]) => names.findIndex((name) => known.includes(name));
  const at = headed ? { host: column("domain", "host"), severity: column("severity", "trust"), reason: column("public_comment", "reason", "comment") } : { host: 0, severity: -1, reason: -1 };
  const found = new Map<string, BlockLine>();
  const unread: string[] = [];
  for (const row of rows.slice(headed ? 1 : 0, longestList + 1)) {
    const host = readHost(row[at.host] ?? "");
    const said = (row[at.severity] ?? "").toLowerCase();
    const trust = said === "" ? "blocked" : severities[said];
    if (host && trust) found.set(host, { host, trust, reason: (row[at.reason] ?? "").replace(/[\p{Cc}\s]+/gu, " ").trim().slice(0, 500) });
    else unread.push((row[at.host] ?? "").slice(0, 100));
  }
  return found.size + unread.length === 0 ? null : { lines: [...found.values()], unread };
}

export function writeBlockList(lines: readonly BlockLine[]): string {
  return csvTable(["#domain", "#severity", "#reject_media", "#reject_reports", "#public_comment", "#obfuscate"], lines.map(({ host, trust, reason }) => [host, trust === "blocked" ? "suspend" : "silence", trust === "blocked" ? "true" : "false", trust === "blocked" ? "true" : "false", reason, "false"])).replace(/^\ufeff/, "");
}

/** What a line would change: a server that is shut already stays as shut as it is. */
export function changeOf(line: BlockLine, present: Trust | null): "new" | "stricter" | "same" {
  if (present === line.trust || present === "blocked") return "same";
  return present === "limited" ? "stricter" : "new";
}
