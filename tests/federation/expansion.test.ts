import { preloadedContexts } from "@fedify/fedify";
import { Object as VocabularyObject } from "@fedify/fedify/vocab";
import jsonld from "jsonld";
import { expect, test } from "vitest";
import type { WireObject } from "../../src/edge/activitypub/wire/wire.ts";
import { awkwardEvents, everythingSaid } from "./said.ts";

const known = preloadedContexts as Readonly<Record<string, unknown>>;

/** Those that libraries bring along; another would be fetched, and that is what nobody should have to do. */
async function documentLoader(url: string) {
  const document = known[url];
  if (document === undefined) throw new Error(`${url} would be fetched`);
  return { contextUrl: null, documentUrl: url, document };
}

async function troubleOf(name: string, object: WireObject): Promise<string[]> {
  const json = JSON.parse(JSON.stringify(object)) as Record<string, unknown>;
  const found: string[] = [];
  await jsonld.expand(json, { safe: true, documentLoader }).then((expanded) => found.push(...meaningless(expanded).map((each) => `${name}: ${each} means nothing`))).catch((error: unknown) => found.push(`${name}: ${JSON.stringify((error as { details?: unknown }).details ?? String(error)).slice(0, 400)}`));
  await VocabularyObject.fromJsonLd(json, { documentLoader, contextLoader: documentLoader }).catch((error: unknown) => found.push(`${name} as a library reads it: ${String(error)}`));
  return found;
}

/** Words to which ActivityStreams gives a name that is nobody's: they end there. */
function meaningless(expanded: unknown): string[] {
  if (Array.isArray(expanded)) return expanded.flatMap(meaningless);
  if (typeof expanded !== "object" || expanded === null) return [];
  return Object.entries(expanded).flatMap(([key, value]) => [...[key, ...(key === "@type" ? [value].flat().map(String) : [])].filter((each) => each.startsWith("_:")), ...meaningless(value)]);
}

test("read as linked data, nothing that we say is dropped, and no context has to be fetched", async () => {
  const found = await Promise.all(Object.entries({ ...everythingSaid, ...awkwardEvents }).map(([name, each]) => troubleOf(name, each)));

  expect(found.flat()).toEqual([]);
});

test("a word without a meaning, and a context to be fetched, are noticed", async () => {
  const article = everythingSaid["article"] ?? {};

  expect(await troubleOf("a new word", { ...article, mood: "glad" })).toHaveLength(1);
  expect((await troubleOf("a context", { ...article, "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/fep/8a8e"] })).join()).toContain("loading remote context failed");
});
