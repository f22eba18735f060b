interface Named {
  readonly id: string;
  readonly name: string;
  readonly commune: string;
}

/** Structures of the census found while one types a name, and chosen with a button. Without this, names are typed one by line and found on sending. */
class EsPicker extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    const area = this.querySelector("textarea");
    const chosen = this.querySelector(".checks");
    if (!area || !chosen) return;
    const found = document.createElement("div");
    found.className = "chips";
    found.setAttribute("role", "status");
    area.after(found);
    area.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#search(area, chosen, found), 250);
    });
  }

  async #search(area: HTMLTextAreaElement, chosen: Element, found: HTMLElement): Promise<void> {
    const typed = area.value.split("\n").at(-1)?.trim() ?? "";
    if (typed.length < 2) return found.replaceChildren();
    const answer = await fetch(`${this.dataset["from"] ?? ""}?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer?.ok || !area.value.endsWith(typed)) return;
    // Nothing is taken from under the hand of who is choosing.
    if (found.contains(document.activeElement)) return;
    found.replaceChildren(...((await answer.json()) as Named[]).map((each) => this.#choice(each, area, chosen, found)));
  }

  #choice({ id, name, commune }: Named, area: HTMLTextAreaElement, chosen: Element, found: HTMLElement): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.textContent = commune ? `${name} (${commune})` : name;
    button.addEventListener("click", () => {
      if (!chosen.querySelector(`input[value="${CSS.escape(id)}"]`)) {
        const label = document.createElement("label");
        label.className = "check";
        const box = Object.assign(document.createElement("input"), { type: "checkbox", name: this.dataset["name"] ?? "", value: id, checked: true });
        label.append(box, name);
        chosen.append(label);
      }
      area.value = area.value.split("\n").slice(0, -1).join("\n");
      found.replaceChildren();
      area.focus();
    });
    return button;
  }
}

customElements.define("es-picker", EsPicker);
