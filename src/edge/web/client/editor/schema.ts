import { Node } from "@tiptap/core";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { StarterKit } from "@tiptap/starter-kit";

/** A picture of the text: named by its media id, so that no address of another site can be shown. */
const Picture = Node.create({
  name: "image",
  group: "block",
  draggable: true,
  addAttributes() {
    return { media: { default: "" }, alt: { default: "" }, credit: { default: "" }, caption: { default: "" }, src: { default: "" } };
  },
  parseHTML() {
    return [{ tag: "img[data-media]" }];
  },
  renderHTML({ node }) {
    const { media, alt, src } = node.attrs as { media: string; alt: string; src: string };
    // A picture just put in says where it is; one of a text opened again is asked for by its id.
    return ["img", { "data-media": media, alt, src: src || `/televerser/${media}` }];
  },
});

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
];

/** The editor's document without what only the editor needs. */
export function stored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stored);
  if (typeof value !== "object" || value === null) return value;
  const node = value as { type?: string; attrs?: Record<string, unknown>; content?: unknown; marks?: unknown; text?: string };
  const kept: Record<string, unknown> = { type: node.type };
  if (node.type === "heading") kept["attrs"] = { level: node.attrs?.["level"] };
  if (node.type === "orderedList") kept["attrs"] = { start: node.attrs?.["start"] ?? 1 };
  if (node.type === "link") kept["attrs"] = { href: node.attrs?.["href"] };
  if (node.type === "image") kept["attrs"] = { media: node.attrs?.["media"], alt: node.attrs?.["alt"], credit: node.attrs?.["credit"], caption: node.attrs?.["caption"] };
  if (node.text !== undefined) kept["text"] = node.text;
  if (node.marks !== undefined) kept["marks"] = stored(node.marks);
  if (node.content !== undefined) kept["content"] = stored(node.content);
  return kept;
}
