import { expand } from "../../features/agenda/expand.ts";
import type { Content, EventDetails } from "../../features/contents/show-content.ts";
import type { Family, Relative } from "../../features/programmes/show-family.ts";
import { instantOf, isoWithOffset, readLocal } from "../../platform/time.ts";
import { canonicalOf, originOf } from "../addresses.ts";
import type { WebContext } from "../env.ts";

const statuses = { on: "EventScheduled", full: "EventScheduled", postponed: "EventPostponed", cancelled: "EventCancelled" } as const;

/** What search engines read of a content: a schema.org Article, or the type and properties of its kind. */
export function contentJsonLd(c: WebContext, content: Content, image: string | undefined, own: object | undefined): object {
  const url = canonicalOf(c, content);
  const common = {
    "@context": "https://schema.org",
    "@id": url,
    url,
    name: content.title,
    description: content.summary || undefined,
    image,
    inLanguage: content.language,
    keywords: content.tags.map((tag) => tag.label).join(", ") || undefined,
  };
  if (content.kind === "event" || content.kind === "operation") return { ...common, ...own };
  const authors = content.writers.map((writer) => ({ "@type": "Person", name: writer.name, url: `${originOf(c, content.territory)}/membres/${writer.handle}` }));
  const dates = { datePublished: content.publishedAt?.toString(), dateModified: content.updatedAt.toString() };
  return { ...common, "@type": "Article", headline: content.title.slice(0, 110), author: authors, ...dates, ...own };
}

/** A postponed event that has a new date is rescheduled, and says which date it had. */
function standing(event: EventDetails, start: Temporal.PlainDateTime | null): object {
  const first = event.firstStart ? readLocal(event.firstStart) : null;
  const moved = first && start && !first.at.equals(start) && event.status !== "cancelled";
  return { eventStatus: `https://schema.org/${moved ? "EventRescheduled" : statuses[event.status]}`, ...(moved ? { previousStartDate: isoWithOffset(instantOf(first.at, event.zone), event.zone) } : {}) };
}

/** The events above and below, by their addresses. */
export function familyJsonLd(c: WebContext, { above, first }: Family): object {
  const named = (each: Relative) => ({ "@type": "Event", "@id": canonicalOf(c, { ...each, kind: "event" }), url: canonicalOf(c, { ...each, kind: "event" }), name: each.title });
  const parent = above.find((each) => each.state === "published");
  return { ...(parent ? { superEvent: named(parent) } : {}), ...(first.length > 0 ? { subEvent: first.map(named) } : {}) };
}

/** What a schema.org Event says besides. */
export function eventJsonLd(event: EventDetails, behind: readonly { readonly name: string; readonly url: string; readonly role: string }[]): object {
  const organisers = behind.filter((each) => each.role !== "partner").map((each) => ({ "@type": "Organization", "@id": each.url, name: each.name, url: each.url }));
  const partners = behind.filter((each) => each.role === "partner").map((each) => ({ "@type": "Organization", "@id": each.url, name: each.name, url: each.url }));
  const times = expand(event.sessions, event.zone);
  const first = times[0];
  const last = times.at(-1);
  const when = (each: (typeof times)[number]) => ({ startDate: isoWithOffset(each.startsAt, event.zone), ...(each.endsAt ? { endDate: isoWithOffset(each.endsAt, event.zone) } : {}) });
  const place = event.placeName || event.communeName ? {
    "@type": "Place",
    name: event.placeName || event.communeName,
    address: { "@type": "PostalAddress", streetAddress: event.address || undefined, postalCode: event.postcode || undefined, addressLocality: event.communeName || undefined, addressCountry: "FR" },
    ...(event.latitude === null ? {} : { geo: { "@type": "GeoCoordinates", latitude: event.latitude, longitude: event.longitude } }),
  } : null;
  const online = event.onlineUrl ? { "@type": "VirtualLocation", url: event.onlineUrl } : null;
  return {
    "@type": "Event",
    ...(first ? { startDate: isoWithOffset(first.startsAt, event.zone) } : {}),
    ...(last ? { endDate: isoWithOffset(last.endsAt ?? last.startsAt, event.zone) } : {}),
    ...standing(event, first?.startLocal ?? null),
    eventAttendanceMode: `https://schema.org/${online && place ? "Mixed" : online ? "Online" : "Offline"}EventAttendanceMode`,
    location: place && online ? [place, online] : (place ?? online ?? undefined),
    organizer: organisers.length > 0 ? organisers : event.organiser ? { "@type": "Organization", name: event.organiser } : undefined,
    contributor: partners.length > 0 ? partners : undefined,
    isAccessibleForFree: event.pricing === "free" ? true : event.pricing === "paid" ? false : undefined,
    offers: event.prices.map((price) => ({ "@type": "Offer", name: price.label || undefined, price: (price.cents / 100).toFixed(2), priceCurrency: "EUR", availability: event.status === "full" ? "https://schema.org/SoldOut" : "https://schema.org/InStock" })),
    ...(times.length > 1 ? { subEvent: times.slice(0, 30).map((each) => ({ "@type": "Event", ...when(each) })) } : {}),
  };
}
