import type { Editor } from "@tiptap/core";
import type { Words } from "./ask.ts";
import { inText } from "./in-text.ts";

interface Proposed {
  readonly handle: string;
  readonly name: string;
  readonly about: string;
}

/** What is being typed after an @ before the cursor. */
const typing = /(?:^|[^\p{L}\p{N}_@/.:-])@([\p{L}\p{N}._@-]{1,60})$/u;

/** Proposes members and structures while one types @ in the text. Answers what deals with a key before the editor does. */
export function mentions(host: HTMLElement, editor: Editor, words: Words): { list: HTMLElement; onKey: (event: KeyboardEvent) => boolean } {
  const list = document.createElement("ul");
  list.className = "chips proposals";
  list.id = "body-mentions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words["mentions"] ?? "");
  let proposed: readonly Proposed[] = [];
  let active = 0;
  let timer = 0;
  // What was typed when the proposals were closed: an answer to it that is on its way opens nothing.
  let closed: string | null = null;
  const typed = (): string | null => {
    const { $from, empty } = editor.state.selection;
    return empty && !editor.isActive("code") && !editor.isActive("codeBlock") ? (typing.exec($from.parent.textBetween(Math.max(0, $from.parentOffset - 80), $from.parentOffset, " ", " "))?.[1] ?? null) : null;
  };
  const mark = () => {
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    const chosen = list.children[active];
    if (chosen) editor.view.dom.setAttribute("aria-activedescendant", chosen.id);
    else editor.view.dom.removeAttribute("aria-activedescendant");
  };
  const show = (found: readonly Proposed[]) => {
    proposed = found;
    active = 0;
    list.hidden = found.length === 0;
    list.replaceChildren(...found.map((each, index) => {
      const item = Object.assign(document.createElement("li"), { id: `${list.id}-${index}`, className: "chip", textContent: `${each.name} @${each.handle} – ${each.about}` });
      item.setAttribute("role", "option");
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        choose(index);
      });
      return item;
    }));
    mark();
  };
  const choose = (index: number) => {
    const chosen = proposed[index];
    const begun = typed();
    if (!chosen || begun === null) return;
    const to = editor.state.selection.from;
    inText(editor).insertContentAt({ from: to - begun.length, to }, `${chosen.handle} `).run();
    show([]);
  };
  editor.on("update", () => {
    clearTimeout(timer);
    closed = null;
    timer = window.setTimeout(() => void askWhom(), 150);
  });
  editor.on("blur", () => show([]));
  const askWhom = async () => {
    const begun = typed();
    if (begun === null) return show([]);
    const answer = await fetch(`${host.dataset["mention"] ?? ""}?q=${encodeURIComponent(begun)}`).catch(() => null);
    if (answer?.ok && typed() === begun && closed !== begun && editor.view.hasFocus()) show((await answer.json()) as Proposed[]);
  };
  return {
    list,
    onKey(event) {
      if (proposed.length === 0 || event.isComposing) return false;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0) {
        active = (active + step + proposed.length) % proposed.length;
        mark();
      } else if (event.key === "Enter" || event.key === "Tab") choose(active);
      else if (event.key === "Escape") {
        closed = typed();
        show([]);
      } else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}
