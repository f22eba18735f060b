import type { ContentKind } from "../../../features/contents/content.ts";
import { announcement } from "./announcement.tsx";
import { article } from "./article.tsx";
import { dossier } from "./dossier.tsx";
import { event } from "./event.tsx";
import { place } from "./place.tsx";
import { project } from "./project.tsx";
import { itinerary } from "./itinerary.tsx";
import type { Kind } from "./kind.ts";
import { operation } from "./operation.tsx";

/** Every kind of content, in the order in which they are offered to who wants to write. */
export const kinds: Readonly<Record<ContentKind, Kind>> = {
  event,
  article,
  dossier,
  announcement,
  operation,
  place,
  itinerary,
  project,
};
