import { objectPartUri } from "../uris.ts";
import { contexts } from "./contexts.ts";
import { mentionHtml } from "./html.ts";
import { moment, publicly, said, type WireObject } from "./wire.ts";
import { mentions, type Mentioned } from "./words.ts";

export interface SaidComment {
  readonly id: string;
  readonly url: string;
  readonly author: string;
  /** The content or the comment that it answers, and the content's conversation. */
  readonly inReplyTo: string;
  readonly context: string;
  /** Who wrote that, with the page that shows them: named in front of the answer, so that they are told. */
  readonly answered: (Mentioned & { readonly href: string }) | null;
  readonly html: string;
  readonly language: string;
  readonly mentions: readonly Mentioned[];
  readonly publishedAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
}

/** A comment: a Note without title or summary, which would make of it a warning. */
export function comment(content: SaidComment): WireObject {
  const answered = content.answered && content.answered.actor !== content.author ? content.answered : null;
  const html = answered && !content.mentions.some((each) => each.actor === answered.actor) ? withName(content.html, mentionHtml(answered.href, answered.handle.split("@")[0] ?? "")) : content.html;
  const named = [...(answered ? [answered] : []), ...content.mentions];
  return said({
    "@context": contexts.object,
    id: content.id,
    type: "Note",
    actor: content.author,
    attributedTo: content.author,
    inReplyTo: content.inReplyTo,
    context: content.context,
    content: html,
    mediaType: "text/html",
    contentMap: { [content.language]: html },
    url: content.url,
    published: moment(content.publishedAt),
    updated: moment(content.updatedAt),
    attachment: [],
    tag: mentions(named),
    replies: objectPartUri(content.id, "replies"),
    ...publicly(content.author, named.map((each) => each.actor)),
  });
}

/** In the first paragraph where there is one. */
function withName(html: string, name: string): string {
  return html.startsWith("<p>") ? `<p>${name} ${html.slice("<p>".length)}` : `<p>${name}</p>${html}`;
}
