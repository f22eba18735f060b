import type { Refusals } from "../../../features/federation/list-refusals.ts";

/** Why something wasn't taken of a server, as one says it to somebody who doesn't know the wire. */
const whys = ["often", "shut", "others", "twofold", "unreadable", "large", "private", "closed", "suspended", "unfit"] as const;
export type Why = (typeof whys)[number];

const said: Readonly<Record<string, Why>> = {
  "too-often": "often",
  "too much at once": "often",
  "too much waits already": "often",
  "too-large": "large",
  "too-deep": "large",
  "too-many": "large",
  "blocked": "shut",
  "shut": "shut",
  "suspended": "suspended",
  "gone": "suspended",
  "foreign-key": "others",
  "foreign-id": "others",
  "foreign-author": "others",
  "several-actors": "others",
  "somebody else's": "others",
  "somebody else's act": "others",
  "another server's": "others",
  "another server's dossier": "others",
  "reshaped": "twofold",
  "redefined": "twofold",
  "doubled-word": "twofold",
  "strange-word": "twofold",
  "encoded": "unreadable",
  "not-activity-json": "unreadable",
  "not-utf-8": "unreadable",
  "not-json": "unreadable",
  "not-an-object": "unreadable",
  "broken-text": "unreadable",
  "private messages come from trusted servers only": "private",
  "private-untrusted": "private",
  "closed": "closed",
  "forbidden": "closed",
};

/** What was refused, by what a person can make of it: the most frequent first. */
export function refusalsByWhy(refusals: readonly Refusals[]): (Omit<Refusals, "reason"> & { readonly why: Why })[] {
  const byWhy = new Map<Why, Omit<Refusals, "reason"> & { readonly why: Why }>();
  for (const { reason, times, lastAt } of refusals) {
    const why = said[reason] ?? "unfit";
    const before = byWhy.get(why);
    byWhy.set(why, { why, times: times + (before?.times ?? 0), lastAt: before && Temporal.Instant.compare(before.lastAt, lastAt) > 0 ? before.lastAt : lastAt });
  }
  return [...byWhy.values()].sort((one, other) => other.times - one.times);
}
