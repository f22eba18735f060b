import type { StructureId, TerritoryId } from "../../platform/ids.ts";
import { foldLetters } from "../../platform/text/slug.ts";
import { distanceKm, findCommune, type Point } from "../places/communes.ts";

/** What two structures are compared by. `key` is the name as `structure_key` writes it. */
export interface Compared {
  readonly key: string;
  readonly acronym: string;
  readonly communeCode: string | null;
  readonly point: Point | null;
  readonly address: string;
  readonly siret: string | null;
  readonly rna: string | null;
  readonly osm: string | null;
  readonly wikidata: string | null;
  readonly siteHost: string | null;
}

export const likenessReasons = ["siret", "rna", "osm", "wikidata", "site", "name", "address", "near"] as const;
export type LikenessReason = (typeof likenessReasons)[number];

export interface Likeness {
  /** 0 to 1: from `proposedFrom` on they are probably one. */
  readonly score: number;
  readonly reasons: readonly LikenessReason[];
}

/** What is typed, or stored, of the structure that others may be the same as. */
export interface Sought {
  readonly name: string;
  readonly acronym?: string;
  readonly communeCode?: string | null;
  readonly point?: Point | null;
  readonly address?: string;
  readonly siret?: string | null;
  readonly rna?: string | null;
  readonly osm?: string | null;
  readonly wikidata?: string | null;
  readonly website?: string;
  /** Itself, which isn't its own duplicate. */
  readonly except?: StructureId;
}

export interface Duplicate extends Likeness {
  readonly id: StructureId;
  readonly name: string;
  readonly slug: string;
  readonly territory: TerritoryId;
  readonly communeName: string;
  readonly address: string;
}

/** From here on a pair is shown to people; measured by find-duplicates.test.ts. */
export const proposedFrom = 0.6;
const nearMetres = 300;

// Said of so many structures that they tell little of which one it is.
const generic = new Set("academie agence amis asso association astronomie atelier ateliers bibliotheque cafe centre cercle cite club college collectif communautaire compagnie culture culturel culturelle departement departemental departementale ecole espace fablab faculte federation fondation foyer groupe institut jardin jeunes laboratoire lycee mairie maison mediatheque metropole mjc municipal municipale musee museum national nationale naturaliste observatoire office parc planetarium populaire pole public publique recherche regional regionale reserve reseau saint sainte science sciences scientifique service societe technique techniques universitaire universite ville jean pierre marie louis paul jacques".split(" "));

// What a structure is, in words of which one excludes the others: a fablab isn't the museum of its town. Those on a line are said of one another.
const kinds = new Map(["musee museum", "mediatheque bibliotheque", "fablab", "lycee", "college", "ecole", "laboratoire labo", "planetarium", "observatoire", "universite", "club", "mjc", "parc", "jardin", "mairie"].flatMap((line, kind) => line.split(" ").map((word) => [word, kind] as const)));

// Hosts of many structures: having one in common says nothing.
const sharedHosts = new Set(["facebook.com", "fr-fr.facebook.com", "m.facebook.com", "instagram.com", "linkedin.com", "fr.linkedin.com", "twitter.com", "x.com", "youtube.com", "helloasso.com", "sites.google.com", "linktr.ee", "fr.wikipedia.org", "framasite.org", "mastodon.social", "net1901.org", "assoconnect.com"]);

/** Whether a host belongs to one structure: neither a network's nor a provider's. */
export function isOwnHost(host: string | null): host is string {
  return host !== null && host.includes(".") && !sharedHosts.has(host);
}

/** How probable it is that both are one structure, and why. */
export function likenessOf(a: Compared, b: Compared): Likeness {
  const same = (of: (each: Compared) => string | null) => of(a) !== null && of(a) === of(b);
  const certain = (["siret", "rna", "osm", "wikidata"] as const).filter((reason) => same((each) => each[reason]));
  if (certain.length > 0) return { score: 1, reasons: [...certain, ...(nameLikeness(a, b) >= 0.6 ? ["name" as const] : [])] };
  const name = nameLikeness(a, b);
  const site = isOwnHost(a.siteHost) && a.siteHost === b.siteHost;
  const metres = exactDistance(a, b);
  const near = metres !== null && metres <= nearMetres;
  const address = sameAddress(a, b);
  const here = near || (a.communeCode !== null && a.communeCode === b.communeCode);
  const unknown = a.communeCode === null || b.communeCode === null;
  // Registered twice under other numbers: two structures, whatever they are called.
  const others = (["siret", "rna"] as const).some((number) => a[number] !== null && b[number] !== null && a[number] !== b[number]);
  const place = here ? 0.05 : unknown ? -0.1 : -0.35;
  const score = name + place + (site ? 0.25 : 0) + (near ? 0.12 : 0) + (address ? 0.12 : 0) - (others ? 0.4 : 0);
  return {
    score: Math.max(0, Math.min(0.99, score)),
    reasons: [...(site ? ["site" as const] : []), ...(name >= 0.5 ? ["name" as const] : []), ...(address ? ["address" as const] : []), ...(near ? ["near" as const] : [])],
  };
}

