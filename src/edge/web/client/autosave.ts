interface KeptDraft {
  readonly revision: string;
  readonly submission: string;
  readonly values: readonly (readonly [string, string])[];
  readonly at: number;
}

const monthMillis = 30 * 86_400_000;

/**
 * Keeps what is typed in this browser until the server says that it holds it: a closed tab or a lost connection loses
 * nothing. A correction is known to be held by its revision, a new text by the submission that the server names.
 */
class EsAutosave extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form) return;
    const key = `es-draft:${location.pathname}`;
    const kept = form.querySelector(".faults") === null ? this.#kept(form, key) : null;
    if (kept) this.#restore(form, key, kept);
    form.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#keep(form, key), 600);
    });
    form.addEventListener("submit", (event) => {
      clearTimeout(this.#timer);
      // The editor's dialogs are forms too.
      if (event.target === form) this.#keep(form, key);
    });
  }

  #keep(form: HTMLFormElement, key: string): void {
    const values = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[0] !== "submission");
    const draft: KeptDraft = { revision: valueOf(form, "revision"), submission: valueOf(form, "submission"), values, at: Date.now() };
    try {
      localStorage.setItem(key, JSON.stringify(draft));
      const status = form.querySelector("[data-autosave-status]");
      if (status) status.textContent = `${this.dataset["saved"] ?? ""} ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`;
    } catch {
      // No room in this browser: the form still works.
    }
  }

  /** What was typed here and that the server doesn't hold yet. */
  #kept(form: HTMLFormElement, key: string): KeptDraft | null {
    const stored = localStorage.getItem(key);
    if (!stored) return null;
    const draft = JSON.parse(stored) as KeptDraft;
    const held = document.cookie.split("; ").includes(`es_saved=${draft.submission}`);
    if (!held && draft.revision === valueOf(form, "revision") && Date.now() - draft.at < monthMillis) return draft;
    localStorage.removeItem(key);
    return null;
  }

  #restore(form: HTMLFormElement, key: string, draft: KeptDraft): void {
    fill(form, draft);
    // The editor may come after: its field has to be there to be filled.
    form.addEventListener("es-mounted", () => fill(form, draft), { once: true });
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "linklike";
    discard.textContent = this.dataset["discard"] ?? "";
    discard.addEventListener("click", () => {
      localStorage.removeItem(key);
      location.reload();
    });
    notice.append(`${this.dataset["restored"] ?? ""} `, discard);
    form.prepend(notice);
  }
}

function valueOf(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field.value : "";
}

function fill(form: HTMLFormElement, draft: KeptDraft): void {
  for (const [name, pairs] of Map.groupBy(draft.values, ([each]) => each)) {
    const find = () => [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(`[name="${CSS.escape(name)}"]`)];
    const rows = find()[0]?.closest<EsRows>("es-rows");
    if (rows) while (find().length < pairs.length) rows.grow();
    find().forEach((field, index) => {
      if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = pairs.some(([, value]) => value === field.value);
      else field.value = pairs[index]?.[1] ?? field.value;
      const row = rows && field.value !== "" ? field.closest("details") : null;
      if (row) row.open = true;
    });
  }
  form.dispatchEvent(new CustomEvent("es-restored", { bubbles: true }));
}

/** More rows of times, copied from the last one; what a repeated row says is said back in words. */
class EsRows extends HTMLElement {
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
customElements.define("es-autosave", EsAutosave);
