/** Keeps what is typed in this browser until it has been sent: a closed tab or a lost connection loses nothing. */
class EsAutosave extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form) return;
    const key = `es-draft:${location.pathname}`;
    const revision = form.elements.namedItem("revision") instanceof HTMLInputElement ? (form.elements.namedItem("revision") as HTMLInputElement).value : "";
    const faulty = form.querySelector(".faults") !== null;
    this.#offer(form, key, revision, faulty);
    form.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#save(form, key, revision), 600);
    });
    // Cleared only when the server has answered with another page.
    form.addEventListener("submit", () => sessionStorage.setItem("es-sent", key));
    if (sessionStorage.getItem("es-sent") === key && faulty) sessionStorage.removeItem("es-sent");
  }

  #save(form: HTMLFormElement, key: string, revision: string): void {
    const values = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string" && pair[0] !== "submission");
    try {
      localStorage.setItem(key, JSON.stringify({ revision, values, at: Date.now() }));
      const status = form.querySelector("[data-autosave-status]");
      if (status) status.textContent = `${this.dataset["saved"] ?? ""} ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`;
    } catch {
      // No room in this browser: the form still works.
    }
  }

  #offer(form: HTMLFormElement, key: string, revision: string, faulty: boolean): void {
    const stored = localStorage.getItem(key);
    if (!stored || faulty) return;
    const draft = JSON.parse(stored) as { revision: string; values: [string, string][]; at: number };
    if (draft.revision !== revision || Date.now() - draft.at > 30 * 86_400_000) return localStorage.removeItem(key);
    const fill = () => {
      const byName = Map.groupBy(draft.values, ([name]) => name);
      for (const [name, pairs] of byName) {
        const fields = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(`[name="${CSS.escape(name)}"]`)];
        fields.forEach((field, index) => {
          if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = pairs.some(([, value]) => value === field.value);
          else field.value = pairs[index]?.[1] ?? field.value;
        });
      }
      form.dispatchEvent(new CustomEvent("es-restored", { bubbles: true }));
    };
    fill();
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

/** More rows of times, copied from the last one. */
class EsRows extends HTMLElement {
  connectedCallback(): void {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = this.dataset["add"] ?? "";
    button.addEventListener("click", () => {
      const rows = this.querySelectorAll<HTMLDetailsElement>("details.session");
      const last = rows[rows.length - 1];
      if (!last) return;
      const row = last.cloneNode(true) as HTMLDetailsElement;
      row.open = true;
      for (const field of row.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")) {
        const label = row.querySelector(`label[for="${field.id}"]`);
        field.id = field.id.replace(/\d+/, String(rows.length));
        label?.setAttribute("for", field.id);
      }
      const title = row.querySelector("summary");
      if (title?.textContent) title.textContent = title.textContent.replace(/\d+/, String(rows.length + 1));
      button.before(row);
      row.querySelector("input")?.focus();
    });
    this.append(button);
  }
}

const sent = sessionStorage.getItem("es-sent");
if (sent && sent !== `es-draft:${location.pathname}`) {
  localStorage.removeItem(sent);
  sessionStorage.removeItem("es-sent");
}
customElements.define("es-autosave", EsAutosave);
customElements.define("es-rows", EsRows);
