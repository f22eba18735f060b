import type { Content } from "../../features/contents/show-content.ts";
import type { ItineraryDetails } from "../../features/itineraries/show-itinerary.ts";
import { canonicalOf } from "../addresses.ts";
import type { WebContext } from "../env.ts";

/** A schema.org TouristTrip: its stops in their order, those that may be shown. */
export function itineraryJsonLd(c: WebContext, content: Content, details: ItineraryDetails): object {
  const shown = details.stops.filter((stop) => !stop.gone);
  return {
    "@type": "TouristTrip",
    name: content.title,
    touristType: details.audience.length > 0 ? details.audience.map((each) => c.get("t")(`audience_${each}`)) : undefined,
    itinerary: {
      "@type": "ItemList",
      numberOfItems: shown.length,
      itemListElement: shown.map((stop, index) => ({
        "@type": "ListItem", position: index + 1,
        item: {
          "@type": "Place", name: stop.name, url: stop.card ? canonicalOf(c, stop.card) : undefined, description: stop.note || undefined,
          geo: stop.latitude === null ? undefined : { "@type": "GeoCoordinates", latitude: stop.latitude, longitude: stop.longitude },
        },
      })),
    },
    offers: details.prices.length > 0 ? details.prices.map((price) => ({ "@type": "Offer", name: price.label || undefined, price: (price.cents / 100).toFixed(2), priceCurrency: "EUR" })) : undefined,
  };
}
