import { everyBlock, type Inline, type TextDocument } from "../../platform/text/document.ts";
import { drawFormula } from "../../platform/text/formula.ts";
import { plainInline, plainText } from "../../platform/text/plain.ts";

/** What readers would miss of a content, without which it may be published all the same. */
export const shortcomingKinds = ["lead-without-alt", "picture-without-alt", "link-words", "link-address", "heading-order", "formula-unreadable", "long-sentences", "summary-missing", "audience-missing", "date-past"] as const;
export type ShortcomingKind = (typeof shortcomingKinds)[number];

export interface Shortcoming {
  readonly kind: ShortcomingKind;
  /** The words at fault, cut short; empty when it is about the whole. */
  readonly about: string;
  /** The field of the form where it is mended. */
  readonly field: string;
}

const emptyWords = /^(?:ici|là|cliquez(?: ici)?|cliquer ici|lire|lire la suite|voir|voir ici|en savoir plus|plus d.infos?|lien|ce lien|suite|here|click here|read more|more|this|link)[\s.…!»]*$/i;
/** Words in a sentence, on average: past this, many readers lose the thread. */
const longAverage = 28;

export function shortcomingsOf(text: { readonly summary: string; readonly body: TextDocument; readonly lead: string; readonly leadAlt: string }): Shortcoming[] {
  return [
    ...(text.summary.trim() ? [] : [{ kind: "summary-missing" as const, about: "", field: "summary" }]),
    ...(text.lead && !text.leadAlt.trim() ? [{ kind: "lead-without-alt" as const, about: "", field: "lead_alt" }] : []),
    ...inBody(text.body),
  ];
}

function inBody(body: TextDocument): Shortcoming[] {
  const found: Shortcoming[] = [];
  const add = (kind: ShortcomingKind, about: string) => found.push({ kind, about: about.slice(0, 60), field: "body" });
  let level = 1;
  for (const block of everyBlock(body.content)) {
    if (block.type === "image" && !block.attrs.alt.trim()) add("picture-without-alt", block.attrs.caption);
    if (block.type === "formulaBlock" && !drawFormula(block.attrs.latex, true)) add("formula-unreadable", block.attrs.latex);
    if (block.type === "heading") {
      if (block.attrs.level > level + 1) add("heading-order", plainInline(block.content));
      level = block.attrs.level;
    }
    if (block.type !== "paragraph" && block.type !== "heading") continue;
    for (const piece of block.content ?? []) if (piece.type === "formula" && !drawFormula(piece.attrs.latex, false)) add("formula-unreadable", piece.attrs.latex);
    for (const words of linksOf(block.content)) {
      if (emptyWords.test(words)) add("link-words", words);
      else if (/^(?:https?:\/\/|www\.)\S{30,}$/.test(words)) add("link-address", words);
    }
  }
  const sentences = plainText(body).split(/[.!?…]+\s|\n/).map((each) => each.trim().split(/\s+/).filter(Boolean).length).filter((count) => count > 3);
  if (sentences.length >= 3 && sentences.reduce((sum, each) => sum + each, 0) / sentences.length > longAverage) add("long-sentences", "");
  return found.slice(0, 40);
}

/** The words of each link, whatever stands out in them. */
function linksOf(content: readonly Inline[] | undefined): string[] {
  const links: { href: string; words: string }[] = [];
  let open = false;
  for (const piece of content ?? []) {
    const href = piece.type === "text" ? piece.marks?.find((mark) => mark.type === "link")?.attrs.href : undefined;
    const last = links.at(-1);
    if (href === undefined || piece.type !== "text") open = false;
    else if (open && last?.href === href) last.words += piece.text;
    else {
      links.push({ href, words: piece.text });
      open = true;
    }
  }
  return links.map((link) => link.words.trim());
}
