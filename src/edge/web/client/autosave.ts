import type { EsRows } from "./rows.ts";
import "./rows.ts";

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

customElements.define("es-autosave", EsAutosave);
