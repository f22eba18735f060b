import { z } from "zod";
import { playerOf } from "./players.ts";

/**
 * Structured text as it is stored: ProseMirror's JSON, limited to what we know how to render.
 * Whatever way a text comes in, this is what it becomes.
 */
export interface TextDocument {
  readonly type: "doc";
  readonly content: readonly Block[];
}

export type Block =
  | { readonly type: "paragraph"; readonly content?: readonly Inline[] }
  | { readonly type: "heading"; readonly attrs: { readonly level: 2 | 3 | 4 }; readonly content?: readonly Inline[] }
  | { readonly type: "bulletList"; readonly content: readonly ListItem[] }
  | { readonly type: "orderedList"; readonly attrs?: { readonly start: number }; readonly content: readonly ListItem[] }
  | { readonly type: "blockquote"; readonly content: readonly Block[] }
  | { readonly type: "codeBlock"; readonly content?: readonly Words[] }
  | { readonly type: "horizontalRule" }
  | ImageBlock
  /** Pictures side by side. */
  | { readonly type: "gallery"; readonly content: readonly ImageBlock[] }
  /** A file to take away, by its id. */
  | { readonly type: "file"; readonly attrs: { readonly file: string; readonly name: string } }
  /** A video or a sound of a host that we know, by the address of its page. */
  | { readonly type: "embed"; readonly attrs: { readonly url: string } }
  /** Another content of the network, by its id; `title` is what its author read when citing it, and is never shown to readers. */
  | { readonly type: "card"; readonly attrs: { readonly content: string; readonly title: string } }
  /** LaTeX, on a line of its own. */
  | { readonly type: "formulaBlock"; readonly attrs: { readonly latex: string } }
  | { readonly type: "table"; readonly content: readonly TableRow[] };

export interface ListItem {
  readonly type: "listItem";
  readonly content: readonly Block[];
}
export interface ImageBlock {
  readonly type: "image";
  readonly attrs: { readonly media: string; readonly alt: string; readonly credit: string; readonly caption: string };
}
export interface TableRow {
  readonly type: "tableRow";
  readonly content: readonly TableCell[];
}
export interface TableCell {
  readonly type: "tableHeader" | "tableCell";
  readonly content: readonly Block[];
}
export type Words = { readonly type: "text"; readonly text: string; readonly marks?: readonly Mark[] } | { readonly type: "hardBreak" };
export type Inline = Words | { readonly type: "footnote"; readonly content: readonly Words[] } | { readonly type: "formula"; readonly attrs: { readonly latex: string } };
export type Mark = { readonly type: "bold" } | { readonly type: "italic" } | { readonly type: "code" } | { readonly type: "link"; readonly attrs: { readonly href: string } };

export const emptyDocument: TextDocument = { type: "doc", content: [] };

const markOrder: readonly Mark["type"][] = ["link", "bold", "code", "italic"];

/** Marks mean the same in any order: they are kept in one, each once. */
export function inOrder(marks: readonly Mark[]): Mark[] {
  return markOrder.flatMap((type) => marks.filter((mark) => mark.type === type).slice(-1));
}

/** Only what leads somewhere harmless: the web, a mail address, a page of ours. */
export function isSafeHref(href: string): boolean {
  if (href.length > 2000 || /[\p{Cc}\s\\]/u.test(href)) return false;
  if (/^\/(?!\/)/.test(href) || href.startsWith("#")) return true;
  return /^(https?:\/\/[^/]|mailto:[^/])/i.test(href) && URL.canParse(href);
}

/** What a formula may hold at most, in characters. */
export const longestFormula = 1000;
export const mostInGallery = 24;

const markSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("bold") }),
  z.strictObject({ type: z.literal("italic") }),
  z.strictObject({ type: z.literal("code") }),
  z.object({ type: z.literal("link"), attrs: z.object({ href: z.string().refine(isSafeHref) }) }),
]);
const textSchema = z.strictObject({ type: z.literal("text"), text: z.string().min(1).max(50_000), marks: z.array(markSchema).max(4).optional() });
const breakSchema = z.strictObject({ type: z.literal("hardBreak") });
const wordsSchema = z.discriminatedUnion("type", [textSchema, breakSchema]);
const latexSchema = z.strictObject({ latex: z.string().trim().min(1).max(longestFormula) });
const inlineSchema = z.discriminatedUnion("type", [
  textSchema,
  breakSchema,
  z.strictObject({ type: z.literal("footnote"), content: z.array(wordsSchema).min(1).max(200) }),
  z.strictObject({ type: z.literal("formula"), attrs: latexSchema }),
]);
const inlines = z.array(inlineSchema).max(2000).optional();
const imageSchema = z.object({
  type: z.literal("image"),
  attrs: z.object({ media: z.uuid(), alt: z.string().max(500).default(""), credit: z.string().max(200).default(""), caption: z.string().max(500).default("") }),
});

