/** More rows of a form, copied from the last one; what a repeated row says is said back in words. */
export class EsRows extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("input", (event) => {
      const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("details.session") : null;
      if (row) void this.#say(row);
    });
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = this.dataset["add"] ?? "";
    button.addEventListener("click", () => this.grow()?.querySelector("input")?.focus());
    this.append(button);
  }

  async #say(row: HTMLElement): Promise<void> {
    const words = row.querySelector<HTMLElement>("[data-words]");
    if (!words) return;
    const query = new URLSearchParams([...row.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")].map((field) => [field.name, field.value])).toString();
    if (words.dataset["words"] === query) return;
    words.dataset["words"] = query;
    await new Promise((resolve) => setTimeout(resolve, 250));
    if (words.dataset["words"] !== query) return;
    const answer = await fetch(`${this.dataset["words"] ?? ""}?${query}`).catch(() => null);
    // What was typed meanwhile is asked anew: only the last answer counts.
    if (answer?.ok && words.dataset["words"] === query) words.textContent = await answer.text();
  }

  grow(): HTMLDetailsElement | null {
    const rows = this.querySelectorAll<HTMLDetailsElement>("details.session");
    const last = rows[rows.length - 1];
    if (!last) return null;
    const row = last.cloneNode(true) as HTMLDetailsElement;
    row.open = true;
    for (const field of row.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")) {
      const label = row.querySelector(`label[for="${field.id}"]`);
      field.id = field.id.replace(/\d+/, String(rows.length));
      label?.setAttribute("for", field.id);
    }
    const words = row.querySelector("[data-words]");
    if (words) words.textContent = "";
    const title = row.querySelector("summary");
    if (title?.textContent) title.textContent = title.textContent.replace(/\d+/, String(rows.length + 1));
    last.after(row);
    return row;
  }
}

customElements.define("es-rows", EsRows);
