import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import { longestSectionTitle, mostSections } from "../../../features/dossiers/dossier.ts";
import { isObject, listOf, type JsonObject } from "../guard/json.ts";
import { hearContent, isOfType, titleOf, type HeardContent, type HeardRefusal, type Hearing } from "./content.ts";
import { namesOf } from "./links.ts";
import { lineOf, wordsOf } from "./text.ts";

export interface HeardDossier extends HeardContent {
  readonly kind: "dossier";
  readonly title: string;
  readonly summary: string;
  /** The names of its contents in its order, of any server: each is what its own server says. */
  readonly items: readonly string[];
  /** The same under its headings; the first part may have none. */
  readonly sections: readonly HeardSection[];
}

export interface HeardSection {
  readonly title: string;
  readonly items: readonly string[];
}

/** What a dossier shows at most. */
export const mostItems = 150;

/** Reads a dossier of one of our servers: an ordered collection that says so, kept by one of the same server. */
export function hearDossier(value: JsonObject, hearing: Hearing): Outcome<HeardDossier, HeardRefusal> {
  if (!isOfType(value, "OrderedCollection") || value["es:kind"] !== "dossier") return refused("other-type");
  const content = hearContent(value, hearing);
  if (!content.done) return content;
  const title = titleOf(value, null);
  if (!title) return refused("no-title");
  const items = namesOf(value["orderedItems"], mostItems);
  return done({ ...content.value, kind: "dossier", title, summary: wordsOf(value["summary"], 600), items, sections: sectionsOf(items, content.value.details) });
}

/** Its headings, each with so many of its contents as it says; what no heading takes stands under the last. One part without heading where they can't be read. */
function sectionsOf(items: readonly string[], details: JsonObject | null): readonly HeardSection[] {
  const whole = [{ title: "", items }];
  const told = listOf(details?.["sections"]).slice(0, mostSections + 1);
  const sections: HeardSection[] = [];
  let at = 0;
  for (const [index, each] of told.entries()) {
    const [title, count] = isObject(each) ? [lineOf(each["title"], longestSectionTitle), each["items"]] : ["", null];
    if (typeof count !== "number" || !Number.isInteger(count) || count < 0 || (index > 0 && !title)) return whole;
    // The first may have no words: it is what stands before any heading.
    if (index === 0 && title) sections.push({ title: "", items: [] });
    const to = index === told.length - 1 ? items.length : Math.min(at + count, items.length);
    sections.push({ title, items: items.slice(at, to) });
    at = to;
  }
  return sections.length > 0 ? sections : whole;
}