const blockSchema: z.ZodType<Block> = z.lazy(() =>
  z.discriminatedUnion("type", [
    z.object({ type: z.literal("paragraph"), content: inlines }),
    z.object({ type: z.literal("heading"), attrs: z.object({ level: z.union([z.literal(2), z.literal(3), z.literal(4)]) }), content: inlines }),
    z.object({ type: z.literal("bulletList"), content: items }),
    z.object({ type: z.literal("orderedList"), attrs: z.object({ start: z.number().int().min(0).max(100_000) }).optional(), content: items }),
    z.object({ type: z.literal("blockquote"), content: blocks }),
    z.object({ type: z.literal("codeBlock"), content: z.array(wordsSchema).max(2000).optional() }),
    z.object({ type: z.literal("horizontalRule") }),
    imageSchema,
    z.strictObject({ type: z.literal("gallery"), content: z.array(imageSchema).min(1).max(mostInGallery) }),
    z.strictObject({ type: z.literal("file"), attrs: z.strictObject({ file: z.uuid(), name: z.string().max(200).default("") }) }),
    z.strictObject({ type: z.literal("embed"), attrs: z.strictObject({ url: z.string().max(500).refine((url) => playerOf(url)?.page === url) }) }),
    z.strictObject({ type: z.literal("card"), attrs: z.strictObject({ content: z.uuid(), title: z.string().max(200).default("") }) }),
    z.strictObject({ type: z.literal("formulaBlock"), attrs: latexSchema }),
    z.object({ type: z.literal("table"), content: z.array(z.object({ type: z.literal("tableRow"), content: z.array(z.object({ type: z.enum(["tableHeader", "tableCell"]), content: blocks })).max(30) })).max(300) }),
  ]),
);
const blocks = z.array(blockSchema).max(2000);
const items = z.array(z.object({ type: z.literal("listItem"), content: blocks })).max(1000);
const documentSchema = z.object({ type: z.literal("doc"), content: blocks });

export const deepest = 16;
export const longestText = 200_000;
/** Of each: what is looked up for every reader of a page. */
export const mostOfAKind = 60;

/** Reads stored or received JSON; null when it isn't a text that we know, too deep or too long. */
export function readDocument(value: unknown): TextDocument | null {
  if (depthOf(value, 0) > deepest * 2) return null;
  const parsed = documentSchema.safeParse(value);
  if (!parsed.success || JSON.stringify(parsed.data).length > longestText * 3) return null;
  const counts = new Map<string, number>();
  for (const block of everyBlock(parsed.data.content)) counts.set(block.type, (counts.get(block.type) ?? 0) + 1);
  if (["file", "embed", "card"].some((type) => (counts.get(type) ?? 0) > mostOfAKind)) return null;
  return parsed.data;
}

/** Every block, those inside others too, in the order of reading. */
export function* everyBlock(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.type === "blockquote" || block.type === "gallery") yield* everyBlock(block.content);
    if (block.type === "bulletList" || block.type === "orderedList") for (const item of block.content) yield* everyBlock(item.content);
    if (block.type === "table") for (const row of block.content) for (const cell of row.content) yield* everyBlock(cell.content);
  }
}

/** The text without some of its blocks, wherever they stand. */
export function withoutBlocks(document: TextDocument, gone: (block: Block) => boolean): TextDocument {
  const among = (blocks: readonly Block[]): Block[] => blocks.filter((block) => !gone(block)).map(inside);
  const inside = (block: Block): Block => {
    if (block.type === "blockquote") return { ...block, content: among(block.content) };
    if (block.type === "gallery") return { ...block, content: block.content.filter((each) => !gone(each)) };
    if (block.type === "bulletList" || block.type === "orderedList") return { ...block, content: block.content.map((item) => ({ ...item, content: among(item.content) })) };
    if (block.type === "table") return { ...block, content: block.content.map((row) => ({ ...row, content: row.content.map((cell) => ({ ...cell, content: among(cell.content) })) })) };
    return block;
  };
  return { ...document, content: among(document.content) };
}

function depthOf(value: unknown, depth: number): number {
  if (depth > deepest * 2 || typeof value !== "object" || value === null) return depth;
  const content = (value as { content?: unknown }).content;
  if (!Array.isArray(content)) return depth;
  let deepestChild = depth;
  for (const child of content) deepestChild = Math.max(deepestChild, depthOf(child, depth + 1));
  return deepestChild;
}
