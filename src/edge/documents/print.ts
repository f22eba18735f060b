import type { Card, CardPicture } from "../../features/contents/card.ts";
import { isClosed } from "../../features/announcements/announcement.ts";
import { readBrief } from "../../features/announcements/brief.ts";
import { showContentAnywhere, type Content } from "../../features/contents/show-content.ts";
import type { Entry, Section } from "../../features/dossiers/outline.ts";
import type { Directory } from "../../features/territories/directory.ts";
import type { Database } from "../../platform/database.ts";
import { forDocument } from "../../platform/documents/picture.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import type { Locale, MessageKey, Translate } from "../../platform/messages.ts";
import { plainText } from "../../platform/text/plain.ts";
import { formatShortDay } from "../../platform/time.ts";
import { visitor } from "../../platform/viewer.ts";
import { plurals } from "../addresses.ts";

/** What making a document needs. It reads as the public reader, for a visitor: what isn't public can't be in it. */
export interface Print {
  readonly reader: Database;
  readonly files: FileStore;
  readonly directory: Directory;
  readonly now: () => Temporal.Instant;
  readonly t: Translate;
  readonly locale: Locale;
  /** What is left to spend: texts and pictures past it are named, and left where they are. */
  readonly left: { characters: number; pictures: number };
}

export const mostCharacters = 4_000_000;
export const mostPictures = 200;

/** What stands in a document, one after the other: the name of a section, a content, or the place of one that is gone. */
export interface Piece {
  readonly title: string;
  readonly depth: 0 | 1;
  readonly kind: "section" | "content" | "gone";
  readonly entry: Entry | null;
  /** Its text, unless its licence keeps it where it is, or the document is full. */
  readonly content: Content | null;
  readonly url: string;
  /** Kind, when, where, who, licence: a line each. */
  readonly facts: readonly string[];
  /** Why its text isn't there. */
  readonly apart: "document_all_rights" | "document_full" | null;
}

export function urlOf(print: Print, content: { readonly territory: Content["territory"]; readonly kind: Content["kind"]; readonly slug: string }): string {
  return `${print.directory.originOf(content.territory)}/${plurals[content.kind]}/${content.slug}`;
}

/** The pieces of a dossier in order, each content read when its turn comes. */
export async function* piecesOf(print: Print, sections: readonly Section[]): AsyncGenerator<Piece> {
  for (const section of sections) {
    if (section.id) yield { title: section.title, depth: 0, kind: "section", entry: null, content: null, url: "", facts: [], apart: null };
    for (const entry of section.entries) yield await pieceOf(print, entry, section.id ? 1 : 0);
  }
}

async function pieceOf(print: Print, entry: Entry, depth: 0 | 1): Promise<Piece> {
  const content = entry.card ? await showContentAnywhere({ db: print.reader, viewer: visitor, now: print.now }, entry.content) : null;
  if (!content || !entry.card) return { title: print.t("dossier_withdrawn"), depth, kind: "gone", entry, content: null, url: "", facts: [], apart: null };
  const size = plainText(content.body).length;
  const apart = content.licence === "all-rights" ? "document_all_rights" : size > print.left.characters ? "document_full" : null;
  if (!apart) print.left.characters -= size;
  return { title: content.title, depth, kind: "content", entry, content: apart ? null : content, url: urlOf(print, content), facts: factsOf(print, content, entry.card), apart };
}

function factsOf(print: Print, content: Content, card: Card): string[] {
  const { t, locale, now } = print;
  const brief = card.kind === "announcement" ? readBrief(card.brief) : null;
  const day = (text: string, zone: string) => formatShortDay(Temporal.Instant.from(text).toZonedDateTimeISO(zone).toPlainDate(), locale);
  const event = card.event;
  const when = event?.startsAt ? [...new Set([day(event.startsAt, event.zone), day(event.endsAt ?? event.startsAt, event.zone)])].join(" – ") : "";
  const past = event?.endsAt && event.status !== "cancelled" && Temporal.Instant.compare(Temporal.Instant.from(event.endsAt), now()) < 0;
  const state = event && event.status !== "on" ? t(`status_${event.status}`) : past ? t("dossier_past") : brief && isClosed(brief, now()) ? t("announcement_closed") : "";
  const writers = content.writers.map((writer) => writer.name).join(", ");
  const published = content.publishedAt ? formatShortDay(content.publishedAt.toZonedDateTimeISO(print.directory.byId(content.territory).zone).toPlainDate(), locale) : "";
  return [
    [t(`kind_${content.kind}`), state, when, event ? [event.placeName, event.communeName].filter(Boolean).join(", ") : ""].filter(Boolean).join(" · "),
    [writers, print.directory.byId(content.territory).name, published].filter(Boolean).join(" · "),
    t(`licence_${content.licence}` as MessageKey),
  ];
}

export interface PrintedPicture {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly credit: string;
}

/** The pictures of a content that a document shows, drawn again, by their media. */
export async function picturesOf(print: Print, content: Content): Promise<Map<string, PrintedPicture>> {
  const found = new Map<string, PrintedPicture>();
  for (const [media, picture] of Object.entries(content.media)) {
    const printed = await pictureOf(print, picture);
    if (printed) found.set(media, printed);
  }
  return found;
}

export async function pictureOf(print: Print, picture: CardPicture | null): Promise<PrintedPicture | null> {
  const width = picture?.widths.find((each) => each >= 800) ?? picture?.widths.at(-1);
  if (!picture || !width || print.left.pictures <= 0) return null;
  const bytes = await print.files.get(`${picture.hash}-${width}.webp`);
  const drawn = bytes ? await forDocument(bytes, 1000) : null;
  if (!drawn) return null;
  print.left.pictures--;
  return { name: `${picture.hash.slice(0, 32)}.jpg`, ...drawn, alt: picture.alt, credit: picture.credit };
}

/** Where a link of a text of ours leads from outside; places of the same page are left out. */
export function wholeFrom(print: Print, content: Pick<Content, "territory">): (href: string) => string | null {
  return (href) => (href.startsWith("/") ? `${print.directory.originOf(content.territory)}${href}` : href.startsWith("#") || href === "" ? null : URL.canParse(href) ? href : null);
}
