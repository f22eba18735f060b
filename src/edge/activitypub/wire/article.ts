import { isoWithOffset } from "../../../platform/time.ts";
import { commonParts, conversationParts, type SaidContent } from "./content.ts";
import { contexts } from "./contexts.ts";
import { image, pictureAttachments } from "./pictures.ts";
import { everybody, moment, said, type WireObject, type WireValue } from "./wire.ts";
import { escapeAttribute, escapeText, nameOf, sayingIn, summaryOf } from "./words.ts";

/** A text of some length, whatever it is: each server shows its title, its summary and a link, or all of it. */
export function article(content: SaidContent): WireObject {
  return articleWith(content, {});
}

export interface SaidAnnouncement extends SaidContent {
  readonly closesAt: Temporal.Instant;
  readonly zone: string;
  /** When one may still answer, in words. */
  readonly until: string;
}

/** A call or an offer: an article that ends. */
export function announcement(content: SaidAnnouncement): WireObject {
  return articleWith(content, { "es:kind": "announcement", endTime: isoWithOffset(content.closesAt, content.zone) }, [content.until]);
}

export interface SaidOperation extends SaidContent {
  /** First and last moment, with the offset of its zone. */
  readonly startTime: string;
  readonly endTime: string;
  readonly when: string;
}

/** A season of events: told as an article, its events are said one by one. */
export function operation(content: SaidOperation): WireObject {
  return articleWith(content, { "es:kind": "operation", startTime: content.startTime, endTime: content.endTime }, [content.when]);
}

export interface SaidItinerary extends SaidContent {
  /** In their order, those that the world may know; with the page of a place of the census. */
  readonly stops: readonly { readonly name: string; readonly note: string; readonly href: string | null }[];
}

/** An itinerary: its words, then its stops as a list. */
export function itinerary(content: SaidItinerary): WireObject {
  const list = content.stops.map(({ name, note, href }) => `<li>${href ? `<a href="${escapeAttribute(href)}">${escapeText(name)}</a>` : escapeText(name)}${note ? ` – ${escapeText(note)}` : ""}</li>`).join("");
  const html = `${content.html}<p>${escapeText(sayingIn(content.language).t("itinerary_stops", { count: content.stops.length }))}</p><ol>${list}</ol>`;
  return articleWith({ ...content, html }, { "es:kind": "itinerary" });
}

/** What a project is, said by its actor: what one may like and comment, since an actor can't be. */
export function presentation(content: SaidContent): WireObject {
  return articleWith(content, { "es:kind": "project", "es:project": content.author });
}

/** An entry of a project's logbook, said by the project. */
export function news(content: SaidContent): WireObject {
  return articleWith(content, { "es:kind": "news" });
}

export interface SaidNotice extends SaidContent {
  readonly dossier: string;
  /** In the order of the dossier: where each is read. */
  readonly entries: readonly { readonly href: string; readonly title: string }[];
}

/** A dossier for those who know no collections: its words, then its contents as links. */
export function notice(content: SaidNotice): WireObject {
  const list = content.entries.map(({ href, title }) => `<li><a href="${escapeAttribute(href)}">${escapeText(title)}</a></li>`).join("");
  const say = sayingIn(content.language);
  const html = `${content.html}${list ? `<p>${escapeText(say.t("wire_dossier_entries", { count: content.entries.length }))}</p><ol>${list}</ol>` : ""}`;
  return articleWith({ ...content, html }, { "es:kind": "dossier", "es:dossier": content.dossier });
}

function articleWith(content: SaidContent, more: Readonly<Record<string, WireValue>>, firstLines: readonly string[] = []): WireObject {
  const html = content.html || `<p>${escapeText(content.summary || content.title)}</p>`;
  return said({
    "@context": contexts.article,
    type: "Article",
    ...commonParts(content),
    name: nameOf(content.title),
    summary: summaryOf([...firstLines, content.summary]) || undefined,
    content: html,
    contentMap: { [content.language]: html },
    sensitive: false,
    image: content.picture ? image(content.picture) : undefined,
    attachment: pictureAttachments("Image", content.picture, content.inline),
    preview: preview(content),
    author: content.coAuthors[0],
    interactionPolicy: { canQuote: { automaticApproval: everybody } },
    license: content.licence,
    ...conversationParts(content.id),
    ...more,
  });
}

/** The same as a short message, for servers that show those (FEP-b2b8). */
function preview(content: SaidContent): WireObject {
  const { t } = sayingIn(content.language);
  const link = `<a href="${escapeAttribute(content.url)}">${escapeText(t("wire_read_article"))}</a>`;
  return said({
    type: "Note",
    attributedTo: content.author,
    content: `<p><strong>${escapeText(nameOf(content.title))}</strong></p>${summaryOf([content.summary])}<p>${link}</p>`,
    published: moment(content.publishedAt),
    attachment: pictureAttachments("Image", content.picture, []),
  });
}
