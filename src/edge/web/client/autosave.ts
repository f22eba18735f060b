import { fill, valueOf, valuesOf } from "./autosave/fill.ts";
import { forgetLocally, holdOpen, keepLocally, listLocal, openElsewhere, type LocalDraft } from "./autosave/local.ts";
import "./rows.ts";
import { sendToKeep, type Answer } from "./autosave/send.ts";

type Words = Readonly<Record<string, string>>;

const localMillis = 600;
const serverMillis = 2500;

/**
 * Keeps what is typed, in this browser at once and on the server a little later, until it is saved: a closed tab, a lost
 * connection or a session that ended loses nothing. Each tab keeps its own, so that two never overwrite each other.
 */
class EsAutosave extends HTMLElement {
  #words: Words = {};
  #local = 0;
  #remote = 0;
  #changed = false;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form) return;
    this.#words = JSON.parse(this.dataset["words"] ?? "{}") as Words;
    const path = location.pathname;
    holdOpen(path, valueOf(form, "submission"));
    void this.#offer(form, path);
    form.addEventListener("input", () => {
      this.#changed = true;
      clearTimeout(this.#local);
      this.#local = window.setTimeout(() => this.#keep(form, path), localMillis);
      this.#remote ||= window.setTimeout(() => {
        // In this browser first: what the server answers is said last, a session that ended above all.
        clearTimeout(this.#local);
        this.#keep(form, path);
        void this.#send(form, false);
      }, serverMillis);
    });
    form.addEventListener("submit", (event) => {
      // The editor's dialogs are forms too.
      if (event.target !== form) return;
      this.#stop();
      this.#keep(form, path);
    });
    // The tab is closed or left: what wasn't sent yet goes now, if the browser lets it.
    window.addEventListener("pagehide", () => {
      if (!this.#remote) return;
      this.#stop();
      this.#keep(form, path);
      void this.#send(form, true);
    });
  }

  #stop(): void {
    clearTimeout(this.#local);
    clearTimeout(this.#remote);
    this.#remote = 0;
  }

  #keep(form: HTMLFormElement, path: string): void {
    if (keepLocally(path, { submission: valueOf(form, "submission"), values: valuesOf(form), at: Date.now() })) this.#say(form, this.#at("saved"));
  }

  async #send(form: HTMLFormElement, leaving: boolean): Promise<void> {
    this.#remote = 0;
    const answer = await sendToKeep(this.dataset["keep"] ?? "", form, leaving);
    if (answer.is === "kept") this.#say(form, this.#at("kept"));
    if (answer.is === "offline") this.#say(form, this.#words["offline"] ?? "");
    if (answer.is === "expired") this.#say(form, this.#words["expired"] ?? "", "/connexion?retour=%2Fmon-espace");
    this.#tell(form, answer);
  }

  #at(word: string): string {
    return `${this.#words[word] ?? ""} ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`;
  }

  #say(form: HTMLFormElement, text: string, logIn?: string): void {
    const status = form.querySelector("[data-autosave-status]");
    if (!status) return;
    status.replaceChildren(text);
    if (logIn) status.append(" ", Object.assign(document.createElement("a"), { href: logIn, target: "_blank", textContent: this.#words["log_in"] ?? "" }));
  }

  /** Who else writes here, and whether somebody saved meanwhile. */
  #tell(form: HTMLFormElement, { others = "", newer = "", lacking }: Answer): void {
    const list = form.querySelector("[data-lacking]");
    if (list && lacking) list.replaceChildren(...lacking.map(({ text, field }) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("a"), { href: `#${field}`, textContent: text }));
      return item;
    }));
    const place = form.querySelector("[data-autosave-others]");
    const said = [newer, others].filter(Boolean).join(" ");
    if (!place || place.firstChild?.textContent === said) return;
    place.replaceChildren();
    if (!said) return;
    place.append(said);
    if (newer) place.append(" ", Object.assign(document.createElement("button"), { name: "do", value: "compare", className: "button quiet", textContent: this.#words["compare"] ?? "" }));
  }

  /** What was typed at this address and never saved comes back, unless another tab is writing it still. */
  async #offer(form: HTMLFormElement, path: string): Promise<void> {
    const own = valueOf(form, "submission");
    const elsewhere = await openElsewhere(path);
    elsewhere.delete(own);
    const found = listLocal(path).filter((draft) => draft.submission !== own);
    const draft = found.find((each) => !elsewhere.has(each.submission));
    for (const notice of document.querySelectorAll<HTMLElement>("[data-writing]")) {
      const id = notice.dataset["writing"] ?? "";
      if (elsewhere.has(id)) notice.replaceChildren(Object.assign(document.createElement("p"), { textContent: this.#words["elsewhere"] ?? "" }));
      // This browser holds the same, and at least as much of it.
      else if (draft?.submission === id) notice.remove();
    }
    const asked = new URLSearchParams(location.search).has("reprendre");
    if (draft && !this.#changed && !asked && form.querySelector(".faults") === null) this.#restore(form, path, draft);
  }

  #restore(form: HTMLFormElement, path: string, draft: LocalDraft): void {
    const saved = valuesOf(form);
    fill(form, draft);
    // The editor may come after: its field has to be there to be filled.
    form.addEventListener("es-mounted", () => fill(form, draft), { once: true });
    const resumes = form.elements.namedItem("resumes");
    if (resumes instanceof HTMLInputElement) resumes.value = draft.submission;
    if (keepLocally(path, { ...draft, submission: valueOf(form, "submission") })) forgetLocally(path, draft.submission);
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.setAttribute("role", "status");
    const discard = Object.assign(document.createElement("button"), { type: "button", className: "linklike", textContent: this.#words["discard"] ?? "" });
    discard.addEventListener("click", () => {
      forgetLocally(path, valueOf(form, "submission"));
      void fetch(`/contribuer/ecritures/${draft.submission}/abandonner`, { method: "POST", redirect: "manual" }).finally(() => location.reload());
    });
    const changes = document.createElement("details");
    changes.append(Object.assign(document.createElement("summary"), { textContent: this.#words["changes"] ?? "" }));
    changes.addEventListener("toggle", () => void import("./autosave/compare.ts").then(({ showChanges }) => showChanges(changes, this.#words, saved, draft.values)), { once: true });
    notice.append(`${this.#words["restored"] ?? ""} `, discard, changes);
    form.prepend(notice);
  }
}

customElements.define("es-autosave", EsAutosave);
