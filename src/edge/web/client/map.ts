import { CircleMarker, Map as LeafletMap, TileLayer } from "leaflet";

/** Draws the points of the list below it. The list says the same to those who don't see the map. */
class EsMap extends HTMLElement {
  connectedCallback(): void {
    const number = (name: string) => Number(this.dataset[name]);
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", this.dataset["label"] ?? "");
    const map = new LeafletMap(this, { scrollWheelZoom: false }).setView([number("lat"), number("lon")], number("zoom"));
    new TileLayer(this.dataset["tiles"] ?? "", { maxZoom: 18, attribution: "IGN – Géoplateforme" }).addTo(map);
    const colour = getComputedStyle(document.documentElement).getPropertyValue("--accent");
    const points: [number, number][] = [];
    for (const item of this.parentElement?.querySelectorAll<HTMLElement>("li[data-lat]") ?? []) {
      const at: [number, number] = [Number(item.dataset["lat"]), Number(item.dataset["lon"])];
      if (!item.dataset["lat"]) continue;
      points.push(at);
      const link = document.createElement("a");
      link.href = item.dataset["href"] ?? "#";
      link.textContent = item.dataset["title"] ?? "";
      new CircleMarker(at, { radius: 9, color: colour.trim() || "#333", fillOpacity: 0.75 }).bindPopup(link).addTo(map);
    }
    if (points.length > 1) map.fitBounds(points, { maxZoom: 13, padding: [24, 24] });
  }
}

customElements.define("es-map", EsMap);
