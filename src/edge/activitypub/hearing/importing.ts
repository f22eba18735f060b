import { keepEntries, type KeptSection } from "../../../features/dossiers/keep-elsewhere.ts";
import type { OtherActor } from "../../../features/federation/actor.ts";
import { findObjectAnywhere } from "../../../features/federation/find-object.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { fetchDocument, otherActorAt, type Fetching } from "../fetching.ts";
import { originOf, readAddress, sameOrigin } from "../guard/address.ts";
import type { JsonObject } from "../guard/json.ts";
import { isOfType } from "../heard/content.ts";
import { hearDossier } from "../heard/dossier.ts";
import { isOneDate } from "../heard/event.ts";
import { nameOf } from "../heard/links.ts";
import { contextOf } from "./acting.ts";
import { contentAt, isOurs } from "./things.ts";
import { takeContent } from "./take.ts";

/** The content that stands at an address elsewhere, shown here: as its own server says it, under its own author, whoever named it. Null when it can't be. */
export async function importAt(fetching: Fetching, uri: string, { entries = true } = {}): Promise<ContentId | null> {
  const known = await findObjectAnywhere(fetching.db, uri);
  if (known) return known.goneAt ? null : known.content;
  const document = await fetchDocument(fetching, uri);
  const id = document.done ? readAddress(document.value["id"]) : null;
  if (!document.done || id === null) return null;
  if (id === uri) return importDocument(fetching, id, document.value, { entries });
  // A document that calls itself otherwise than its address is asked for there.
  const named = await fetchDocument(fetching, id);
  return named.done && named.value["id"] === id ? importDocument(fetching, id, named.value, { entries }) : null;
}

/** The same, of a document that was fetched at its own address. */
export async function importDocument(fetching: Fetching, id: string, value: JsonObject, { entries = true } = {}): Promise<ContentId | null> {
  const event = nameOf(value["es:parent"]);
  // One date of an event leads to the event.
  if (event && sameOrigin(event, id) && isOneDate({ id, parent: event })) return importAt(fetching, event);
  const noticed = dossierOf(value);
  // The article that presents a dossier leads to it.
  if (noticed && entries) return importAt(fetching, noticed);
  const author = authorOf(value);
  if (!author || !sameOrigin(author, id)) return null;
  const from = await otherActorAt(fetching, author);
  if (!from.done) return null;
  const before = await findObjectAnywhere(fetching.db, id);
  if (before && before.owner !== author) return null;
  if (!before?.goneAt) await takeContent(fetching, from.value, value, before?.content ?? null);
  const taken = await findObjectAnywhere(fetching.db, id);
  if (taken?.content && !taken.goneAt && entries) await takeEntries(fetching, from.value, taken.content, value);
  return taken && !taken.goneAt ? taken.content : null;
}

/** What its own server says of it now, of what shows here already. */
export async function importAgain(fetching: Fetching, uri: string): Promise<ContentId | null> {
  const document = await fetchDocument(fetching, uri);
  return document.done && document.value["id"] === uri ? importDocument(fetching, uri, document.value) : null;
}

function authorOf(value: JsonObject): string | null {
  const said = [value["attributedTo"] ?? value["actor"]].flat()[0];
  return readAddress(typeof said === "object" && said !== null && "id" in said ? said.id : said);
}

/** The dossier of the same server that an article of one of ours presents. */
export function dossierOf(value: JsonObject): string | null {
  const dossier = isOfType(value, "Article") && value["es:kind"] === "dossier" ? nameOf(value["es:dossier"]) : null;
  const id = readAddress(value["id"]);
  return dossier && id && dossier !== id && sameOrigin(dossier, id) ? dossier : null;
}

/** How many entries that aren't known here are read of others' servers for the dossiers of one server in an hour. */
const entriesPerHour = 200;

/** What a dossier of another server holds, in its order: ours, those known here, and the others as their own servers say them; what can't be read isn't shown. Those of a dossier in it are read when somebody looks that one up. */
export async function takeEntries(fetching: Fetching, from: OtherActor, dossier: ContentId, value: JsonObject): Promise<void> {
  const heard = hearDossier(value, { httpAllowed: fetching.httpAllowed, now: fetching.now(), by: from.uri });
  if (!heard.done) return;
  const there = new Set<ContentId>();
  const outline: KeptSection[] = [];
  for (const { title, items } of heard.value.sections) {
    const contents: ContentId[] = [];
    for (const uri of items) {
      const content = isOurs(fetching, uri) ? await contentAt(fetching, uri) : await entryAt(fetching, uri, from);
      if (!content || content === dossier || there.has(content)) continue;
      there.add(content);
      contents.push(content);
    }
    outline.push({ title, contents });
  }
  await keepEntries(await contextOf(fetching, from), dossier, outline);
}

async function entryAt(fetching: Fetching, uri: string, from: OtherActor): Promise<ContentId | null> {
  const found = await findObjectAnywhere(fetching.db, uri);
  if (found) return found.goneAt ? null : found.content;
  return (await fetching.quota("dossier-entries", entriesPerHour, 3600).take(originOf(from.uri) ?? "")).ok ? importAt(fetching, uri, { entries: false }) : null;
}
