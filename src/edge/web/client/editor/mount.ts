import { Editor } from "@tiptap/core";
import { fromMarkdown } from "../../../../platform/text/from-markdown.ts";
import { askForLink, askForPicture } from "./dialogs.ts";
import { extensions, stored } from "./schema.ts";

export type Words = Readonly<Record<string, string>>;

/** Puts the editor in the place of the text area, and keeps a hidden field in step with it. */
export function mount(host: HTMLElement, area: HTMLTextAreaElement): void {
  const words = JSON.parse(host.dataset["words"] ?? "{}") as Words;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "body_json";
  const paper = document.createElement("div");
  const given = host.dataset["json"];
  const editor = new Editor({
    element: paper,
    extensions,
    injectCSS: false,
    content: begun(given ? JSON.parse(given) : fromMarkdown(area.value)),
    editorProps: { attributes: { role: "textbox", "aria-multiline": "true", "aria-label": words["body"] ?? "", class: "prose", lang: document.documentElement.lang } },
  });
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
  host.append(bar, paper, field);
  // The Tab key may mean something in a text: Escape always leads out of it.
  paper.addEventListener("keydown", (event) => {
    if (event.key === "Escape") bar.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  });
  document.querySelector(`label[for="${area.id}"]`)?.addEventListener("click", () => editor.commands.focus());
  host.closest("form")?.addEventListener("es-restored", () => {
    if (field.value) editor.commands.setContent(begun(JSON.parse(field.value)));
  });
  field.dispatchEvent(new CustomEvent("es-mounted", { bubbles: true }));
}

/** A text without a line, which the editor can't hold, is one empty line. */
function begun(document: unknown): object {
  const { content } = document as { content?: readonly unknown[] };
  return content && content.length > 0 ? (document as object) : { type: "doc", content: [{ type: "paragraph" }] };
}

interface Tool {
  readonly name: string;
  readonly sign: string;
  readonly act: () => unknown;
  readonly on?: () => boolean;
  /** Only there while it can act. */
  readonly when?: () => boolean;
}

function toolbar(host: HTMLElement, editor: Editor, words: Words): HTMLElement {
  const chain = () => editor.chain().focus();
  const tools: Tool[] = [
    { name: "bold", sign: "B", act: () => chain().toggleBold().run(), on: () => editor.isActive("bold") },
    { name: "italic", sign: "I", act: () => chain().toggleItalic().run(), on: () => editor.isActive("italic") },
    { name: "heading", sign: "H2", act: () => chain().toggleHeading({ level: 2 }).run(), on: () => editor.isActive("heading", { level: 2 }) },
    { name: "subheading", sign: "H3", act: () => chain().toggleHeading({ level: 3 }).run(), on: () => editor.isActive("heading", { level: 3 }) },
    { name: "bullets", sign: "•", act: () => chain().toggleBulletList().run(), on: () => editor.isActive("bulletList") },
    { name: "numbers", sign: "1.", act: () => chain().toggleOrderedList().run(), on: () => editor.isActive("orderedList") },
    { name: "quote", sign: "«»", act: () => chain().toggleBlockquote().run(), on: () => editor.isActive("blockquote") },
    { name: "link", sign: "🔗", act: () => askForLink(host, editor, words), on: () => editor.isActive("link") },
    { name: "table", sign: "▦", act: () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(), on: () => editor.isActive("table") },
    { name: "row", sign: "▤+", act: () => chain().addRowAfter().run(), when: () => editor.isActive("table") },
    { name: "column", sign: "▥+", act: () => chain().addColumnAfter().run(), when: () => editor.isActive("table") },
    { name: "untable", sign: "▦×", act: () => chain().deleteTable().run(), when: () => editor.isActive("table") },
    { name: "image", sign: "🖼", act: () => askForPicture(host, editor, words) },
    { name: "undo", sign: "↶", act: () => chain().undo().run() },
    { name: "redo", sign: "↷", act: () => chain().redo().run() },
  ];
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
