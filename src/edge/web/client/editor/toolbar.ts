import type { Editor } from "@tiptap/core";
import type { Words } from "./ask.ts";
import { askForAddress, askForFormula, askForLink, askForNote, tellKeys } from "./dialogs.ts";
import { inText } from "./in-text.ts";
import { askForFile, askForPictures } from "./uploads.ts";

interface Tool {
  readonly name: string;
  readonly sign: string;
  /** Drawn in its place: a path in a square of 24. */
  readonly icon?: string;
  readonly act: () => unknown;
  readonly on?: () => boolean;
  /** Only there while it can act. */
  readonly when?: () => boolean;
}

function toolsOf(host: HTMLElement, editor: Editor, words: Words): Tool[] {
  const chain = () => inText(editor);
  const inTable = () => editor.isActive("table");
  return [
    { name: "bold", sign: "B", act: () => chain().toggleBold().run(), on: () => editor.isActive("bold") },
    { name: "italic", sign: "I", act: () => chain().toggleItalic().run(), on: () => editor.isActive("italic") },
    { name: "heading", sign: "H2", act: () => chain().toggleHeading({ level: 2 }).run(), on: () => editor.isActive("heading", { level: 2 }) },
    { name: "subheading", sign: "H3", act: () => chain().toggleHeading({ level: 3 }).run(), on: () => editor.isActive("heading", { level: 3 }) },
    { name: "bullets", sign: "•", act: () => chain().toggleBulletList().run(), on: () => editor.isActive("bulletList") },
    { name: "numbers", sign: "1.", act: () => chain().toggleOrderedList().run(), on: () => editor.isActive("orderedList") },
    { name: "quote", sign: "«»", act: () => chain().toggleBlockquote().run(), on: () => editor.isActive("blockquote") },
    { name: "link", sign: "", icon: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1", act: () => askForLink(host, editor, words), on: () => editor.isActive("link") },
    { name: "table", sign: "", icon: "M4 5h16v14H4zM4 10h16M4 15h16M10 5v14M15 5v14", act: () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(), on: inTable },
    { name: "row", sign: "▤+", act: () => chain().addRowAfter().run(), when: inTable },
    { name: "column", sign: "▥+", act: () => chain().addColumnAfter().run(), when: inTable },
    { name: "row_gone", sign: "▤−", act: () => chain().deleteRow().run(), when: inTable },
    { name: "column_gone", sign: "▥−", act: () => chain().deleteColumn().run(), when: inTable },
    { name: "untable", sign: "▦×", act: () => chain().deleteTable().run(), when: inTable },
    { name: "image", sign: "", icon: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9h.01", act: () => askForPictures(host, editor, words) },
    { name: "media", sign: "", icon: "M4 5h16v14H4zM10 9l5 3-5 3z", act: () => askForAddress(host, editor, words) },
    { name: "attachment", sign: "", icon: "M12 4v11M7 11l5 5 5-5M5 20h14", act: () => askForFile(host, editor, words), when: () => host.dataset["attach"] !== undefined },
    { name: "note", sign: "¹", act: () => askForNote(host, editor, words), on: () => editor.isActive("footnote") },
    { name: "formula", sign: "∑", act: () => askForFormula(host, editor, words), on: () => editor.isActive("formula") || editor.isActive("formulaBlock") },
    { name: "code", sign: "<>", act: () => chain().toggleCode().run(), on: () => editor.isActive("code") },
    { name: "code_block", sign: "{ }", act: () => chain().toggleCodeBlock().run(), on: () => editor.isActive("codeBlock") },
    { name: "undo", sign: "↶", act: () => chain().undo().run() },
    { name: "redo", sign: "↷", act: () => chain().redo().run() },
    { name: "help", sign: "?", act: () => tellKeys(host, words) },
  ];
}

function drawn(path: string): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(space, "svg");
  const line = document.createElementNS(space, "path");
  for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" })) icon.setAttribute(name, value);
  line.setAttribute("d", path);
  icon.append(line);
  return icon;
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
    if (tool.icon) button.append(drawn(tool.icon));
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
