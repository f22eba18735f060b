import type { ActorId, OtherActor } from "../../../features/federation/actor.ts";
import { findOtherActorAnywhere } from "../../../features/federation/find-actor.ts";
import { findObjectAnywhere } from "../../../features/federation/find-object.ts";
import { findToGatherAnywhere, markGathered } from "../../../features/federation/gather.ts";
import { relayContent } from "../../../features/relays/relay-content.ts";
import { fetchDocument, type Fetching } from "../fetching.ts";
import { originOf, sameOrigin } from "../guard/address.ts";
import { readInstant } from "../guard/instant.ts";
import { hearCollectionPage, type HeardItem } from "../heard/collection.ts";
import { nameOf } from "../heard/links.ts";
import { contextOf } from "./acting.ts";
import { importAgain, importAt } from "./importing.ts";

const mostRecent = 20;
const mostComing = 50;
const mostPages = 3;
/** What is read for one server in an hour, whomever of it our members begin to follow; and how long one of them may take. */
const perHour = 300;
const longest = { minutes: 3 };

/** Somebody here began to follow one of another server: what they published or passed on last, and the events that they say come next, come over. Bounded, and once; after a silence once more, with what changed of them. */
export async function gather(fetching: Fetching, id: ActorId, { again = false } = {}): Promise<void> {
  const uri = await findToGatherAnywhere(fetching.db, id, fetching.now(), again);
  const actor = uri ? await findOtherActorAnywhere(fetching.db, uri) : null;
  if (!actor) return;
  const end = fetching.now().add(longest);
  const document = await fetchDocument(fetching, actor.uri);
  const coming = document.done ? nameOf(document.value["upcomingEvents"]) : null;
  // Out of reach: whoever follows them next tries again.
  if (!document.done) return;
  const recent = await itemsOf(fetching, actor, actor.outboxUri, mostRecent);
  const items = [...(await itemsOf(fetching, actor, coming, mostComing)).map((item) => ({ item, passedOn: null })), ...recent.toReversed().map((item) => ({ item, passedOn: item.value }))];
  for (const { item, passedOn } of items) {
    if (Temporal.Instant.compare(fetching.now(), end) > 0 || !(await fetching.quota("gathered", perHour, 3600).take(originOf(actor.uri) ?? "")).ok) break;
    await take(fetching, actor, item, passedOn !== null, again);
  }
  await markGathered(fetching.db, actor.id, fetching.now());
}

async function take(fetching: Fetching, actor: OtherActor, { id, value }: HeardItem, said: boolean, again: boolean): Promise<void> {
  const named = said ? value?.["object"] : undefined;
  const about = named === undefined ? id : nameOf(named);
  const known = about && again ? await findObjectAnywhere(fetching.db, about) : null;
  const content = about ? await (known?.content && !known.goneAt ? importAgain(fetching, about) : importAt(fetching, about)) : null;
  if (!content || !about) return;
  // Of what they wrote themselves they are the author already.
  const at = readInstant(value?.["published"], fetching.now()) ?? fetching.now();
  if (value?.["type"] === "Announce") await relayContent({ ...(await contextOf(fetching, actor)), now: () => at }, content, "");
}

/** The first things of a list that they keep at their own server. */
async function itemsOf(fetching: Fetching, actor: OtherActor, list: string | null, most: number): Promise<HeardItem[]> {
  const items: HeardItem[] = [];
  let next = list;
  for (let page = 0; next !== null && page <= mostPages && items.length < most; page++) {
    const document = sameOrigin(next, actor.uri) ? await fetchDocument(fetching, next) : null;
    const heard = document?.done ? hearCollectionPage(document.value) : null;
    if (!heard) break;
    items.push(...heard.items);
    next = heard.next;
  }
  return items.slice(0, most);
}