/** Metres between two points that people gave: the middle of a commune, put where none was given, says nothing. */
function exactDistance(a: Compared, b: Compared): number | null {
  const exact = ({ point, communeCode }: Compared) => {
    const middle = communeCode ? findCommune(communeCode)?.point : null;
    return point && !(middle && middle.latitude === point.latitude && middle.longitude === point.longitude) ? point : null;
  };
  const [from, to] = [exact(a), exact(b)];
  return from && to ? distanceKm(from, to) * 1000 : null;
}

/** The same street of the same commune; a number may be missing or mistaken on one side. */
function sameAddress(a: Compared, b: Compared): boolean {
  if (a.communeCode === null || a.communeCode !== b.communeCode) return false;
  const street = (text: string) => foldLetters(text).replace(/\bav\b/g, "avenue").replace(/\b(bd|bld|boul)\b/g, "boulevard").replace(/\bpl\b/g, "place").replace(/\br\b/g, "rue").replace(/[^a-z]+/g, " ").replace(/\b(bis|ter|cedex|de|du|des|la|le|les|l|d)\b/g, " ").replace(/\s+/g, " ").trim();
  const [one, two] = [street(a.address), street(b.address)];
  return one.length >= 6 && one === two;
}

interface Word {
  readonly text: string;
  readonly weight: number;
}

/** 0 to 1: the words that both names share, nearly or abbreviated, each weighing by its length and by how much it tells. */
export function nameLikeness(a: Compared, b: Compared): number {
  if (a.key === b.key) return 1;
  const where = new Set([a, b].flatMap(({ communeCode }) => foldLetters(communeCode ? (findCommune(communeCode)?.name ?? "") : "").split(/[^a-z0-9]+/)));
  const read = (key: string): Word[] => key.split(" ").filter(Boolean).map((text) => ({ text, weight: Math.min(text.length, 12) * (generic.has(text) || generic.has(text.replace(/s$/, "")) ? 0.3 : where.has(text) ? 0.2 : 1) }));
  const [one, two] = [read(a.key), read(b.key)];
  if (isAcronymOf(a, b) || isAcronymOf(b, a)) return 0.9;
  const left = [...two];
  let shared = 0;
  for (const word of [...one].sort((x, y) => y.weight - x.weight)) {
    const [best, at] = left.reduce<[number, number]>(([most, index], each, place) => { const now = wordLikeness(word.text, each.text); return now > most ? [now, place] : [most, index]; }, [0, -1]);
    if (best < 0.7) continue;
    shared += best * (word.weight + (left[at]?.weight ?? 0));
    left.splice(at, 1);
  }
  const all = [...one, ...two].reduce((sum, word) => sum + word.weight, 0);
  return all === 0 ? 0 : Math.max(0, shared / all - (areOtherKinds(one, two) ? 0.25 : 0));
}

/** Both say what they are, and it isn't the same; a kind may be cut short or misspelt. */
function areOtherKinds(one: readonly Word[], two: readonly Word[]): boolean {
  const kindsOf = (words: readonly Word[]) => words.flatMap(({ text }) => [...kinds].filter(([word]) => wordLikeness(word, text) >= 0.7).map(([, kind]) => kind));
  const [mine, theirs] = [kindsOf(one), kindsOf(two)];
  return mine.length > 0 && theirs.length > 0 && !mine.some((kind) => theirs.includes(kind));
}

/** "MJC" or "CCSTI" for a name that is written out. */
function isAcronymOf(short: Compared, long: Compared): boolean {
  const words = long.key.split(" ");
  if (short.key.includes(" ") || short.key.length < 3) return false;
  return foldLetters(long.acronym) === short.key || (words.length >= 3 && words.map((word) => word[0]).join("") === short.key);
}

/** 1 for equal words, less for each letter that differs; the beginning of a word is an abbreviation of it. */
function wordLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 3 && long.startsWith(short)) return 0.85;
  if (short.length < 3 || long.length - short.length > 2) return 0;
  return 1 - edits(a, b) / long.length;
}

/** Letters to change, add, drop or swap with their neighbour to make one word of the other. */
function edits(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost, swapped));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
