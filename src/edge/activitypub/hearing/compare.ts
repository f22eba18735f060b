import { createHash } from "node:crypto";
import type { ActorId, OtherActor } from "../../../features/federation/actor.ts";
import { withdraw } from "../../../features/contents/change-state.ts";
import { findOtherActorAnywhere, findOtherActorByIdAnywhere } from "../../../features/federation/find-actor.ts";
import { findObjectAnywhere } from "../../../features/federation/find-object.ts";
import { markGathered } from "../../../features/federation/gather.ts";
import { listHostsFollowingAnywhere } from "../../../features/federation/list-followers.ts";
import { listHoldingsAnywhere, type Holding } from "../../../features/federation/list-holdings.ts";
import { letGo } from "../../../features/federation/take-object.ts";
import { relayContent } from "../../../features/relays/relay-content.ts";
import type { Outcome } from "../../../platform/outcome.ts";
import { fetchDocument, type DocumentRefusal, type Fetching } from "../fetching.ts";
import { originOf, sameOrigin } from "../guard/address.ts";
import { readInstant } from "../guard/instant.ts";
import type { JsonObject } from "../guard/json.ts";
import { hearCollectionPage, type HeardItem, type HeardPage } from "../heard/collection.ts";
import { actorPartUri, parseUri } from "../uris.ts";
import { contextOf } from "./acting.ts";
import { gather } from "./gather.ts";
import { importAgain, importAt } from "./importing.ts";
import { synchronise } from "./synchronise.ts";

const monthsCompared = 13;
/** What is read for one server in an hour to mend what shows of it. */
const perHour = 300;
const mostPages = 20;

/** Compares what shows here of somebody of another server with what that server says, and mends it: takes what is missing or changed, and withdraws what its own address says is no more. */
export async function compare(fetching: Fetching, id: ActorId, known: boolean): Promise<void> {
  const actor = await findOtherActorByIdAnywhere(fetching.db, id);
  if (actor?.state !== "active") return;
  // Who follows them, as both sides say: they tell nothing to those whom they forgot.
  if (known) for (const host of await listHostsFollowingAnywhere(fetching.db, id)) await synchronise(fetching, id, host, null);
  const months = known ? await monthsOf(fetching, actor) : null;
  // Who gives no digests shows at least what is new.
  if (!months) return gather(fetching, id, { again: true });
  const since = Temporal.PlainYearMonth.from(fetching.now().toString().slice(0, 7)).subtract({ months: monthsCompared });
  const holdings = Map.groupBy(await listHoldingsAnywhere(fetching.db, actor, Temporal.Instant.from(`${since.toString()}-01T00:00:00Z`)), (each) => each.month);
  for (const month of new Set([...months.keys(), ...holdings.keys()])) {
    const held = holdings.get(month) ?? [];
    if (months.get(month) !== digestOf(held) && !(await mend(fetching, actor, months.has(month) ? month : null, held))) return;
  }
  await markGathered(fetching.db, id, fetching.now());
}

/** The digest of each month, as their server says; null when it says none. */
async function monthsOf(fetching: Fetching, actor: OtherActor): Promise<Map<string, string> | null> {
  const document = await fetchDocument(fetching, actorPartUri(actor.uri, "digests"));
  const heard = document.done ? hearCollectionPage(document.value) : null;
  return heard && new Map(heard.items.flatMap(({ id, value }) => {
    const [, month] = /[?&]page=(\d{4}-\d{2})$/.exec(id) ?? [];
    const digest = value?.["es:digest"];
    return month && typeof digest === "string" ? [[month, digest] as const] : [];
  }));
}

/** The same of what shows here: see `MonthDigest`. */
function digestOf(held: readonly Holding[]): string {
  const lines = held.map(({ uri, updated }) => `${wireIdIn(uri)} ${Math.floor((updated?.epochMilliseconds ?? 0) / 1000)}`).toSorted();
  return createHash("sha256").update(lines.join(",")).digest("hex");
}

function wireIdIn(uri: string): string {
  const address = parseUri(uri)?.address;
  return address && "id" in address ? address.id : uri;
}

/** False once enough was read for now: the rest comes another night. */
async function mend(fetching: Fetching, actor: OtherActor, month: string | null, held: readonly Holding[]): Promise<boolean> {
  const said = month ? await itemsOf(fetching, actor, month) : [];
  if (!said) return true;
  const here = new Map(held.map((each) => [each.uri, each]));
  for (const item of said) {
    const updated = readInstant(item.value?.["updated"], fetching.now());
    const known = here.get(item.id);
    // Of what stands at another of their hosts only its own address says when it changed: it tells by itself.
    if (known && !updated) continue;
    if (known?.updated && updated && Math.floor(known.updated.epochMilliseconds / 1000) >= Math.floor(updated.epochMilliseconds / 1000)) continue;
    if (!(await mayRead(fetching, actor))) return false;
    await take(fetching, actor, item, known !== undefined);
  }
  const standing = new Set(said.map((each) => each.id));
  for (const { uri } of held) {
    if (standing.has(uri)) continue;
    if (!(await mayRead(fetching, actor))) return false;
    await withdrawIfGone(fetching, uri);
  }
  return true;
}

async function mayRead(fetching: Fetching, actor: OtherActor): Promise<boolean> {
  return (await fetching.quota("compared", perHour, 3600).take(originOf(actor.uri) ?? "")).ok;
}

/** What their server says that a month holds; null when it isn't to be had. */
async function itemsOf(fetching: Fetching, actor: OtherActor, month: string): Promise<HeardItem[] | null> {
  const items: HeardItem[] = [];
  let next: string | null = `${actorPartUri(actor.uri, "digests")}?page=${month}`;
  for (let page = 0; next !== null && page < mostPages; page++) {
    const document: Outcome<JsonObject, DocumentRefusal> | null = sameOrigin(next, actor.uri) ? await fetchDocument(fetching, next) : null;
    const heard: HeardPage | null = document?.done ? hearCollectionPage(document.value) : null;
    if (!heard) return null;
    items.push(...heard.items);
    next = heard.next;
  }
  return items;
}

async function take(fetching: Fetching, actor: OtherActor, { id, value }: HeardItem, known: boolean): Promise<void> {
  const content = known ? await importAgain(fetching, id) : await importAt(fetching, id);
  if (!content || actor.kind === "member" || actor.kind === "structure") return;
  // Who passes on is shown to have done so.
  const at = readInstant(value?.["published"], fetching.now()) ?? fetching.now();
  await relayContent({ ...(await contextOf(fetching, actor)), now: () => at }, content, "");
}

/** Only its own address says that a thing is no more. */
async function withdrawIfGone(fetching: Fetching, uri: string): Promise<void> {
  const known = await findObjectAnywhere(fetching.db, uri);
  const owner = known?.owner ? await findOtherActorAnywhere(fetching.db, known.owner) : null;
  if (!known?.content || !owner) return;
  const document = await fetchDocument(fetching, uri);
  if (document.done || document.refusal !== "gone") return;
  await withdraw(await contextOf(fetching, owner), known.content);
  await letGo(fetching.db, owner, uri, fetching.now());
}
