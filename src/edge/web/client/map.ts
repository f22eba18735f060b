import { divIcon, GeoJSON, LayerGroup, Map as LeafletMap, Marker, Polyline, TileLayer } from "leaflet";

type Spot = { readonly lat: number; readonly lon: number } & ({ readonly title: string; readonly href: string; readonly layer?: string; readonly number?: string } | { readonly count: number; readonly partsAt: number });

/** Draws what the list below it says. Every spot is reached and opened from the keyboard; the list serves those who don't see the map. */
class EsMap extends HTMLElement {
  connectedCallback(): void {
    const number = (name: string) => Number(this.dataset[name]);
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", this.dataset["label"] ?? "");
    const map = new LeafletMap(this, { scrollWheelZoom: false, maxZoom: 18 }).setView([number("lat"), number("lon")], number("zoom"));
    const tiles = new TileLayer(this.dataset["tiles"] ?? "", { maxZoom: 18, attribution: "IGN – Géoplateforme" });
    // No tile can be had: the built-in outlines take their place.
    tiles.once("tileerror", () => void this.#drawGround(map));
    tiles.addTo(map);
    const listed = [...(this.parentElement?.querySelectorAll<HTMLElement>("li[data-lat]") ?? [])].filter((item) => item.dataset["lat"]).map((item): [number, number] => [Number(item.dataset["lat"]), Number(item.dataset["lon"])]);
    const line = this.#line();
    if (line.length > 1) new Polyline(line, { className: "map-line", interactive: false }).addTo(map);
    const shown = [...listed, ...line];
    if (shown.length > 1) map.fitBounds(shown, { maxZoom: line.length > 1 ? 16 : 13, padding: [24, 24] });
    const spots = new LayerGroup().addTo(map);
    // One place alone: what the list says, and nothing around it.
    if (this.dataset["only"]) {
      for (const item of this.parentElement?.querySelectorAll<HTMLElement>("li[data-lat]") ?? []) spots.addLayer(this.#single({ lat: Number(item.dataset["lat"]), lon: Number(item.dataset["lon"]), title: item.dataset["title"] ?? "", href: item.dataset["href"] ?? "#", ...(item.dataset["number"] ? { number: item.dataset["number"] } : {}) }));
      if (this.dataset["pick"]) this.#picking(map, spots);
      return;
    }
    map.on("moveend", () => void this.#show(map, spots));
    void this.#show(map, spots);
  }

  /** The way between numbered stops: longitude first, as GeoJSON writes it. */
  #line(): [number, number][] {
    return (JSON.parse(this.dataset["line"] || "[]") as [number, number][]).map(([lon, lat]) => [lat, lon]);
  }

  /** A click tells where; whoever listens says what stands there. Typing the numbers does the same. */
  #picking(map: LeafletMap, spots: LayerGroup): void {
    let last: Marker | null = null;
    map.on("click", ({ latlng }) => {
      if (last) spots.removeLayer(last);
      last = new Marker(latlng, { icon: divIcon({ className: "map-point", iconSize: [22, 22] }), keyboard: false }).addTo(spots);
      this.dispatchEvent(new CustomEvent("es-picked", { bubbles: true, detail: latlng.wrap() }));
    });
  }

  #asked = 0;

  async #show(map: LeafletMap, layer: LayerGroup): Promise<void> {
    const asked = ++this.#asked;
    const query = new URLSearchParams(location.search);
    query.set("vue", map.getBounds().pad(0.2).toBBoxString());
    query.set("z", String(map.getZoom()));
    const response = await fetch(`/carte/points?${query}`);
    if (!response.ok || asked !== this.#asked) return;
    const spots = (await response.json()) as Spot[];
    layer.clearLayers();
    for (const spot of spots) layer.addLayer("count" in spot ? this.#gathered(map, spot) : this.#single(spot));
  }

  #single(spot: Extract<Spot, { title: string }>): Marker {
    const link = document.createElement("a");
    link.href = spot.href;
    link.textContent = spot.title;
    // Its kind, by the drawing and the word of the legend; a map without one shows a single kind.
    const legend = spot.layer ? this.parentElement?.querySelector<HTMLElement>(`.map-legend [data-layer="${CSS.escape(spot.layer)}"]`) : null;
    const word = legend?.dataset["word"];
    const said = document.createElement("span");
    said.append(word ? `${word} – ` : "", link);
    const drawing = document.createElement("span");
    drawing.append(legend?.querySelector("svg")?.cloneNode(true) ?? spot.number ?? "");
    const icon = spot.number ? divIcon({ className: "map-point numbered", html: drawing, iconSize: [30, 30] }) : legend ? divIcon({ className: "map-point drawn", html: drawing, iconSize: [30, 30] }) : divIcon({ className: "map-point", iconSize: [22, 22] });
    return new Marker([spot.lat, spot.lon], { title: word ? `${word} – ${spot.title}` : spot.title, icon }).bindPopup(said);
  }

  #gathered(map: LeafletMap, spot: Extract<Spot, { count: number }>): Marker {
    const side = 30 + Math.min(24, Math.round(Math.log2(spot.count) * 4));
    const part = () => void map.setView([spot.lat, spot.lon], Math.min(18, spot.partsAt));
    const marker = new Marker([spot.lat, spot.lon], { title: (this.dataset["many"] ?? "{n}").replace("{n}", String(spot.count)), icon: divIcon({ className: "map-cluster", html: String(spot.count), iconSize: [side, side] }) });
    return marker.on("click", part).on("keypress", (event) => {
      if ((event as unknown as { originalEvent: KeyboardEvent }).originalEvent.key === "Enter") part();
    });
  }

  async #drawGround(map: LeafletMap): Promise<void> {
    const response = await fetch("/carte/fond.json");
    if (!response.ok) return;
    const outlines = (await response.json()) as ConstructorParameters<typeof GeoJSON>[0];
    new GeoJSON(outlines, { interactive: false, attribution: "Natural Earth", style: { className: "map-ground", weight: 1 } }).addTo(map).bringToBack();
  }
}

customElements.define("es-map", EsMap);
