/** Looks again at what is being made, until it is there. Without this a link does. */
class EsProgress extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    this.#timer = window.setTimeout(() => void this.#look(), 1500);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    const answer = await fetch(location.href).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const bar = this.querySelector("progress");
    const now = page?.querySelector<HTMLProgressElement>("es-progress progress");
    // It is made, or it failed: the whole page says which.
    if (page && !now) location.reload();
    else {
      if (bar && now) bar.value = now.value;
      this.#timer = window.setTimeout(() => void this.#look(), 2000);
    }
  }
}

customElements.define("es-progress", EsProgress);
