import { listPublishersAnywhere } from "../../../features/contents/list-publishers.ts";
import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { showPlaceAnywhere } from "../../../features/visiting/show-place.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { objectUri } from "../uris.ts";
import { loadContent } from "./load-content.ts";
import { whereOf } from "./load-kinds.ts";
import { embeddedPlace, standalonePlace, versionOf } from "./place.ts";
import { asVisitor, pageOf, publisherOf, type Sources } from "./sources.ts";
import type { WireObject } from "./wire.ts";

/** Where an event is held, under its own address: as it is said inside of the event. Null once it is held elsewhere. */
export async function loadPlaceOfEvent(sources: Sources, event: ContentId, uri: string): Promise<WireObject | null> {
  const location = (await loadContent(sources, event))?.object["location"];
  return isPlace(location) && location["id"] === uri ? standalonePlace(location) : null;
}

/** A place of the census as it is now; null under the address of what it was. */
export async function loadPlaceVersion(sources: Sources, id: ContentId, uri: string): Promise<WireObject | null> {
  const content = await showContentAnywhere(asVisitor(sources), id);
  const [details, publishers] = await Promise.all([content ? showPlaceAnywhere(sources.db, id) : null, listPublishersAnywhere(sources.db, [id])]);
  const publisher = publishers.get(id);
  if (!content || !details || !publisher) return null;
  const where = whereOf(content.title, details);
  if (objectUri(publisherOf(sources, publisher).origin, { kind: "place-version", id, version: versionOf(where) }) !== uri) return null;
  return standalonePlace(embeddedPlace(uri, where, pageOf(sources, content)));
}

function isPlace(value: unknown): value is WireObject {
  return typeof value === "object" && value !== null && (value as WireObject)["type"] === "Place";
}
