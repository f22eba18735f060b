import { isObject, listOf, textOf, type Json, type JsonObject } from "./json.ts";
import type { BodyRefusal } from "./refusal.ts";
import { isLongName, knownPrefixes, meanings, wordsOfMeaning } from "./words.ts";

const activityStreams = knownPrefixes["as"];
/** What may stand in a document outside of its contexts without giving it another shape. */
const harmless = new Set(["@context", "@value", "@language", "@direction"]);
/** Long forms of two words of ours: in a thing that also says ours, or at the root, nobody knows which to read. */
const longForms = ["@id", "@type"];
const containers = new Set(["@set", "@list", "@language", "@index"]);

/**
 * Received documents are read by their own words, never as linked data, and no context is ever fetched. What is looked
 * for here is what would make the two readings differ: then somebody else would see another author or another act.
 */
export function reshapes(document: Json): BodyRefusal | null {
  return look(document, new Map(Object.entries(knownPrefixes)), true);
}

function look(value: Json, outer: Prefixes, root: boolean): BodyRefusal | null {
  if (Array.isArray(value)) return firstOf(value, (each: Json) => look(each, outer, false));
  if (!isObject(value)) return null;
  const prefixes = "@context" in value ? read(value["@context"] ?? null, outer) : outer;
  if (prefixes === null) return "redefined";
  if (longForms.some((word) => word in value) && (root || [...meanings.keys()].some((word) => word in value))) return "reshaped";
  return firstOf(Object.entries(value), ([word, held]) => {
    if (word === "@context") return null;
    return (word.startsWith("@") && !harmless.has(word) && !longForms.includes(word)) || isLongName(word) ? "reshaped" : look(held ?? null, prefixes, false);
  });
}

type Prefixes = ReadonlyMap<string, string>;

/** What short forms mean once a context was read, one part after the other; null when it meddles with our words. */
function read(context: Json, outer: Prefixes): Prefixes | null {
  // A null forgets all that was said before it, our words too.
  if (context === null || (Array.isArray(context) && context.includes(null))) return null;
  const prefixes = new Map(outer);
  for (const part of listOf(context).filter(isObject)) {
    for (const [term, definition] of Object.entries(part)) {
      const iri = isObject(definition) ? definition["@id"] : definition;
      if (typeof iri === "string" && !(term in knownPrefixes)) prefixes.set(term, iri);
    }
    if (!Object.entries(part).every(([term, definition]) => isFair(term, definition ?? null, prefixes))) return null;
  }
  return prefixes;
}

function isFair(term: string, definition: Json, prefixes: Prefixes): boolean {
  if (term.startsWith("@")) return isFairKeyword(term, definition);
  const known = knownPrefixes[term];
  if (known || /^https?$/i.test(term)) return definition === known;
  const meaning = meanings.get(term);
  const iri = isObject(definition) && definition["@id"] !== null ? (definition["@id"] ?? term) : definition;
  if (typeof iri !== "string") return meaning === undefined;
  const meant = expand(iri, prefixes);
  if (meaning === undefined ? wordsOfMeaning.has(meant) || meant.startsWith("@") || (term.includes(":") && wordsOfMeaning.has(expand(term, prefixes))) : meant !== meaning) return false;
  return !isObject(definition) || isFairDefinition(definition, meaning !== undefined, prefixes);
}

function isFairKeyword(term: string, definition: Json): boolean {
  if (term === "@vocab") return definition === activityStreams || definition === "_:";
  return ["@language", "@direction", "@version", "@protected"].includes(term) && !isObject(definition);
}

function isFairDefinition(definition: JsonObject, ours: boolean, prefixes: Prefixes): boolean {
  if ("@reverse" in definition || "@nest" in definition || "@import" in definition) return false;
  if (!listOf(definition["@container"]).every((each) => typeof each === "string" && containers.has(each))) return false;
  if (ours && !/^(?:|@id|@vocab|xsd:.*)$/.test(textOf(definition["@type"]))) return false;
  return !("@context" in definition) || read(definition["@context"] ?? null, prefixes) !== null;
}

/** What a name stands for. A bare one stands for the word of ours that it is. */
function expand(name: string, prefixes: Prefixes, hops = 0): string {
  if (name.startsWith("@") || hops > 4) return name;
  const colon = name.indexOf(":");
  if (colon < 0) return hops === 0 ? (meanings.get(name) ?? (prefixes.has(name) ? expand(prefixes.get(name) ?? "", prefixes, 1) : name)) : name;
  const before = prefixes.get(name.slice(0, colon));
  if (before === undefined || name.startsWith("//", colon + 1)) return name.replace(/^http:\/\/www\.w3\.org\/ns\/activitystreams#/, activityStreams ?? "");
  return expand(before, prefixes, hops + 1) + name.slice(colon + 1);
}

function firstOf<T>(values: readonly T[], look: (value: T) => BodyRefusal | null): BodyRefusal | null {
  for (const value of values) {
    const found = look(value);
    if (found) return found;
  }
  return null;
}
