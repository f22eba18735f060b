interface Alike {
  readonly href: string;
  readonly name: string;
  readonly where: string;
  readonly why: string;
}

const compared = ["name", "acronym", "communeCode", "address", "latitude", "longitude", "siret", "rna", "website"];

/** Says, while a structure is being recorded, which ones of the census look like it. Without this they are shown on sending. */
class EsAlike extends HTMLElement {
  #timer = 0;
  #asked = "";

  connectedCallback(): void {
    this.setAttribute("role", "status");
    const form = this.closest("form");
    form?.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#ask(form), 350);
    });
  }

  async #ask(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    const query = new URLSearchParams(compared.map((name): [string, string] => [name, String(data.get(name) ?? "")]).filter(([, value]) => value !== "")).toString();
    if (query === this.#asked) return;
    this.#asked = query;
    const answer = await fetch(`${this.dataset["from"] ?? ""}?${query}`).catch(() => null);
    // What was typed meanwhile has been asked anew: only the last answer counts.
    if (!answer?.ok || query !== this.#asked) return;
    this.#show((await answer.json()) as Alike[]);
  }

  #show(found: readonly Alike[]): void {
    this.replaceChildren();
    if (found.length === 0) return;
    const box = document.createElement("div");
    box.className = "notice";
    const title = document.createElement("strong");
    title.textContent = this.dataset["title"] ?? "";
    const list = document.createElement("ul");
    for (const each of found) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = each.href;
      link.target = "_blank";
      link.textContent = each.name;
      item.append(link, ` ${[each.where, each.why].filter(Boolean).join(" – ")}`);
      list.append(item);
    }
    box.append(title, list);
    this.append(box);
  }
}

customElements.define("es-alike", EsAlike);
