import type { Block, Inline, TextDocument } from "../../platform/text/document.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import { longestNote } from "./dossier.ts";

/** What a curator typed on a content, as a small text: paragraphs, lists and quotations with their emphases and links. Null when there is nothing. */
export function readNote(markdown: string): TextDocument | null {
  const note: TextDocument = { type: "doc", content: fromMarkdown(markdown.slice(0, longestNote * 2)).content.flatMap(small) };
  const words = plainText(note).trim();
  if (words === "") return null;
  return words.length <= longestNote ? note : { type: "doc", content: [paragraph(words.slice(0, longestNote))] };
}

/** The words of a note, for cards and programs. */
export function noteWords(note: TextDocument | null): string {
  return note ? plainText(note).trim().slice(0, longestNote) : "";
}

function small(block: Block): Block[] {
  if (block.type === "paragraph" || block.type === "bulletList" || block.type === "orderedList" || block.type === "blockquote") return [inside(block)];
  if (block.type === "heading") return [{ type: "paragraph", ...(block.content ? { content: block.content } : {}) }];
  const words = plainText({ type: "doc", content: [block] });
  return words.trim() ? [paragraph(words)] : [];
}

function inside(block: Block): Block {
  if (block.type === "blockquote") return { ...block, content: block.content.flatMap(small) };
  if (block.type === "bulletList" || block.type === "orderedList") return { ...block, content: block.content.map((item) => ({ ...item, content: item.content.flatMap(small) })) };
  return block;
}

function paragraph(words: string): Block {
  const content: Inline[] = [{ type: "text", text: words }];
  return { type: "paragraph", content };
}
