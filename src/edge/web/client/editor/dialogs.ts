import type { Editor } from "@tiptap/core";
import { wordsFromMarkdown } from "../../../../platform/text/from-markdown.ts";
import type { Words as NoteWords } from "../../../../platform/text/document.ts";
import { playerOf } from "../../../../platform/text/players.ts";
import { noteOf } from "../../../../platform/text/to-markdown.ts";
import { ask, tell, type Words } from "./ask.ts";
import { inText } from "./in-text.ts";

export async function askForLink(host: HTMLElement, editor: Editor, words: Words): Promise<void> {
  const present = String(editor.getAttributes("link")["href"] ?? "https://");
  const answer = await ask(host, words["link"] ?? "", words, [{ name: "href", label: words["address"] ?? "", type: "url", value: present }]);
  if (!answer) return void editor.view.focus();
  const href = String(answer.get("href") ?? "").trim();
  const chain = inText(editor).extendMarkRange("link");
  if (href === "" || href === "https://") chain.unsetLink().run();
  else chain.setLink({ href }).run();
}

/** A new note where the cursor is, or the words of the one that is chosen. Emptied, it goes. */
export async function askForNote(host: HTMLElement, editor: Editor, words: Words): Promise<void> {
  const present = editor.isActive("footnote") ? noteOf(editor.getAttributes("footnote")["note"] as NoteWords[]) : "";
  const answer = await ask(host, words["note"] ?? "", words, [{ name: "note", label: words["note_words"] ?? "", type: "area", value: present }]);
  if (!answer) return void editor.view.focus();
  const note = wordsFromMarkdown(String(answer.get("note") ?? ""));
  if (note.length === 0) return void (present && inText(editor).deleteSelection().run());
  // After the selection, rather than in its place: what was chosen is what the note is about.
  if (present) inText(editor).updateAttributes("footnote", { note }).run();
  else inText(editor).insertContentAt(editor.state.selection.to, { type: "footnote", attrs: { note } }).run();
}

/** A formula in the line, or alone on its own when the line is empty. */
export async function askForFormula(host: HTMLElement, editor: Editor, words: Words): Promise<void> {
  const kind = editor.isActive("formulaBlock") ? "formulaBlock" : "formula";
  const present = String(editor.getAttributes(kind)["latex"] ?? "");
  const answer = await ask(host, words["formula"] ?? "", words, [{ name: "latex", label: words["formula_words"] ?? "", type: "area", value: present }]);
  if (!answer) return void editor.view.focus();
  const latex = String(answer.get("latex") ?? "").trim();
  if (!latex) return void (present && inText(editor).deleteSelection().run());
  if (present) inText(editor).updateAttributes(kind, { latex }).run();
  else inText(editor).insertContent({ type: editor.state.selection.$from.parent.content.size === 0 ? "formulaBlock" : "formula", attrs: { latex } }).run();
}

/** A video, a sound or another content of the network, by its address. */
export async function askForAddress(host: HTMLElement, editor: Editor, words: Words): Promise<void> {
  const answer = await ask(host, words["media"] ?? "", words, [{ name: "address", label: words["media_address"] ?? "", type: "url", value: "https://" }]);
  if (!answer) return void editor.view.focus();
  const node = await nodeOf(host, String(answer.get("address") ?? "").trim());
  if (node) inText(editor).insertContent(node).run();
  else window.alert(words["media_unknown"] ?? "");
}

/** What an address stands for in a text: what it plays, or the content of the network that it leads to; null for any other. */
export async function nodeOf(host: HTMLElement, address: string): Promise<object | null> {
  const player = playerOf(address);
  if (player) return { type: "embed", attrs: { url: player.page } };
  if (!/^https?:\/\/[^\s/]+\/[a-z-]+\/[^\s/?#]+/.test(address)) return null;
  const response = await fetch(`${host.dataset["cite"] ?? ""}?adresse=${encodeURIComponent(address)}`).catch(() => null);
  if (!response?.ok) return null;
  const { id, title } = (await response.json()) as { id?: string; title?: string };
  return id ? { type: "card", attrs: { content: id, title: title ?? "" } } : null;
}

/** The keys that write faster, each with what it does. */
export function tellKeys(host: HTMLElement, words: Words): void {
  const list = document.createElement("dl");
  list.className = "keys";
  const mac = /Mac|iP(hone|ad)/.test(navigator.platform);
  for (const [name, ...keys] of keysOf) {
    const said = document.createElement("dd");
    said.append(...keys.flatMap((key, index) => [index > 0 ? " + " : "", Object.assign(document.createElement("kbd"), { textContent: key === "Mod" ? (mac ? "⌘" : (words["key_control"] ?? "Ctrl")) : (words[`key_${key.toLowerCase()}`] ?? key) })]));
    list.append(Object.assign(document.createElement("dt"), { textContent: words[name] ?? name }), said);
  }
  tell(host, words["help"] ?? "", words, list);
}

const keysOf: readonly (readonly [name: string, ...keys: string[]])[] = [
  ["bold", "Mod", "B"], ["italic", "Mod", "I"], ["code", "Mod", "E"], ["link", "Mod", "K"],
  ["heading", "Mod", "Alt", "2"], ["subheading", "Mod", "Alt", "3"],
  ["bullets", "Mod", "Shift", "8"], ["numbers", "Mod", "Shift", "7"], ["quote", "Mod", "Shift", "B"], ["code_block", "Mod", "Alt", "C"],
  ["note", "Mod", "Alt", "F"], ["formula", "Mod", "Alt", "M"],
  ["undo", "Mod", "Z"], ["redo", "Mod", "Shift", "Z"], ["key_cell", "Tab"], ["key_tools", "Escape"], ["help", "Mod", "/"],
];
