import { contexts } from "./contexts.ts";
import { mentionHtml } from "./html.ts";
import { moment, said, type WireObject } from "./wire.ts";
import { mentions, type Mentioned } from "./words.ts";

export interface SaidMessage {
  readonly id: string;
  readonly author: string;
  /** Who alone it is for, and the page that shows them. */
  readonly to: Mentioned & { readonly href: string };
  readonly html: string;
  readonly language: string;
  readonly publishedAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
}

/** A private message: a Note for one person, who is named in it as other servers want it. It has no page, no conversation and no answers that others could ask for. */
export function privateMessage(message: SaidMessage): WireObject {
  const name = mentionHtml(message.to.href, message.to.handle.split("@")[0] ?? "");
  const html = message.html.startsWith("<p>") ? `<p>${name} ${message.html.slice("<p>".length)}` : `<p>${name}</p>${message.html}`;
  return said({
    "@context": contexts.object,
    id: message.id,
    type: "Note",
    actor: message.author,
    attributedTo: message.author,
    content: html,
    mediaType: "text/html",
    contentMap: { [message.language]: html },
    url: message.id,
    published: moment(message.publishedAt),
    updated: moment(message.updatedAt),
    attachment: [],
    tag: mentions([message.to]),
    to: [message.to.actor],
    cc: [],
  });
}
