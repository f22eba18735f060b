/** Adds the button that loads the player of a video or sound. Until it is pressed, nothing is asked of its host. */
class EsEmbed extends HTMLElement {
  connectedCallback(): void {
    const { frame = "", title = "", play = "", told = "" } = this.dataset;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: play });
    button.setAttribute("aria-label", `${play} – ${title}`);
    const note = Object.assign(document.createElement("span"), { className: "soft small", textContent: told });
    const row = document.createElement("p");
    row.append(button, " ", note);
    this.append(row);
    button.addEventListener("click", () => {
      const player = Object.assign(document.createElement("iframe"), { src: frame, title, allow: "autoplay; fullscreen; picture-in-picture", allowFullscreen: true, referrerPolicy: "strict-origin-when-cross-origin" as ReferrerPolicy });
      this.replaceChildren(player, ...this.querySelectorAll("figcaption"));
      player.focus();
    });
  }
}

customElements.define("es-embed", EsEmbed);
