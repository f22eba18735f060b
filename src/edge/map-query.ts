import type { AgendaFilter } from "../features/agenda/list-agenda.ts";
import type { MapFilter } from "../features/places/gather-points.ts";
import type { WebContext } from "./env.ts";

/** What the map can show, each as its word in an address. */
export const layerWords = { event: "evenements", place: "lieux", itinerary: "parcours", structure: "structures", project: "projets" } as const;
export type Layer = keyof typeof layerWords;
export const layers = Object.keys(layerWords) as Layer[];

/** `quoi=evenements,lieux`, or the boxes ticked of a form; all of them where nothing that is understood is asked. */
export function readLayers(c: WebContext): readonly Layer[] {
  const asked = (c.req.queries("quoi") ?? []).flatMap((each) => each.split(","));
  const chosen = layers.filter((layer) => asked.includes(layerWords[layer]));
  return chosen.length > 0 ? chosen : layers;
}

/** What lasts has no day, no audience: of the agenda's filters, the place and the theme concern it. */
export function mapFilter({ theme, near }: AgendaFilter): MapFilter {
  return { theme, near };
}
