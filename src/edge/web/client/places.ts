interface KnownPlace {
  readonly name: string;
  readonly address: string;
  readonly commune: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Offers the places of the census while one is typed; choosing one fills where it is. Without it the server does the same on saving. */
class EsPlaces extends HTMLElement {
  #known: KnownPlace[] = [];
  #timer = 0;

  connectedCallback(): void {
    const field = this.querySelector<HTMLInputElement>("input[name=place_name]");
    if (!field) return;
    const list = document.createElement("datalist");
    list.id = "places-known";
    this.append(list);
    field.setAttribute("list", list.id);
    field.autocomplete = "off";
    field.addEventListener("input", () => {
      const chosen = this.#known.find((each) => each.name === field.value);
      if (chosen) this.#fill(chosen);
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#offer(field, list), 200);
    });
  }

  async #offer(field: HTMLInputElement, list: HTMLDataListElement): Promise<void> {
    const typed = field.value;
    if (typed.trim().length < 2) return;
    const answer = await fetch(`/lieux-par-nom?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer?.ok || field.value !== typed) return;
    this.#known = (await answer.json()) as KnownPlace[];
    list.replaceChildren(...this.#known.map((each) => new Option([each.address, each.commune].filter(Boolean).join(", "), each.name)));
  }

  #fill(place: KnownPlace): void {
    const form = this.closest("form");
    const values = { address: place.address, commune: place.commune, latitude: place.latitude, longitude: place.longitude };
    for (const [name, value] of Object.entries(values)) {
      const field = form?.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = value === null ? "" : String(value);
    }
  }
}

customElements.define("es-places", EsPlaces);
