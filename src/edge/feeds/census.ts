import { listStructures, type ListedStructure } from "../../features/structures/list-structures.ts";
import { originOf } from "../addresses.ts";
import { censusFilter, readCensusQuery } from "../census-query.ts";
import { territoryOf, type WebContext } from "../env.ts";
import { csvTable } from "../../platform/text/csv.ts";
import { atomOf, jsonFeedOf, rssOf, type FeedEntry, type FeedHead } from "./forms.ts";

/** More than a territory holds at the scale that we build for would be asked page by page, from the API. */
const longest = 5000;
const newest = 100;

type Entry = FeedEntry & { readonly structure: ListedStructure };

/** The census in a form that others read, with the filters of the page. */
export async function censusAs(c: WebContext, suffix: string, head: Omit<FeedHead, "urlOf" | "titleOf">): Promise<string> {
  const { structures } = await listStructures(c.get("services").reader, territoryOf(c)?.id ?? null, censusFilter(readCensusQuery(c)), null, longest);
  const urlOf = (structure: ListedStructure) => `${originOf(c, structure.territory)}/structures/${structure.slug}`;
  if (suffix === "geojson") return geoJson(structures, urlOf);
  if (suffix === "csv") return csv(structures, urlOf);
  const entries = structures.toSorted((a, b) => Temporal.Instant.compare(b.createdAt, a.createdAt)).slice(0, newest).map((structure): Entry => ({ id: structure.id, title: structure.name, summary: structure.summary, publishedAt: structure.createdAt, updatedAt: structure.updatedAt, tags: [], authors: [], structure }));
  const own = { ...head, urlOf: (entry: Entry) => urlOf(entry.structure), titleOf: (entry: Entry) => entry.title };
  return suffix === "atom" ? atomOf(own, entries) : suffix === "rss" ? rssOf(own, entries) : jsonFeedOf(own, entries);
}

function csv(structures: readonly ListedStructure[], urlOf: (structure: ListedStructure) => string): string {
  const head = ["id", "name", "acronym", "type", "summary", "url", "siret", "rna", "osm", "wikidata", "website", "phone", "address", "postcode", "commune_code", "commune", "latitude", "longitude", "hours", "themes", "updated"];
  return csvTable(head, structures.map((each) => [each.id, each.name, each.acronym, each.type, each.summary, urlOf(each), each.siret, each.rna, each.osm, each.wikidata, each.website, each.phone, each.address, each.postcode, each.communeCode, each.communeName, each.latitude, each.longitude, each.hours, each.themes.join("; "), each.updatedAt.toString()]));
}

/** GeoJSON (RFC 7946): those that have a point. */
function geoJson(structures: readonly ListedStructure[], urlOf: (structure: ListedStructure) => string): string {
  return JSON.stringify({
    type: "FeatureCollection",
    features: structures.flatMap((each) => (each.latitude === null || each.longitude === null ? [] : [{
      type: "Feature", id: each.id, geometry: { type: "Point", coordinates: [each.longitude, each.latitude] },
      properties: { name: each.name, type: each.type, url: urlOf(each), summary: each.summary, address: each.address, postcode: each.postcode, commune: each.communeName, website: each.website, siret: each.siret, rna: each.rna },
    }])),
  });
}
