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
    content: (given ? JSON.parse(given) : fromMarkdown(area.value)) as object,
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
  host.append(toolbar(host, editor, words), paper, field);
  document.querySelector(`label[for="${area.id}"]`)?.addEventListener("click", () => editor.commands.focus());
  host.closest("form")?.addEventListener("es-restored", () => {
    if (field.value) editor.commands.setContent(JSON.parse(field.value) as object);
  });
}

interface Tool {
  readonly name: string;
  readonly sign: string;
  readonly act: () => unknown;
  readonly on?: () => boolean;
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
    button.textContent = tool.sign;
    button.title = words[tool.name] ?? tool.name;
    button.setAttribute("aria-label", words[tool.name] ?? tool.name);
    button.tabIndex = index === 0 ? 0 : -1;
    button.addEventListener("click", () => tool.act());
    return button;
  });
  bar.append(...buttons);
  bar.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (step === 0 || at < 0) return;
    const next = buttons[(at + step + buttons.length) % buttons.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next?.focus();
    event.preventDefault();
  });
  const show = () => tools.forEach((tool, index) => tool.on && buttons[index]?.setAttribute("aria-pressed", String(tool.on())));
  editor.on("transaction", show);
  show();
  return bar;
}
