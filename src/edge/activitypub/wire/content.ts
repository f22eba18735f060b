import { objectPartUri } from "../uris.ts";
import type { SaidPicture } from "./pictures.ts";
import { moment, publicly, type WireObject, type WireValue } from "./wire.ts";
import { hashtags, mentions, type Mentioned, type SaidTag } from "./words.ts";

/** What is said of a content whatever its kind, ready for others: whole addresses, HTML of the wire. */
export interface SaidContent {
  readonly id: string;
  /** The page that people read. */
  readonly url: string;
  /** The one actor in whose name it stands, who sends it. */
  readonly author: string;
  /** Who wrote it in the name of a structure, and those who wrote it together: they are told, and may relay it. */
  readonly coAuthors: readonly string[];
  readonly title: string;
  /** Plain words. */
  readonly summary: string;
  readonly html: string;
  readonly language: string;
  readonly publishedAt: Temporal.Instant;
  readonly updatedAt: Temporal.Instant;
  readonly tags: readonly SaidTag[];
  readonly mentions: readonly Mentioned[];
  readonly picture: SaidPicture | null;
  /** Those of the text. */
  readonly inline: readonly SaidPicture[];
  /** The community where it is published. */
  readonly community: string | null;
  readonly licence: string | null;
  readonly commentsOpen: boolean;
  /** For our own servers alone: see `details.ts`. */
  readonly details?: WireObject;
}

const licences: Readonly<Record<string, string>> = {
  "cc-by": "https://creativecommons.org/licenses/by/4.0/",
  "cc-by-sa": "https://creativecommons.org/licenses/by-sa/4.0/",
  "cc-by-nc-sa": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
  cc0: "https://creativecommons.org/publicdomain/zero/1.0/",
};

/** The address of a licence; null where all rights are reserved: then none is given. */
export function licenceAddress(licence: string): string | null {
  return licences[licence] ?? null;
}

/** To whom a content is addressed: everybody, its author's followers, those it names, its co-authors, its community. */
export function addressingOf(content: Pick<SaidContent, "author" | "mentions" | "coAuthors" | "community">): { to: readonly string[]; cc: readonly string[] } {
  return publicly(content.author, [...content.mentions.map((each) => each.actor), ...content.coAuthors, ...(content.community ? [content.community] : [])]);
}

/** What every content says, in the same words. */
export function commonParts(content: SaidContent): Readonly<Record<string, WireValue | undefined>> {
  return {
    id: content.id,
    actor: content.author,
    attributedTo: content.author,
    mediaType: "text/html",
    url: content.url,
    published: moment(content.publishedAt),
    updated: moment(latest(content)),
    tag: [...hashtags(content.tags), ...mentions(content.mentions)],
    audience: content.community ?? undefined,
    "es:details": content.details,
    "es:coAuthors": content.coAuthors.length > 0 ? content.coAuthors : undefined,
    ...addressingOf(content),
  };
}

/** Its conversation, and what was made of it. */
export function conversationParts(id: string): WireObject {
  return { context: objectPartUri(id, "context"), replies: objectPartUri(id, "replies"), likes: objectPartUri(id, "likes"), shares: objectPartUri(id, "shares") };
}

/** A content published later than it was last written was updated when it was published. */
function latest({ publishedAt, updatedAt }: SaidContent): Temporal.Instant {
  return Temporal.Instant.compare(updatedAt, publishedAt) < 0 ? publishedAt : updatedAt;
}
