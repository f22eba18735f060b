interface Proposed {
  readonly handle: string;
  readonly name: string;
  readonly about: string;
}

/** What is being typed after an @ before the cursor. */
const typing = /(?:^|[^\p{L}\p{N}_@/.:-])@([\p{L}\p{N}._@-]{1,60})$/u;

/** Proposes members and structures while one types @ in the text area inside. Without this a handle is typed whole. */
class EsMentions extends HTMLElement {
  #timer = 0;
  #active = 0;
  #proposed: readonly Proposed[] = [];
  /** What was typed when the proposals were closed: an answer to it that is on its way opens nothing. */
  #closed: string | null = null;

  connectedCallback(): void {
    const area = this.querySelector("textarea");
    if (!area || this.querySelector("[role=listbox]")) return;
    const list = document.createElement("ul");
    list.className = "chips";
    list.id = `${area.id}-mentions`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.dataset["label"] ?? "");
    area.after(list);
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-controls", list.id);
    area.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#closed = null;
      this.#timer = window.setTimeout(() => void this.#ask(area, list), 150);
    });
    area.addEventListener("keydown", (event) => this.#key(event, area, list));
    area.addEventListener("blur", () => this.#show([], area, list));
  }

  #typed(area: HTMLTextAreaElement): string | null {
    return typing.exec(area.value.slice(0, area.selectionStart))?.[1] ?? null;
  }

  async #ask(area: HTMLTextAreaElement, list: HTMLElement): Promise<void> {
    const typed = this.#typed(area);
    if (typed === null) return this.#show([], area, list);
    const answer = await fetch(`${this.dataset["from"] ?? ""}?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (answer?.ok && this.#typed(area) === typed && this.#closed !== typed && document.activeElement === area) this.#show((await answer.json()) as Proposed[], area, list);
  }

  #show(proposed: readonly Proposed[], area: HTMLTextAreaElement, list: HTMLElement): void {
    this.#proposed = proposed;
    this.#active = 0;
    list.hidden = proposed.length === 0;
    list.replaceChildren(...proposed.map((each, index) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${index}`;
      item.className = "chip";
      item.setAttribute("role", "option");
      item.append(`${each.name} @${each.handle} – ${each.about}`);
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        this.#choose(index, area, list);
      });
      return item;
    }));
    this.#mark(area, list);
  }

  #mark(area: HTMLTextAreaElement, list: HTMLElement): void {
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.#active)));
    const active = list.children[this.#active];
    if (active) area.setAttribute("aria-activedescendant", active.id);
    else area.removeAttribute("aria-activedescendant");
  }

  #key(event: KeyboardEvent, area: HTMLTextAreaElement, list: HTMLElement): void {
    if (this.#proposed.length === 0 || event.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      this.#active = (this.#active + step + this.#proposed.length) % this.#proposed.length;
      this.#mark(area, list);
    } else if (event.key === "Enter" || event.key === "Tab") this.#choose(this.#active, area, list);
    else if (event.key === "Escape") {
      this.#closed = this.#typed(area);
      this.#show([], area, list);
    }
    else return;
    event.preventDefault();
  }

  #choose(index: number, area: HTMLTextAreaElement, list: HTMLElement): void {
    const chosen = this.#proposed[index];
    const typed = this.#typed(area);
    if (!chosen || typed === null) return;
    const at = area.selectionStart;
    area.setRangeText(`${chosen.handle} `, at - typed.length, at, "end");
    this.#show([], area, list);
  }
}

customElements.define("es-mentions", EsMentions);
