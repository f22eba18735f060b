import type { Context } from "../../platform/context.ts";
import { inTransaction, type Database } from "../../platform/database.ts";
import type { OutgoingClient } from "../../platform/fetch/outgoing.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { sendJob } from "../../platform/jobs.ts";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { readBlockList } from "./block-list.ts";
import { mostFollowed, type BlockLine, type SharedLists } from "./followed-list.ts";
import { lockLists, readFollowers, writeLists } from "./shared-list-store.ts";
import { canDecideTrust } from "./policy.ts";

export type ListRefusal = "sign-in" | "forbidden" | "too-many";

async function change({ db, viewer }: Pick<Context, "db" | "viewer">, territory: TerritoryId | null, next: (lists: SharedLists) => SharedLists | "too-many", read: string | null = null): Promise<Outcome<null, ListRefusal>> {
  if (viewer.kind === "visitor") return refused("sign-in");
  if (!canDecideTrust(viewer, territory)) return refused("forbidden");
  return inTransaction(db, async (tx): Promise<Outcome<null, ListRefusal>> => {
    const lists = next(await lockLists(tx, territory));
    if (lists === "too-many") return refused(lists);
    await writeLists(tx, territory, lists);
    if (read) await sendJob(tx, "read-block-list", { territory, address: read }, { key: `read-block-list ${territory ?? ""} ${read}` });
    return done(null);
  });
}

/** Follows a list that another platform publishes: what is in it is proposed, and nothing decided. */
export function followList(context: Context, territory: TerritoryId | null, address: string): Promise<Outcome<null, ListRefusal>> {
  return change(context, territory, (lists) => {
    if (lists.followed.some((each) => each.address === address)) return lists;
    return lists.followed.length >= mostFollowed ? "too-many" : { ...lists, followed: [...lists.followed, { address, readAt: null, failing: false, lines: [], dismissed: [] }] };
  }, address);
}

export function leaveList(context: Context, territory: TerritoryId | null, address: string): Promise<Outcome<null, ListRefusal>> {
  return change(context, territory, (lists) => ({ ...lists, followed: lists.followed.filter((each) => each.address !== address) }));
}

/** These servers were looked at, and are left as they are: they aren't proposed again by this list. */
export function dismissLines(context: Context, territory: TerritoryId | null, address: string, hosts: readonly string[]): Promise<Outcome<null, ListRefusal>> {
  return change(context, territory, (lists) => ({ ...lists, followed: lists.followed.map((each) => (each.address === address ? { ...each, dismissed: [...new Set([...each.dismissed, ...each.lines.map((line) => line.host).filter((host) => hosts.includes(host))])] } : each)) }));
}

/** Shows the own list to everybody, with its reasons, or no more. */
export function publishList(context: Context, territory: TerritoryId | null, published: boolean): Promise<Outcome<null, ListRefusal>> {
  return change(context, territory, (lists) => ({ ...lists, published }));
}

const listBytes = 1_000_000;

/** What a worker does: reads a list where it is published. Out of reach or unreadable, what was read before stands. */
export async function readFollowedList(db: Database, outgoing: OutgoingClient, territory: TerritoryId | null, address: string, at: Temporal.Instant): Promise<void> {
  const answer = await outgoing.get(address, { maxBytes: listBytes, timeoutMs: 10_000, redirects: 2, headers: { accept: "text/csv" } });
  const read = answer.done && answer.value.status === 200 && !/html/i.test(answer.value.headers["content-type"] ?? "") ? readBlockList(new TextDecoder().decode(answer.value.body)) : null;
  const lines: readonly BlockLine[] | null = read && read.lines.length > 0 ? read.lines : null;
  await inTransaction(db, async (tx) => {
    const lists = await lockLists(tx, territory);
    await writeLists(tx, territory, { ...lists, followed: lists.followed.map((each) => (each.address === address ? { ...each, readAt: at.toString(), failing: lines === null, lines: lines ?? each.lines } : each)) });
  });
}

/** What the clock does: every list that is followed is read again. */
export async function readListsAgain(db: Database): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const { territory, lists } of await readFollowers(tx)) for (const { address } of lists.followed) await sendJob(tx, "read-block-list", { territory, address }, { key: `read-block-list ${territory ?? ""} ${address}` });
  });
}
