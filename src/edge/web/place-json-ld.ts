import type { Content } from "../../features/contents/show-content.ts";
import type { PlaceDetails } from "../../features/visiting/show-place.ts";
import { openingHoursJsonLd } from "./json-ld-hours.ts";

const types: Readonly<Record<string, string>> = { museum: "Museum", library: "Library", garden: "Park", monument: "LandmarksOrHistoricalBuildings", "science-centre": "Museum" };

/** A schema.org Place, of the kind that search engines know, with its hours. */
export function placeJsonLd(content: Content, details: PlaceDetails, today: Temporal.PlainDate): object {
  return {
    "@type": types[details.type] ?? "TouristAttraction",
    name: content.title,
    address: { "@type": "PostalAddress", streetAddress: details.address || undefined, postalCode: details.postcode || undefined, addressLocality: details.communeName, addressCountry: "FR" },
    geo: details.latitude === null ? undefined : { "@type": "GeoCoordinates", latitude: details.latitude, longitude: details.longitude },
    openingHoursSpecification: openingHoursJsonLd(details.hours, today),
    telephone: details.phone || undefined,
    sameAs: details.website || undefined,
    isAccessibleForFree: details.pricing === "unknown" ? undefined : details.pricing === "free",
    amenityFeature: details.accessibility.length > 0 ? details.accessibility.map((each) => ({ "@type": "LocationFeatureSpecification", name: each, value: true })) : undefined,
  };
}
