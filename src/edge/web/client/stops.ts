import type { EsOrder } from "./order.ts";

interface KnownPlace {
  readonly name: string;
  readonly address: string;
  readonly commune: string;
}

/** The stops of an itinerary: more of them, moved and taken away without a page between, places offered by name, points picked on the map. */
class EsStops extends HTMLElement {
  #timer = 0;
  #active: HTMLElement | null = null;

  connectedCallback(): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = this.dataset["add"] ?? "";
    button.addEventListener("click", () => this.#grow());
    this.querySelector("es-order")?.after(button);
    const list = document.createElement("datalist");
    list.id = "stops-known";
    this.append(list);
    for (const field of this.querySelectorAll<HTMLInputElement>("input[name=stop_name]")) field.setAttribute("list", list.id);
    this.addEventListener("input", (event) => {
      if (!(event.target instanceof HTMLInputElement) || event.target.name !== "stop_name") return;
      const field = event.target;
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#offer(field, list), 200);
    });
    this.addEventListener("focusin", (event) => {
      const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("li.stop") : null;
      if (row) this.#active = row;
    });
    this.addEventListener("click", (event) => {
      const act = event.target instanceof HTMLElement ? event.target.closest<HTMLButtonElement>("button[data-act]") : null;
      if (!act) return;
      event.preventDefault();
      this.#act(act);
    });
    this.addEventListener("es-moved", () => this.#number());
    this.addEventListener("es-picked", (event) => this.#pick((event as CustomEvent<{ lat: number; lng: number }>).detail));
    this.#number();
  }

  #rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("li.stop")];
  }

  #act(button: HTMLButtonElement): void {
    const row = button.closest<HTMLElement>("li.stop");
    if (!row) return;
    const order = this.querySelector<EsOrder>("es-order");
    if (button.dataset["act"] === "remove") {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      if (this.#rows().length === 1) this.#empty(row);
      else row.remove();
      this.#number();
      (next ?? row).querySelector("input:not([type=hidden])")?.dispatchEvent(new Event("input", { bubbles: true }));
      (next ?? row).querySelector<HTMLElement>("input:not([type=hidden])")?.focus();
      return;
    }
    order?.step(row, button.dataset["act"] === "up" ? -1 : 1);
    (button.disabled ? row.querySelector<HTMLElement>("button[data-act]:enabled") : button)?.focus();
  }

  #empty(row: HTMLElement): void {
    for (const field of row.querySelectorAll("input")) field.value = "";
    delete row.dataset["lat"];
    delete row.dataset["lon"];
    row.querySelector(".notice")?.remove();
  }

  #grow(): void {
    const last = this.#rows().at(-1);
    if (!last || this.#rows().length >= Number(this.dataset["most"])) return;
    const row = last.cloneNode(true) as HTMLElement;
    row.querySelector(".handle")?.remove();
    this.#empty(row);
    last.after(row);
    this.querySelector<EsOrder>("es-order")?.ready(row);
    this.#number();
    row.querySelector<HTMLElement>("input[name=stop_name]")?.focus();
  }

  /** Each by its number, in its title, its fields and what is told of its buttons. */
  #number(): void {
    const rows = this.#rows();
    for (const [index, row] of rows.entries()) {
      const title = (this.dataset["title"] ?? "").replace("{n}", String(index + 1));
      const before = row.dataset["title"] ?? "";
      row.dataset["title"] = title;
      row.dataset["number"] = String(index + 1);
      const said = row.querySelector("[data-stop-title]");
      if (said) said.textContent = title;
      for (const button of row.querySelectorAll<HTMLButtonElement>("button[aria-label]")) button.setAttribute("aria-label", (button.getAttribute("aria-label") ?? "").replace(before, title));
      for (const hidden of row.querySelectorAll("summary .hidden-text")) hidden.textContent = ` – ${title}`;
      const rank = row.querySelector<HTMLInputElement>("input[name=stop_rank]");
      if (rank) rank.value = String(index + 1);
      for (const field of row.querySelectorAll<HTMLInputElement>("input[id]")) {
        const label = row.querySelector(`label[for="${field.id}"]`);
        field.id = field.id.replace(/\d+/, String(index));
        label?.setAttribute("for", field.id);
      }
      for (const button of row.querySelectorAll<HTMLButtonElement>("button[data-act]")) {
        button.value = `rows-${button.dataset["act"] ?? ""}-${index}`;
        button.disabled = (button.dataset["act"] === "up" && index === 0) || (button.dataset["act"] === "down" && index === rows.length - 1);
      }
    }
  }

  async #offer(field: HTMLInputElement, list: HTMLDataListElement): Promise<void> {
    const typed = field.value;
    if (typed.trim().length < 2) return;
    const answer = await fetch(`/lieux-par-nom?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer?.ok || field.value !== typed) return;
    list.replaceChildren(...((await answer.json()) as KnownPlace[]).map((each) => new Option([each.address, each.commune].filter(Boolean).join(", "), each.name)));
  }

  /** A point of the map becomes the stop's where one was writing, or the first one's that has none. */
  #pick({ lat, lng }: { lat: number; lng: number }): void {
    const rows = this.#rows();
    const value = (row: HTMLElement, name: string) => row.querySelector<HTMLInputElement>(`input[name=stop_${name}]`);
    const active = this.#active?.isConnected ? this.#active : null;
    const row = (active && value(active, "place")?.value === "" ? active : null) ?? rows.find((each) => value(each, "latitude")?.value === "" && value(each, "place")?.value === "");
    const [latitude, longitude] = row ? [value(row, "latitude"), value(row, "longitude")] : [];
    if (!row || !latitude || !longitude) return;
    [latitude.value, longitude.value] = [lat.toFixed(5), lng.toFixed(5)];
    row.dataset["lat"] = latitude.value;
    row.dataset["lon"] = longitude.value;
    latitude.closest("details")?.setAttribute("open", "");
    latitude.dispatchEvent(new Event("input", { bubbles: true }));
    const told = this.querySelector("[data-picking]");
    if (told) told.textContent = (this.dataset["picked"] ?? "").replace("{n}", row.dataset["number"] ?? "");
  }
}

customElements.define("es-stops", EsStops);
