import { generateAtomFeed, generateJsonFeed, generateRssFeed } from "feedsmith";
import type { Card } from "../../features/contents/card.ts";

/** What a feed says of an entry, whatever it is. */
export type FeedEntry = Pick<Card, "title" | "summary" | "publishedAt" | "updatedAt" | "tags" | "authors"> & { readonly id: string };

export interface FeedHead<Entry extends FeedEntry = Card> {
  readonly title: string;
  /** The page that says the same to people. */
  readonly home: string;
  readonly self: string;
  readonly language: string;
  readonly urlOf: (card: Entry) => string;
  /** Its title, with what must not be missed: that it is closed. */
  readonly titleOf: (card: Entry) => string;
}

const dateOf = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds);
const newest = (cards: readonly FeedEntry[]) => cards.reduce<Temporal.Instant>((latest, card) => (Temporal.Instant.compare(card.updatedAt, latest) > 0 ? card.updatedAt : latest), cards[0]?.updatedAt ?? Temporal.Instant.fromEpochMilliseconds(0));

/** RSS 2.0. */
export function rssOf<Entry extends FeedEntry>(head: FeedHead<Entry>, cards: readonly Entry[]): string {
  return generateRssFeed({
    title: clean(head.title),
    link: head.home,
    description: clean(head.title),
    language: head.language,
    lastBuildDate: dateOf(newest(cards)),
    atom: { links: [{ href: head.self, rel: "self", type: "application/rss+xml" }] },
    items: cards.map((card) => ({
      title: clean(head.titleOf(card)),
      link: head.urlOf(card),
      description: clean(card.summary),
      guid: { value: `urn:uuid:${card.id}`, isPermaLink: false },
      pubDate: dateOf(card.publishedAt),
      categories: card.tags.map((tag) => ({ name: clean(tag.label) })),
      dc: { creators: card.authors.map((author) => clean(author.name)) },
    })),
  }, { lenient: true });
}

/** Atom 1.0 (RFC 4287). */
export function atomOf<Entry extends FeedEntry>(head: FeedHead<Entry>, cards: readonly Entry[]): string {
  return generateAtomFeed({
    id: head.home,
    title: { value: clean(head.title) },
    updated: dateOf(newest(cards)),
    links: [{ href: head.self, rel: "self" }, { href: head.home, rel: "alternate" }],
    entries: cards.map((card) => ({
      id: `urn:uuid:${card.id}`,
      title: { value: clean(head.titleOf(card)) },
      summary: { value: clean(card.summary) },
      published: dateOf(card.publishedAt),
      updated: dateOf(card.updatedAt),
      links: [{ href: head.urlOf(card), rel: "alternate" }],
      authors: card.authors.length > 0 ? card.authors.map((author) => ({ name: clean(author.name) })) : [{ name: clean(head.title) }],
      categories: card.tags.map((tag) => ({ term: tag.key, label: clean(tag.label) })),
    })),
  }, { lenient: true });
}

/** JSON Feed 1.1. */
export function jsonFeedOf<Entry extends FeedEntry>(head: FeedHead<Entry>, cards: readonly Entry[]): string {
  return JSON.stringify(generateJsonFeed({
    title: head.title,
    home_page_url: head.home,
    feed_url: head.self,
    language: head.language,
    items: cards.map((card) => ({
      id: `urn:uuid:${card.id}`,
      url: head.urlOf(card),
      title: head.titleOf(card),
      content_text: card.summary || card.title,
      date_published: dateOf(card.publishedAt),
      date_modified: dateOf(card.updatedAt),
      tags: card.tags.map((tag) => tag.label),
      authors: card.authors.map((author) => ({ name: author.name })),
    })),
  }, { lenient: true }));
}

/** GeoJSON (RFC 7946): the events that have a point. */
export function geoJsonOf(head: FeedHead, cards: readonly Card[]): string {
  return JSON.stringify({
    type: "FeatureCollection",
    features: cards.flatMap((card) => (card.event?.latitude == null || card.event.longitude === null ? [] : [{
      type: "Feature",
      id: card.id,
      geometry: { type: "Point", coordinates: [card.event.longitude, card.event.latitude] },
      properties: { title: card.title, url: head.urlOf(card), summary: card.summary, type: card.event.type, status: card.event.status, place: card.event.placeName, commune: card.event.communeName, startsAt: card.event.startsAt, endsAt: card.event.endsAt },
    }])),
  });
}

/** XML 1.0 knows no other control characters than these three. */
function clean(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}/gu, "");
}
