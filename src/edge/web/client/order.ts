/**
 * The order of a dossier: a handle on each content is dragged with a pointer, or moved with the arrow keys. Each move is
 * the same request as the buttons beside it send; when it is refused, the page is read again. Without this, buttons and fields do it.
 * Inside a form that is saved as a whole (no `data-to`), a move is only told: `es-moved`.
 */
export class EsOrder extends HTMLElement {
  #dragged: HTMLElement | null = null;
  #start: { readonly parent: Element; readonly next: Element | null } | null = null;

  connectedCallback(): void {
    for (const item of this.querySelectorAll<HTMLElement>("li[data-content]")) this.ready(item);
  }

  /** Gives an item what moves it. */
  ready(item: HTMLElement): void {
    item.prepend(this.#handle(item));
  }

  #handle(item: HTMLElement): HTMLButtonElement {
    const handle = document.createElement("button");
    handle.type = "button";
    handle.className = "handle";
    handle.textContent = "⠿";
    handle.setAttribute("aria-label", this.#say("grab", item));
    handle.addEventListener("pointerdown", (event) => this.#grab(event, item));
    handle.addEventListener("keydown", (event) => {
      const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      if (by === 0) return;
      event.preventDefault();
      this.step(item, by);
      handle.focus();
    });
    return handle;
  }

  #grab(event: PointerEvent, item: HTMLElement): void {
    if (event.button !== 0 || !item.parentElement) return;
    event.preventDefault();
    this.#dragged = item;
    this.#start = { parent: item.parentElement, next: item.nextElementSibling };
    item.classList.add("dragged");
    const over = (moving: PointerEvent) => this.#over(moving.clientY);
    const end = (ending: PointerEvent) => {
      document.removeEventListener("pointermove", over);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
      item.classList.remove("dragged");
      this.#dragged = null;
      if (ending.type === "pointercancel") this.#start?.parent.insertBefore(item, this.#start.next);
      else if (item.parentElement !== this.#start?.parent || item.nextElementSibling !== this.#start?.next) void this.#send(item);
    };
    // On the document: a handle that changes place loses the pointer that it had captured.
    document.addEventListener("pointermove", over);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
  }

  /** The dragged content stands before the first one whose middle is under the pointer, in the list that the pointer is over. */
  #over(y: number): void {
    const item = this.#dragged;
    if (!item) return;
    const edge = 60;
    if (y < edge) window.scrollBy(0, -14);
    if (y > window.innerHeight - edge) window.scrollBy(0, 14);
    const lists = [...this.querySelectorAll<HTMLElement>("ol.order")];
    const list = lists.findLast((each) => (each.parentElement ?? each).getBoundingClientRect().top <= y) ?? lists[0];
    const before = [...(list?.children ?? [])].find((each) => {
      const box = each.getBoundingClientRect();
      return each !== item && y < box.top + box.height / 2;
    });
    list?.insertBefore(item, before ?? null);
  }

  /** One place up or down. */
  step(item: HTMLElement, by: -1 | 1): void {
    const lists = [...this.querySelectorAll<HTMLElement>("ol.order")];
    const at = lists.findIndex((list) => list === item.parentElement);
    const neighbour = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    const list = lists[at + by];
    if (neighbour) neighbour.parentElement?.insertBefore(item, by < 0 ? neighbour : neighbour.nextElementSibling);
    else if (list) list.insertBefore(item, by < 0 ? null : list.firstElementChild);
    else return;
    void this.#send(item);
  }

  async #send(item: HTMLElement): Promise<void> {
    const told = this.querySelector("[role=status]");
    if (!this.dataset["to"]) {
      this.dispatchEvent(new CustomEvent("es-moved", { bubbles: true }));
      item.querySelector("input")?.dispatchEvent(new Event("input", { bubbles: true }));
      if (told) told.textContent = this.#say("moved", item);
      return;
    }
    const list = item.closest<HTMLElement>("ol.order");
    const next = item.nextElementSibling instanceof HTMLElement ? item.nextElementSibling.dataset["content"] : undefined;
    const body = new URLSearchParams({ content: item.dataset["content"] ?? "", section: list?.dataset["section"] ?? "", before: next ?? "", retour: location.pathname });
    const answer = await fetch(`${this.dataset["to"]}/glisser`, { method: "POST", body, redirect: "manual" }).catch(() => null);
    if (answer?.type !== "opaqueredirect") {
      if (told) told.textContent = this.dataset["failed"] ?? "";
      window.setTimeout(() => location.reload(), 1500);
      return;
    }
    if (told) told.textContent = this.#say("moved", item);
  }

  #say(what: "grab" | "moved", item: HTMLElement): string {
    const list = item.closest<HTMLElement>("ol.order");
    const rank = [...(list?.children ?? [])].indexOf(item) + 1;
    return (this.dataset[what] ?? "").replace("{title}", item.dataset["title"] ?? "").replace("{rank}", String(rank)).replace("{section}", list?.dataset["title"] ?? "");
  }
}

customElements.define("es-order", EsOrder);
