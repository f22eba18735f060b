import type { Block, Inline, TextDocument } from "./document.ts";

// `@handle`, or `@structure@territory` for one of another territory. Not inside a word, an address or a mail address.
const form = /(?<![\p{L}\p{N}_@/.:-])@([a-z0-9]+(?:[-_.][a-z0-9]+)*(?:@[a-z0-9]+(?:-[a-z0-9]+)*)?)(?![\p{L}\p{N}_@])/giu;
const longest = 120;

/** A text names so many at most: the rest are words. */
export const mostMentions = 30;

/** What stands where a text named somebody who is no more. */
export const nobody = "@…";

/** Who a text names by `@handle`, in small letters, each once, in order. Code and the words of links name nobody. */
export function mentionsIn(document: TextDocument): string[] {
  const found = new Set<string>();
  for (const text of wordsOf(document.content)) for (const [, handle = ""] of text.matchAll(form)) if (handle.length <= longest) found.add(handle.toLowerCase());
  return [...found].slice(0, mostMentions);
}

/** The words cut where somebody is named: `handle` is set for the pieces that do. */
export function splitMentions(text: string): { readonly text: string; readonly handle: string | null }[] {
  const pieces: { text: string; handle: string | null }[] = [];
  let end = 0;
  for (const match of text.matchAll(form)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), handle: null });
    pieces.push({ text: match[0], handle: (match[1] ?? "").toLowerCase() });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), handle: null });
  return pieces;
}

/** Whether words with these marks may name somebody. */
export function mayMention(piece: Extract<Inline, { type: "text" }>): boolean {
  return !(piece.marks ?? []).some((mark) => mark.type === "code" || mark.type === "link");
}

/** The same text in which a handle is no longer said: what is left of somebody who asked to be forgotten. */
export function withoutMention(document: TextDocument, handle: string, instead: string): TextDocument {
  const inline = (piece: Inline): Inline =>
    piece.type === "text" && mayMention(piece) ? { ...piece, text: splitMentions(piece.text).map((each) => (each.handle === handle ? instead : each.text)).join("") } : piece;
  const block = (each: Block): Block => {
    if (each.type === "paragraph" || each.type === "heading") return each.content ? { ...each, content: each.content.map(inline) } : each;
    if (each.type === "blockquote") return { ...each, content: each.content.map(block) };
    if (each.type === "bulletList" || each.type === "orderedList") return { ...each, content: each.content.map((item) => ({ ...item, content: item.content.map(block) })) };
    if (each.type === "table") return { ...each, content: each.content.map((row) => ({ ...row, content: row.content.map((cell) => ({ ...cell, content: cell.content.map(block) })) })) };
    return each;
  };
  return { ...document, content: document.content.map(block) };
}

function* wordsOf(blocks: readonly Block[]): Generator<string> {
  for (const each of blocks) {
    if (each.type === "paragraph" || each.type === "heading") for (const piece of each.content ?? []) if (piece.type === "text" && mayMention(piece)) yield piece.text;
    if (each.type === "blockquote") yield* wordsOf(each.content);
    if (each.type === "bulletList" || each.type === "orderedList") for (const item of each.content) yield* wordsOf(item.content);
    if (each.type === "table") for (const row of each.content) for (const cell of row.content) yield* wordsOf(cell.content);
  }
}
