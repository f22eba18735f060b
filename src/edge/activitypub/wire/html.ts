import type { Block, ImageBlock, Inline, ListItem, TextDocument, Words } from "../../../platform/text/document.ts";
import { mayMention, splitMentions } from "../../../platform/text/mentions.ts";
import { playerOf } from "../../../platform/text/players.ts";
import type { Saying } from "../../session-words.ts";
import type { SaidPicture } from "./pictures.ts";
import { escapeAttribute, escapeText, type Mentioned } from "./words.ts";

/** Where what a text shows, offers and cites leads for those who read it elsewhere. What isn't known leads nowhere and isn't said. */
export interface Leads {
  /** Of the page, `https://grenoble.example`: what begins with a slash stands there. */
  readonly origin: string;
  /** The page itself: a link to one of its parts leads there. */
  readonly url: string;
  readonly picture: (media: string) => SaidPicture | null;
  readonly file: (file: string) => { readonly href: string; readonly name: string } | null;
  /** The title of a video or a sound, where its host told it. */
  readonly embed: (url: string) => string | null;
  readonly card: (content: string) => { readonly href: string; readonly title: string } | null;
  readonly mention: (handle: string) => (Mentioned & { readonly href: string }) | null;
}

/**
 * A text as others read it: paragraphs, lists, quotations, headings, figures, code and links, and nothing that we would
 * not let in ourselves. What they don't know is said in what they do: a table as a list, a player or a file as a link, a
 * formula as it was typed, notes at the end.
 */
export function wireHtml(document: TextDocument, leads: Leads, say: Saying): string {
  const writer = new Writer(leads, say);
  const body = writer.blocks(document.content);
  return body + writer.notes();
}

class Writer {
  readonly #leads: Leads;
  readonly #say: Saying;
  readonly #notes: string[] = [];

  constructor(leads: Leads, say: Saying) {
    this.#leads = leads;
    this.#say = say;
  }

  blocks(all: readonly Block[]): string {
    return all.map((block) => this.#block(block)).join("");
  }

  notes(): string {
    if (this.#notes.length === 0) return "";
    return `<h2>${escapeText(this.#say.t("wire_notes"))}</h2><ol>${this.#notes.map((note) => `<li>${note}</li>`).join("")}</ol>`;
  }

  #block(block: Block): string {
    switch (block.type) {
      case "paragraph":
        return this.#wrapped("p", this.#inlines(block.content));
      case "heading":
        return this.#wrapped(`h${block.attrs.level}`, this.#inlines(block.content));
      case "bulletList":
        return this.#list("ul", block.content);
      case "orderedList":
        return this.#list("ol", block.content);
      case "blockquote":
        return this.#wrapped("blockquote", this.blocks(block.content));
      case "codeBlock":
        return `<pre><code>${(block.content ?? []).map((piece) => (piece.type === "text" ? escapeText(piece.text) : "\n")).join("")}</code></pre>`;
      case "horizontalRule":
        return "<p>***</p>";
      case "image":
        return this.#figure(block.attrs);
      case "gallery":
        return block.content.map((each) => this.#figure(each.attrs)).join("");
      case "file":
        return this.#link(this.#leads.file(block.attrs.file));
      case "embed":
        return this.#player(block.attrs.url);
      case "card": {
        const card = this.#leads.card(block.attrs.content);
        return this.#link(card ? { href: card.href, name: card.title } : null);
      }
      case "formulaBlock":
        return `<p><code>${escapeText(block.attrs.latex)}</code></p>`;
      case "table":
        // A row is a line: its cells in their order, the titles of columns in the first one.
        return this.#wrapped("ul", block.content.map((row) => this.#wrapped("li", row.content.map((cell) => this.#inCell(cell.content, cell.type === "tableHeader")).filter(Boolean).join(" · "))).join(""));
    }
  }

  #wrapped(tag: string, html: string): string {
    return html ? `<${tag}>${html}</${tag}>` : "";
  }

  #list(tag: "ul" | "ol", items: readonly ListItem[]): string {
    return this.#wrapped(tag, items.map((item) => this.#wrapped("li", this.#tight(item.content))).join(""));
  }

  /** The first paragraph of an item needs no paragraph. */
  #tight(all: readonly Block[]): string {
    return all.map((block, index) => (block.type === "paragraph" && index === 0 ? this.#inlines(block.content) : this.#block(block))).join("");
  }

  #inCell(all: readonly Block[], title: boolean): string {
    const words = this.#tight(all);
    return title && words && !words.includes("<p>") ? `<strong>${words}</strong>` : words;
  }

  #figure({ media, alt, caption, credit }: ImageBlock["attrs"]): string {
    const picture = this.#leads.picture(media);
    if (!picture) return "";
    const words = [caption, credit ? `© ${credit}` : ""].filter(Boolean).join(" – ");
    return `<figure><img src="${escapeAttribute(picture.url)}" alt="${escapeAttribute(alt || picture.alt)}">${this.#wrapped("figcaption", escapeText(words))}</figure>`;
  }

  #player(url: string): string {
    const player = playerOf(url);
    if (!player) return "";
    const title = this.#leads.embed(url) || this.#say.t(`wire_embed_${player.kind}`);
    return this.#link({ href: url, name: `${title} (${player.host})` });
  }

  #link(to: { readonly href: string; readonly name: string } | null): string {
    return to ? `<p><a href="${escapeAttribute(to.href)}">${escapeText(to.name || to.href)}</a></p>` : "";
  }

  #inlines(content: readonly Inline[] | undefined): string {
    return (content ?? []).map((piece) => this.#inline(piece)).join("");
  }

  #inline(piece: Inline): string {
    switch (piece.type) {
      case "hardBreak":
        return "<br>";
      case "formula":
        return `<code>${escapeText(piece.attrs.latex)}</code>`;
      case "footnote":
        return ` [${this.#notes.push(this.#inlines(piece.content))}]`;
      case "text":
        return this.#marked(piece);
    }
  }

  #marked(piece: Extract<Words, { type: "text" }>): string {
    let html = this.#named(piece);
    for (const mark of [...(piece.marks ?? [])].reverse()) {
      if (mark.type === "bold") html = `<strong>${html}</strong>`;
      if (mark.type === "italic") html = `<em>${html}</em>`;
      if (mark.type === "code") html = `<code>${html}</code>`;
      if (mark.type === "link") html = `<a href="${escapeAttribute(this.#whole(mark.attrs.href))}">${html}</a>`;
    }
    return html;
  }

  /** The words of a piece; those that name somebody as all servers mark it. */
  #named(piece: Extract<Words, { type: "text" }>): string {
    if (!piece.text.includes("@") || !mayMention(piece)) return escapeText(piece.text);
    return splitMentions(piece.text).map(({ text, handle }) => {
      const named = handle === null ? null : this.#leads.mention(handle);
      return named ? mentionHtml(named.href, text.replace(/^@/, "")) : escapeText(text);
    }).join("");
  }

  #whole(href: string): string {
    if (href.startsWith("#")) return `${this.#leads.url}${href}`;
    return href.startsWith("/") ? `${this.#leads.origin}${href}` : href;
  }
}

/** Somebody's name as a microformat, by which servers know that it names somebody. */
export function mentionHtml(href: string, handle: string): string {
  return `<span class="h-card"><a href="${escapeAttribute(href)}" class="u-url mention">@<span>${escapeText(handle)}</span></a></span>`;
}
