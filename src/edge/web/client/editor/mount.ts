import { Editor } from "@tiptap/core";
import { fromMarkdown } from "../../../../platform/text/from-markdown.ts";
import type { Words } from "./ask.ts";
import { askForFormula, askForLink, askForNote, tellKeys } from "./dialogs.ts";
import { mentions } from "./mentions.ts";
import { drop, paste } from "./pasting.ts";
import { extensions } from "./schema.ts";
import { opened, stored } from "./stored.ts";
import { toolbar } from "./toolbar.ts";

/** Puts the editor in the place of the text area, and keeps a hidden field in step with it. */
export function mount(host: HTMLElement, area: HTMLTextAreaElement): void {
  const words = JSON.parse(host.dataset["words"] ?? "{}") as Words;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "body_json";
  const paper = document.createElement("div");
  const given = host.dataset["json"];
  const editor: Editor = new Editor({
    element: paper,
    extensions,
    injectCSS: false,
    content: begun(given ? JSON.parse(given) : fromMarkdown(area.value)),
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": words["body"] ?? "", class: "prose", lang: document.documentElement.lang },
      handleDOMEvents: { keydown: hearSelection, paste: hearSelection },
      handlePaste: (_view, event) => paste(host, editor, words, event.clipboardData),
      handleDrop: (_view, event, _slice, moved) => !moved && drop(host, editor, words, event),
      handleKeyDown: (_view, event) => proposals.onKey(event) || shortcut(host, editor, words, event),
      handleDoubleClick: () => edit(host, editor, words),
    },
  });
  const proposals = mentions(host, editor, words);
  const keep = () => {
    field.value = JSON.stringify(stored(editor.getJSON()));
  };
  editor.on("update", () => {
    keep();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  keep();
  area.hidden = true;
  area.disabled = true;
  const bar = toolbar(host, editor, words);
  host.append(bar, paper, proposals.list, field);
  // The Tab key may mean something in a text: Escape always leads out of it.
  paper.addEventListener("keydown", (event) => {
    if (event.key === "Escape") bar.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  });
  // What leads to the text, a fault or its label, leads to the paper.
  const { id } = area;
  area.id = `${id}-markdown`;
  editor.view.dom.id = id;
  document.querySelector(`label[for="${id}"]`)?.addEventListener("click", () => editor.view.focus());
  host.closest("form")?.addEventListener("es-restored", () => {
    if (field.value) editor.commands.setContent(begun(JSON.parse(field.value)));
  });
  field.dispatchEvent(new CustomEvent("es-mounted", { bubbles: true }));
}

/**
 * Browsers tell of a new selection a moment after it is made. On a busy machine a key or a paste overtakes that word,
 * and would act where the writer was before: the editor is told first.
 */
function hearSelection(view: { readonly composing: boolean }): boolean {
  if (!view.composing) document.dispatchEvent(new Event("selectionchange"));
  return false;
}

/** A text without a line, which the editor can't hold, is one empty line. */
function begun(document: unknown): object {
  const { content } = document as { content?: readonly unknown[] };
  return content && content.length > 0 ? opened(document as object) : { type: "doc", content: [{ type: "paragraph" }] };
}

/** The keys that the editor's own extensions don't know. */
function shortcut(host: HTMLElement, editor: Editor, words: Words, event: KeyboardEvent): boolean {
  if (event.key === "Enter" && edit(host, editor, words)) return true;
  if (!event.ctrlKey && !event.metaKey) return false;
  const act = event.altKey ? { KeyF: askForNote, KeyM: askForFormula }[event.code] : event.key.toLowerCase() === "k" ? askForLink : null;
  if (act) void act(host, editor, words);
  else if (event.key === "/") tellKeys(host, words);
  else return false;
  event.preventDefault();
  return true;
}

/** Opens the note or the formula that is chosen. */
function edit(host: HTMLElement, editor: Editor, words: Words): boolean {
  const { selection } = editor.state;
  const name = "node" in selection ? (selection.node as { type: { name: string } }).type.name : "";
  if (name === "footnote") void askForNote(host, editor, words);
  else if (name === "formula" || name === "formulaBlock") void askForFormula(host, editor, words);
  else return false;
  return true;
}
