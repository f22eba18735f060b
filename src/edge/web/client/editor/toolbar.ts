import type { Editor } from "@tiptap/core";
import type { Words } from "./ask.ts";
import { askForAddress, askForFormula, askForLink, askForNote, tellKeys } from "./dialogs.ts";
import { askForFile, askForPictures } from "./uploads.ts";

interface Tool {
  readonly name: string;
  readonly sign: string;
  readonly act: () => unknown;
  readonly on?: () => boolean;
  /** Only there while it can act. */
  readonly when?: () => boolean;
}

function toolsOf(host: HTMLElement, editor: Editor, words: Words): Tool[] {
  const chain = () => editor.chain().focus();
  const inTable = () => editor.isActive("table");
  return [
    { name: "bold", sign: "B", act: () => chain().toggleBold().run(), on: () => editor.isActive("bold") },
    { name: "italic", sign: "I", act: () => chain().toggleItalic().run(), on: () => editor.isActive("italic") },
    { name: "heading", sign: "H2", act: () => chain().toggleHeading({ level: 2 }).run(), on: () => editor.isActive("heading", { level: 2 }) },
    { name: "subheading", sign: "H3", act: () => chain().toggleHeading({ level: 3 }).run(), on: () => editor.isActive("heading", { level: 3 }) },
    { name: "bullets", sign: "•", act: () => chain().toggleBulletList().run(), on: () => editor.isActive("bulletList") },
    { name: "numbers", sign: "1.", act: () => chain().toggleOrderedList().run(), on: () => editor.isActive("orderedList") },
    { name: "quote", sign: "«»", act: () => chain().toggleBlockquote().run(), on: () => editor.isActive("blockquote") },
    { name: "link", sign: "🔗", act: () => askForLink(host, editor, words), on: () => editor.isActive("link") },
    { name: "table", sign: "▦", act: () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(), on: inTable },
    { name: "row", sign: "▤+", act: () => chain().addRowAfter().run(), when: inTable },
    { name: "column", sign: "▥+", act: () => chain().addColumnAfter().run(), when: inTable },
    { name: "row_gone", sign: "▤−", act: () => chain().deleteRow().run(), when: inTable },
    { name: "column_gone", sign: "▥−", act: () => chain().deleteColumn().run(), when: inTable },
    { name: "untable", sign: "▦×", act: () => chain().deleteTable().run(), when: inTable },
    { name: "image", sign: "🖼", act: () => askForPictures(host, editor, words) },
    { name: "media", sign: "▶", act: () => askForAddress(host, editor, words) },
    { name: "attachment", sign: "📎", act: () => askForFile(host, editor, words), when: () => host.dataset["attach"] !== undefined },
    { name: "note", sign: "¹", act: () => askForNote(host, editor, words), on: () => editor.isActive("footnote") },
    { name: "formula", sign: "∑", act: () => askForFormula(host, editor, words), on: () => editor.isActive("formula") || editor.isActive("formulaBlock") },
    { name: "code", sign: "<>", act: () => chain().toggleCode().run(), on: () => editor.isActive("code") },
    { name: "code_block", sign: "{ }", act: () => chain().toggleCodeBlock().run(), on: () => editor.isActive("codeBlock") },
    { name: "undo", sign: "↶", act: () => chain().undo().run() },
    { name: "redo", sign: "↷", act: () => chain().redo().run() },
    { name: "help", sign: "?", act: () => tellKeys(host, words) },
  ];
}

/** The tools above the text, as one stop of the Tab key: arrows go along them. */
export function toolbar(host: HTMLElement, editor: Editor, words: Words): HTMLElement {
  const tools = toolsOf(host, editor, words);
  const bar = document.createElement("div");
  bar.className = "toolbar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words["toolbar"] ?? "");
  const buttons = tools.map((tool, index) => {
    const button = document.createElement("button");
    button.type = "button";
    // Drawn by the stylesheet: what is read aloud, and said to a voice control, is the name alone.
    button.dataset["sign"] = tool.sign;
    button.title = words[tool.name] ?? tool.name;
    button.setAttribute("aria-label", words[tool.name] ?? tool.name);
    button.tabIndex = index === 0 ? 0 : -1;
    button.addEventListener("click", () => tool.act());
    return button;
  });
  bar.append(...buttons);
  const choose = (button: HTMLButtonElement | undefined) => {
    for (const each of buttons) each.tabIndex = each === button ? 0 : -1;
  };
  bar.addEventListener("keydown", (event) => {
    const there = buttons.filter((button) => !button.hidden);
    const at = there.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined || at < 0) return;
    const next = there.at(to % there.length);
    choose(next);
    next?.focus();
    event.preventDefault();
  });
  const show = () => {
    tools.forEach((tool, index) => {
      if (tool.on) buttons[index]?.setAttribute("aria-pressed", String(tool.on()));
      if (tool.when) buttons[index]?.toggleAttribute("hidden", !tool.when());
    });
    if (buttons.some((button) => button.hidden && button.tabIndex === 0)) choose(buttons[0]);
  };
  editor.on("transaction", show);
  show();
  return bar;
}
