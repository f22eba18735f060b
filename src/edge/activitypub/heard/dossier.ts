import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import type { JsonObject } from "../guard/json.ts";
import { hearContent, isOfType, titleOf, type HeardContent, type HeardRefusal, type Hearing } from "./content.ts";
import { namesOf } from "./links.ts";
import { wordsOf } from "./text.ts";

export interface HeardDossier extends HeardContent {
  readonly kind: "dossier";
  readonly title: string;
  readonly summary: string;
  /** The names of its contents in its order, of any server: each is what its own server says. */
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
  return done({ ...content.value, kind: "dossier", title, summary: wordsOf(value["summary"], 600), items: namesOf(value["orderedItems"], mostItems) });
}
