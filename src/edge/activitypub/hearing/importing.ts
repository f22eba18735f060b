import { findObjectAnywhere } from "../../../features/federation/find-object.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { fetchDocument, otherActorAt, type Fetching } from "../fetching.ts";
import { readAddress, sameOrigin } from "../guard/address.ts";
import type { JsonObject } from "../guard/json.ts";
import { isOneDate } from "../heard/event.ts";
import { nameOf } from "../heard/links.ts";
import { takeContent } from "./take.ts";

/** The content that stands at an address elsewhere, shown here: as its own server says it, under its own author, whoever named it. Null when it can't be. */
export async function importAt(fetching: Fetching, uri: string): Promise<ContentId | null> {
  const known = await findObjectAnywhere(fetching.db, uri);
  if (known) return known.goneAt ? null : known.content;
  const document = await fetchDocument(fetching, uri);
  const id = document.done ? readAddress(document.value["id"]) : null;
  if (!document.done || id === null) return null;
  if (id === uri) return importDocument(fetching, id, document.value);
  // A document that calls itself otherwise than its address is asked for there.
  const named = await fetchDocument(fetching, id);
  return named.done && named.value["id"] === id ? importDocument(fetching, id, named.value) : null;
}

/** The same, of a document that was fetched at its own address. */
export async function importDocument(fetching: Fetching, id: string, value: JsonObject): Promise<ContentId | null> {
  const event = nameOf(value["es:parent"]);
  // One date of an event leads to the event.
  if (event && sameOrigin(event, id) && isOneDate({ id, parent: event })) return importAt(fetching, event);
  const author = authorOf(value);
  if (!author || !sameOrigin(author, id)) return null;
  const from = await otherActorAt(fetching, author);
  if (!from.done) return null;
  const before = await findObjectAnywhere(fetching.db, id);
  if (before && before.owner !== author) return null;
  if (!before?.goneAt) await takeContent(fetching, from.value, value, before?.content ?? null);
  const taken = await findObjectAnywhere(fetching.db, id);
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
