/** The rich editor over a plain text area: without it the same form takes Markdown, and both give the same text. */
class EsEditor extends HTMLElement {
  async connectedCallback(): Promise<void> {
    const area = this.querySelector("textarea");
    if (!area) return;
    const { mount } = await import("./editor/mount.ts");
    mount(this, area);
  }
}

customElements.define("es-editor", EsEditor);
