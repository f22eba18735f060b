import type { Block, Inline, Mark, TextDocument, Words } from "./document.ts";
import { drawFormula } from "./formula.ts";
import { mayMention, splitMentions } from "./mentions.ts";
import { plainInline } from "./plain.ts";
import { playerOf } from "./players.ts";
import { slugify } from "./slug.ts";

/** How an image of a text is shown: made by the door, since this folder knows nothing of media. */
export type ImageRenderer = (image: Extract<Block, { type: "image" }>["attrs"]) => string;

export interface RenderOptions {
  readonly image: ImageRenderer;
  /** Name of a table that scrolls sideways, for those who don't see it. */
  readonly tableLabel: string;
  /** What an external address is told: `nofollow ugc` for what members write. */
  readonly rel?: string;
  /** What comes before the addresses of our own hosts where a text is read elsewhere: an origin. */
  readonly base?: string;
  /** Notes stand at the end under this title, each with a way back; without it they are said in brackets where they stand. */
  readonly notes?: { readonly title: string; readonly back: (n: number) => string };
  /** How a file, a video or sound, and another content are shown. Without these: not at all, as a link, not at all. */
  readonly file?: (attrs: Extract<Block, { type: "file" }>["attrs"]) => string;
  readonly embed?: (attrs: Extract<Block, { type: "embed" }>["attrs"]) => string;
  readonly card?: (attrs: Extract<Block, { type: "card" }>["attrs"]) => string;
  /** Where `@handle` leads, and whose name it is; null where it is nobody's. */
  readonly mention?: (handle: string) => { readonly href: string; readonly name: string } | null;
}

export interface Heading {
  readonly id: string;
  readonly level: number;
  readonly text: string;
}

/** Structured text to HTML. Every character that a person typed is escaped here, and only here. */
export function renderText(document: TextDocument, given: RenderOptions): string {
  const said: string[] = [];
  const options = { ...given, said };
  const headings = headingsOf(document).values();
  const render = (block: Block): string => {
    switch (block.type) {
      case "paragraph":
        return `<p>${inlines(block.content, options)}</p>`;
      case "heading": {
        const id = headings.next().value?.id ?? "";
        return `<h${block.attrs.level} id="${escapeHtml(id)}">${inlines(block.content, options)}</h${block.attrs.level}>`;
      }
      case "bulletList":
        return `<ul>${block.content.map((item) => `<li>${item.content.map(tight).join("")}</li>`).join("")}</ul>`;
      case "orderedList": {
        const start = block.attrs?.start ?? 1;
        return `<ol${start === 1 ? "" : ` start="${start}"`}>${block.content.map((item) => `<li>${item.content.map(tight).join("")}</li>`).join("")}</ol>`;
      }
      case "blockquote":
        return `<blockquote>${block.content.map(render).join("")}</blockquote>`;
      case "codeBlock":
        return `<pre tabindex="0"><code>${(block.content ?? []).map((piece) => (piece.type === "text" ? escapeHtml(piece.text) : "\n")).join("")}</code></pre>`;
      case "horizontalRule":
        return "<hr>";
      case "image":
        return options.image(block.attrs);
      case "gallery":
        return `<div class="gallery">${block.content.map(render).join("")}</div>`;
      case "file":
        return options.file?.(block.attrs) ?? "";
      case "card":
        return options.card?.(block.attrs) ?? "";
      case "embed":
        return options.embed?.(block.attrs) ?? `<p><a href="${escapeHtml(block.attrs.url)}" rel="${options.rel ?? "nofollow ugc noopener"}">${escapeHtml(playerOf(block.attrs.url)?.host ?? "")} – ${escapeHtml(block.attrs.url)}</a></p>`;
      case "formulaBlock":
        return `<div class="formula" role="region" tabindex="0" aria-label="${escapeHtml(block.attrs.latex)}">${formulaOf(block.attrs.latex, true)}</div>`;
      case "table":
        return `<div class="table-scroll" role="region" tabindex="0" aria-label="${escapeHtml(options.tableLabel)}"><table>${block.content.map((row) => `<tr>${row.content.map((cell) => cellOf(cell.type, cell.content.map(tight).join(""))).join("")}</tr>`).join("")}</table></div>`;
    }
  };
  // A list item or a cell of one paragraph needs no paragraph.
  const tight = (block: Block, _index: number, all: readonly Block[]) => (block.type === "paragraph" && (all.length === 1 || _index === 0) ? inlines(block.content, options) : render(block));
  const body = document.content.map(render).join("\n");
  return said.length === 0 || !given.notes ? body : `${body}\n<section class="footnotes" role="doc-endnotes"><h2>${escapeHtml(given.notes.title)}</h2><ol>${said.map((words, index) => `<li id="note-${index + 1}">${words} <a href="#note-ref-${index + 1}" role="doc-backlink" aria-label="${escapeHtml(given.notes?.back(index + 1) ?? "")}">↩</a></li>`).join("")}</ol></section>`;
}

