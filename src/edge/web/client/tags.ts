interface Suggested {
  readonly label: string;
  readonly uses: number;
}

/** Tags that others use, proposed while one types among commas. Without this, one types them whole. */
class EsTags extends HTMLElement {
  #timer = 0;
  #asked = 0;

  connectedCallback(): void {
    const field = this.querySelector("input");
    if (!field) return;
    const found = document.createElement("div");
    found.className = "chips";
    found.setAttribute("role", "status");
    found.setAttribute("aria-label", this.dataset["label"] ?? "");
    field.after(found);
    field.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#suggest(field, found), 120);
    });
  }

  async #suggest(field: HTMLInputElement, found: HTMLElement): Promise<void> {
    const typed = field.value.split(",").at(-1)?.trim() ?? "";
    if (typed.length < 2) return found.replaceChildren();
    const asked = ++this.#asked;
    const answer = await fetch(`/mots-cles-proposes?q=${encodeURIComponent(typed)}`).catch(() => null);
    const suggested = answer?.ok ? ((await answer.json()) as Suggested[]) : null;
    // Another letter was typed meanwhile, whose own answer is on the way, or one was chosen.
    if (!suggested || asked !== this.#asked || !field.value.endsWith(typed)) return;
    // Nothing is taken from under the hand of who is choosing.
    if (found.contains(document.activeElement)) return;
    found.replaceChildren(...suggested.map(({ label }) => this.#choice(label, field, found)));
  }

  #choice(label: string, field: HTMLInputElement, found: HTMLElement): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.textContent = label;
    button.addEventListener("click", () => {
      const before = field.value.split(",").slice(0, -1).map((each) => each.trim()).filter(Boolean);
      clearTimeout(this.#timer);
      this.#asked++;
      field.value = [...before, label].join(", ");
      found.replaceChildren();
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
    return button;
  }
}

customElements.define("es-tags", EsTags);
