import type { Structure } from "../../features/structures/show-structure.ts";
import { openingHoursJsonLd } from "./json-ld-hours.ts";

/** A structure as schema.org knows it. */
const types: Readonly<Record<string, string>> = { museum: "Museum", library: "Library", university: "CollegeOrUniversity", school: "School", company: "Corporation", laboratory: "ResearchOrganization", "local-authority": "GovernmentOrganization", "public-body": "GovernmentOrganization", association: "NGO" };

/** What search engines read of a structure: an Organization, with the numbers that tell it from others. */
export function structureJsonLd(structure: Structure, url: string, logo: string | undefined, today: Temporal.PlainDate): object {
  const numbers = [structure.siret ? { "@type": "PropertyValue", propertyID: "SIRET", value: structure.siret } : null, structure.rna ? { "@type": "PropertyValue", propertyID: "RNA", value: structure.rna } : null].filter((each) => each !== null);
  const same = [structure.website, structure.wikidata ? `https://www.wikidata.org/entity/${structure.wikidata}` : "", structure.osm ? `https://www.openstreetmap.org/${structure.osm}` : "", ...structure.links.map((link) => link.url)].filter(Boolean);
  const own = types[structure.type];
  return {
    "@context": "https://schema.org",
    "@type": own ? ["Organization", own] : "Organization",
    "@id": url,
    url,
    name: structure.name,
    alternateName: structure.acronym || undefined,
    description: structure.summary || undefined,
    logo,
    telephone: structure.phone || undefined,
    sameAs: same.length > 0 ? same : undefined,
    identifier: numbers.length > 0 ? numbers : undefined,
    address: structure.communeName ? { "@type": "PostalAddress", streetAddress: structure.address || undefined, postalCode: structure.postcode || undefined, addressLocality: structure.communeName, addressCountry: "FR" } : undefined,
    location: structure.latitude === null ? undefined : { "@type": "Place", geo: { "@type": "GeoCoordinates", latitude: structure.latitude, longitude: structure.longitude }, openingHoursSpecification: openingHoursJsonLd(structure.hours, today) },
  };
}