function formulaOf(latex: string, block: boolean): string {
  return drawFormula(latex, block) ?? `<code class="unreadable">${escapeHtml(latex)}</code>`;
}

type Rendering = RenderOptions & { readonly said: string[] };

/** The mark of a note in the text; what it says is kept for the end, or said in brackets where there is no end to put it at. */
function noteMark(content: readonly Words[], options: Rendering): string {
  const words = inlines(content, options);
  if (!options.notes) return ` (${words})`;
  const n = options.said.push(words);
  return `<sup><a href="#note-${n}" id="note-ref-${n}" role="doc-noteref">${n}</a></sup>`;
}

function cellOf(type: string, html: string): string {
  return type === "tableHeader" ? `<th scope="col">${html}</th>` : `<td>${html}</td>`;
}

function inlines(content: readonly Inline[] | undefined, options: Rendering): string {
  const pieces = content ?? [];
  return pieces.map((piece, index) => {
    if (piece.type === "hardBreak") return "<br>";
    if (piece.type === "footnote") return noteMark(piece.content, options);
    if (piece.type === "formula") return formulaOf(piece.attrs.latex, false);
    const href = hrefOf(piece);
    const ends = href !== null && hrefOf(pieces[index + 1]) !== href;
    return wrap(wordsIn(piece, options), piece.marks ?? [], options) + (ends ? trueHost(href, wordsOf(pieces, index, href)) : "");
  }).join("");
}

/** The words of a piece, those that name somebody as links to them. */
function wordsIn(piece: Extract<Inline, { type: "text" }>, { mention }: RenderOptions): string {
  if (!mention || !piece.text.includes("@") || !mayMention(piece)) return escapeHtml(piece.text);
  return splitMentions(piece.text).map(({ text, handle }) => {
    const named = handle === null ? null : mention(handle);
    return named ? `<a href="${escapeHtml(named.href)}" title="${escapeHtml(named.name)}">${escapeHtml(text)}</a>` : escapeHtml(text);
  }).join("");
}

function hrefOf(piece: Inline | undefined): string | null {
  if (piece?.type !== "text") return null;
  return piece.marks?.find((mark) => mark.type === "link")?.attrs.href ?? null;
}

/** All the words of the link that ends at `last`. */
function wordsOf(pieces: readonly Inline[], last: number, href: string): string {
  let first = last;
  while (first > 0 && hrefOf(pieces[first - 1]) === href) first--;
  return pieces.slice(first, last + 1).map((piece) => (piece.type === "text" ? piece.text : "")).join("");
}

/** Where a link whose words look like another address, or like somebody's handle, really leads: said after it. */
function trueHost(href: string, words: string): string {
  if (!/^https?:/i.test(href) || !URL.canParse(href)) return "";
  const { host } = new URL(href);
  const bare = (name: string) => name.toLowerCase().replace(/^www\./, "");
  const named = [...words.replace(/\p{Cf}/gu, "").slice(0, 500).matchAll(/(?:\p{L}|\p{N})(?:[\p{L}\p{N}-]{0,62}\.)+\p{L}{2,24}/gu)].map(([name]) => bare(name));
  return named.some((name) => bare(host) !== name) ? ` <span class="soft">(${escapeHtml(host)})</span>` : "";
}

function wrap(html: string, marks: readonly Mark[], options: RenderOptions): string {
  let wrapped = html;
  for (const mark of [...marks].reverse()) {
    if (mark.type === "bold") wrapped = `<strong>${wrapped}</strong>`;
    if (mark.type === "italic") wrapped = `<em>${wrapped}</em>`;
    if (mark.type === "code") wrapped = `<code>${wrapped}</code>`;
    if (mark.type === "link") wrapped = `<a href="${escapeHtml(wholeFrom(options.base, mark.attrs.href))}"${/^[/#]/.test(mark.attrs.href) ? "" : ` rel="${options.rel ?? "nofollow ugc noopener"}"`}>${wrapped}</a>`;
  }
  return wrapped;
}

/** `/agenda` from another place: on its own host. */
function wholeFrom(base: string | undefined, href: string): string {
  return base && /^\/(?!\/)/.test(href) ? `${base}${href}` : href;
}

/** The headings with the identifiers that `renderText` gives them: a table of contents from three on. */
export function headingsOf(document: TextDocument): Heading[] {
  const seen = new Map<string, number>();
  return document.content.flatMap((block) => {
    if (block.type !== "heading") return [];
    const text = plainInline((block.content ?? []).filter((piece) => piece.type !== "footnote")).replaceAll("\n", " ");
    const base = slugify(text, "section");
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return [{ id: count === 1 ? base : `${base}-${count}`, level: block.attrs.level, text }];
  });
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
