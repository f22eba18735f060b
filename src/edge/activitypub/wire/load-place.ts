import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { showPlaceAnywhere } from "../../../features/visiting/show-place.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { objectUri } from "../uris.ts";
import { loadContent } from "./load-content.ts";
import { whereOf } from "./load-kinds.ts";
import { embeddedPlace, standalonePlace, versionOf } from "./place.ts";
import { nameOf } from "./naming.ts";
import { asVisitor, pageOf, type Sources } from "./sources.ts";
import type { WireObject } from "./wire.ts";

/** Where an event is held, under its own address: as it is said inside of the event. Null once it is held elsewhere. */
export async function loadPlaceOfEvent(sources: Sources, event: ContentId, uri: string): Promise<WireObject | null> {
  const location = (await loadContent(sources, event))?.object["location"];
  return isPlace(location) && location["id"] === uri ? standalonePlace(location) : null;
}

/** A place of the census as it is now; null under the address of what it was. */
export async function loadPlaceVersion(sources: Sources, id: ContentId, uri: string): Promise<WireObject | null> {
  const content = await showContentAnywhere(asVisitor(sources), id);
  const [details, name] = content ? await Promise.all([showPlaceAnywhere(sources.db, id), nameOf(sources, id)]) : [];
  if (!content || !details || !name) return null;
  const where = whereOf(content.title, details);
  if (objectUri(name.origin, { kind: "place-version", id: name.wireId, version: versionOf(where) }) !== uri) return null;
  return standalonePlace(embeddedPlace(uri, where, pageOf(sources, content)));
}

function isPlace(value: unknown): value is WireObject {
  return typeof value === "object" && value !== null && (value as WireObject)["type"] === "Place";
}
