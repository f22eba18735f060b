import type { WebContext } from "../../env.ts";

export interface MapItem {
  readonly latitude: number;
  readonly longitude: number;
  readonly title: string;
  readonly href: string;
  readonly words: string;
}

/** A few points on a map, and the list that says the same. */
export function PointMap({ c, title, label, items, zoom = 14 }: { c: WebContext; title: string; label: string; items: readonly MapItem[]; zoom?: number }) {
  const [first] = items;
  if (!first) return null;
  const lines = items.map((item) => <li data-lat={String(item.latitude)} data-lon={String(item.longitude)} data-title={item.title} data-href={item.href}>{item.words}</li>);
  return (
    <section class="stack" aria-labelledby="map"><h2 id="map">{title}</h2>
      <es-map class="map" data-lat={String(first.latitude)} data-lon={String(first.longitude)} data-zoom={String(zoom)} data-tiles={c.get("services").tilesUrl} data-label={`${c.get("t")("nav_map")} – ${label}`} data-only="list"></es-map>
      <ul class="plain">{lines}</ul>
    </section>
  );
}
