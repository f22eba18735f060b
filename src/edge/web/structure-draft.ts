import type { Structure } from "../../features/structures/show-structure.ts";
import type { Sought } from "../../features/structures/alike.ts";
import type { StructureInput } from "../../features/structures/input.ts";
import { findCommune } from "../../features/places/communes.ts";
import { toMarkdown } from "../../platform/text/to-markdown.ts";
import { communeFrom } from "../census-query.ts";
import { communeOf } from "./event-draft.ts";
import type { FormValues } from "./form-data.ts";
import { hoursDraft, hoursInput, readHoursDraft, type HoursDraft } from "./hours-draft.ts";

export const linksShown = 3;
const names = ["name", "acronym", "type", "summary", "body", "siret", "rna", "osm", "wikidata", "website", "email", "phone", "address", "communeCode", "latitude", "longitude", "picture", "pictureAlt", "revision", "submission"] as const;
type Name = (typeof names)[number];

/** What the form of a structure holds, as typed: it comes back whole when something is at fault. */
export interface StructureDraft {
  readonly values: Readonly<Record<Name, string>>;
  readonly accessibility: readonly string[];
  readonly themes: readonly string[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly hours: HoursDraft;
}

export function emptyStructureDraft(name = ""): StructureDraft {
  const values = Object.fromEntries(names.map((each) => [each, ""])) as Record<Name, string>;
  return { values: { ...values, name, submission: crypto.randomUUID() }, accessibility: [], themes: [], links: [], hours: hoursDraft("") };
}

export function structureDraft(structure: Structure, email: string): StructureDraft {
  const commune = structure.communeCode ? findCommune(structure.communeCode) : null;
  const middle = commune?.point?.latitude === structure.latitude && commune?.point?.longitude === structure.longitude;
  const text = (value: string | number | null) => (value === null ? "" : String(value));
  return {
    values: {
      name: structure.name, acronym: structure.acronym, type: structure.type, summary: structure.summary, body: toMarkdown(structure.body), siret: text(structure.siret), rna: text(structure.rna), osm: text(structure.osm), wikidata: text(structure.wikidata),
      website: structure.website, email, phone: structure.phone, address: structure.address, communeCode: commune ? `${commune.name} (${commune.postcodes[0] ?? ""})` : "", latitude: middle ? "" : text(structure.latitude), longitude: middle ? "" : text(structure.longitude),
      picture: structure.picture?.id ?? "", pictureAlt: structure.picture?.alt ?? "", revision: String(structure.revision), submission: "",
    },
    accessibility: structure.accessibility,
    themes: structure.themes,
    links: structure.links,
    hours: hoursDraft(structure.hours),
  };
}

export function readStructureDraft(values: FormValues): StructureDraft {
  const labels = values.all("link_label");
  return {
    values: { ...(Object.fromEntries(names.map((name) => [name, values.one(name)])) as Record<Name, string>), submission: values.one("submission") || crypto.randomUUID() },
    accessibility: values.all("accessibility"),
    themes: values.all("themes"),
    links: values.all("link_url").slice(0, 20).map((url, index) => ({ label: labels[index] ?? "", url: url.trim() })),
    hours: readHoursDraft(values),
  };
}

const degrees = (text: string) => (text.trim() ? Number(text.trim().replace(",", ".")) : null);

/** What the feature's schema parses, but for the text. */
export function structureFields({ values, accessibility, themes, links, hours }: StructureDraft): Partial<Record<keyof StructureInput, unknown>> {
  return {
    name: values.name, acronym: values.acronym, type: values.type, summary: values.summary, siret: values.siret, rna: values.rna, osm: values.osm, wikidata: values.wikidata, website: values.website.trim(), email: values.email, phone: values.phone,
    links: links.filter((link) => link.url !== ""), address: values.address, communeCode: values.communeCode.trim() ? (communeOf(values.communeCode.trim()) ?? values.communeCode) : null,
    latitude: degrees(values.latitude), longitude: degrees(values.longitude), hours: hoursInput(hours), accessibility, themes, picture: values.picture || null,
  };
}

/** What can be compared with the census while somebody still types. */
export function soughtFrom(one: (name: string) => string): Sought {
  const [latitude, longitude] = [degrees(one("latitude")), degrees(one("longitude"))];
  const digits = (text: string) => text.replace(/[\s.]+/g, "").toUpperCase() || null;
  const short = (name: string) => one(name).slice(0, 300);
  return {
    name: short("name").trim(), acronym: short("acronym"), communeCode: short("communeCode").trim() ? (communeOf(short("communeCode").trim()) ?? communeFrom(short("communeCode"))?.code ?? null) : null,
    point: latitude !== null && longitude !== null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null,
    address: short("address"), siret: digits(short("siret")), rna: digits(short("rna")), website: short("website").trim(),
  };
}
