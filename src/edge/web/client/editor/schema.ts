import { mergeAttributes, Node } from "@tiptap/core";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { StarterKit } from "@tiptap/starter-kit";
import { playerOf } from "../../../../platform/text/players.ts";
import { noteOf } from "../../../../platform/text/to-markdown.ts";
import type { Words as NoteWords } from "../../../../platform/text/document.ts";
import { showFormula } from "./formula-view.ts";

const texts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { default: "" }]));

/** A picture of the text: named by its media id, so that no address of another site can be shown. */
const Picture = Node.create({
  name: "image",
  group: "block",
  draggable: true,
  addAttributes: () => texts("media", "alt", "credit", "caption", "src"),
  parseHTML: () => [{ tag: "img[data-media]" }],
  renderHTML({ node }) {
    const { media, alt, src } = node.attrs as { media: string; alt: string; src: string };
    // A picture just put in says where it is; one of a text opened again is asked for by its id.
    return ["img", { "data-media": media, alt, src: src || `/televerser/${media}` }];
  },
});

const Gallery = Node.create({
  name: "gallery",
  group: "block",
  content: "image+",
  parseHTML: () => [{ tag: "div[data-gallery]" }],
  renderHTML: ({ HTMLAttributes }) => ["div", mergeAttributes(HTMLAttributes, { "data-gallery": "", class: "gallery" }), 0],
});

/** What stands in a box of its own in the text, and is edited in a dialog or not at all. */
function boxed(name: string, attributes: readonly string[], say: (attrs: Record<string, string>) => string) {
  return Node.create({
    name,
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () => texts(...attributes),
    parseHTML: () => [{ tag: `div[data-box="${name}"]`, getAttrs: (element) => ({ ...element.dataset }) }],
    renderHTML: ({ node }) => ["div", { "data-box": name, class: "boxed", ...Object.fromEntries(attributes.map((each) => [`data-${each}`, String(node.attrs[each] ?? "")])) }, say(node.attrs as Record<string, string>)],
  });
}

const File = boxed("file", ["file", "name"], ({ name = "" }) => `⬇ ${name}`);
const Embed = boxed("embed", ["url"], ({ url = "" }) => `▶ ${playerOf(url)?.host ?? ""} – ${url}`);
const Card = boxed("card", ["content", "title"], ({ title = "" }) => `↗ ${title}`);

const Footnote = Node.create({
  name: "footnote",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ note: { default: [] } }),
  parseHTML: () => [{ tag: "sup[data-note]", getAttrs: (element) => ({ note: JSON.parse(element.dataset["note"] ?? "[]") as unknown }) }],
  renderHTML: ({ node }) => ["sup", { "data-note": JSON.stringify(node.attrs["note"]), class: "note-mark", title: noteOf(node.attrs["note"] as NoteWords[]) }],
});

function formula(name: "formula" | "formulaBlock") {
  const block = name === "formulaBlock";
  return Node.create({
    name,
    group: block ? "block" : "inline",
    inline: !block,
    atom: true,
    addAttributes: () => texts("latex"),
    parseHTML: () => [{ tag: `[data-${name.toLowerCase()}]`, getAttrs: (element) => ({ latex: element.getAttribute(`data-${name.toLowerCase()}`) }) }],
    renderHTML: ({ node }) => [block ? "div" : "span", { [`data-${name.toLowerCase()}`]: String(node.attrs["latex"]) }, String(node.attrs["latex"])],
    addNodeView: () => ({ node }) => ({ dom: showFormula(String(node.attrs["latex"]), block) }),
  });
}

/** Tab goes from cell to cell and, after the last one, on through the page: the toolbar adds rows. */
const CellTable = Table.extend({
  addKeyboardShortcuts() {
    return { ...this.parent?.(), Tab: () => this.editor.commands.goToNextCell() };
  },
});

/** What the editor can write is what platform/text/document.ts can store. */
export const extensions = [
  StarterKit.configure({ heading: { levels: [2, 3, 4] }, strike: false, underline: false, link: { openOnClick: false, protocols: ["http", "https", "mailto"], HTMLAttributes: { rel: null, target: null } } }),
  CellTable.configure({ resizable: false }),
  TableRow,
  TableHeader,
  TableCell,
  Picture,
  Gallery,
  File,
  Embed,
  Card,
  Footnote,
  formula("formula"),
  formula("formulaBlock"),
];
