import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

type Message = string | Readonly<Record<string, string>>;
type Catalogue = ReadonlyMap<string, Message>;

const french = await read("fr");
const english = await read("en");

async function read(locale: string): Promise<Catalogue> {
  const files = (await readdir(join("messages", locale))).toSorted();
  const entries = await Promise.all(files.map(async (file) => Object.entries(JSON.parse(await readFile(join("messages", locale, file), "utf8")) as Record<string, Message>)));
  const keys = entries.flat().map(([key]) => key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  if (twice.length > 0) throw new Error(`Said twice in ${locale}: ${twice.join(", ")}`);
  return new Map(entries.flat());
}

function textsOf(message: Message): string[] {
  return typeof message === "string" ? [message] : Object.values(message);
}

function placeholdersOf(message: Message | undefined): string[] {
  return [...new Set(textsOf(message ?? "").flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "")))].sort();
}

/** The sentences that readers of one language see and the other's don't, or that say other things in their gaps. */
function differences(one: Catalogue, other: Catalogue): string[] {
  const keys = [...new Set([...one.keys(), ...other.keys()])];
  return keys.filter((key) => !one.has(key) || !other.has(key) || placeholdersOf(one.get(key)).join() !== placeholdersOf(other.get(key)).join());
}

const faultsOfFrench: readonly [RegExp, string][] = [
  [/'/, "straight apostrophe"],
  [/ [;:!?»%€]/, "breakable space before a sign"],
  [/« /, "breakable space after «"],
  [/[^\s\u00a0\u202f(«!?][!?;]/, "no space before a sign"],
  [/"/, "straight quotation mark"],
  [/\.\.\./, "three dots instead of …"],
];

function typography(text: string): string[] {
  return faultsOfFrench.filter(([pattern]) => pattern.test(text)).map(([, name]) => name);
}

/** What the code asks for: whole keys in quotes, and `type_${…}` as every key of that form. */
function usesOf(source: string): { exact: Set<string>; forms: RegExp[] } {
  const exact = new Set([...source.matchAll(/"([a-z][a-z0-9_]*)"/g)].map(([, key]) => key ?? ""));
  const forms = [...source.matchAll(/`((?:[a-z0-9_]|\$\{[^`{}]*\})+)`/g)].map(([, form]) => form ?? "")
    .filter((form) => /^[a-z][a-z0-9]*_/.test(form) && form.includes("${"))
    .map((form) => new RegExp(`^${form.replace(/\$\{[^}]*\}/g, "[a-z0-9_-]+")}$`));
  return { exact, forms };
}

function unused(keys: Iterable<string>, source: string): string[] {
  const { exact, forms } = usesOf(source);
  return [...keys].filter((key) => !exact.has(key) && !forms.some((form) => form.test(key)));
}

test("every sentence exists in French and in English, with the same gaps to fill", () => {
  expect(french.size).toBeGreaterThan(250);
  expect(differences(french, english)).toEqual([]);
});

test("no sentence is empty, and a counted one has every form that its language needs", () => {
  const lacking = (catalogue: Catalogue, locale: string) => [...catalogue].filter(([, message]) => textsOf(message).some((text) => text.trim() === "")
    || (typeof message !== "string" && !(["one", "other"].every((form) => form in message) && Object.keys(message).every((form) => new Intl.PluralRules(locale).resolvedOptions().pluralCategories.includes(form as Intl.LDMLPluralRule))))).map(([key]) => `${locale} ${key}`);

  expect([...lacking(french, "fr"), ...lacking(english, "en")]).toEqual([]);
});

test("every sentence is said somewhere", async () => {
  const names = (await readdir("src", { recursive: true })).filter((name) => /\.tsx?$/.test(name));
  const source = (await Promise.all(names.map((name) => readFile(join("src", name), "utf8")))).join("\n");

  expect(unused(french.keys(), source)).toEqual([]);
});

test("French is written as it is printed", () => {
  const faults = [...french].flatMap(([key, message]) => textsOf(message).flatMap((text) => typography(text).map((fault) => `${key}: ${fault} in ${text}`)));

  expect(faults).toEqual([]);
});

test("faults of the catalogues are noticed", () => {
  expect(differences(new Map([["a", "{n} étoiles"], ["b", "Ciel"]]), new Map([["a", "{count} stars"]]))).toEqual(["a", "b"]);
  expect(unused(["star_red", "star_blue", "moon", "sun"], 'const word = t(`star_${colour}`); t("moon");')).toEqual(["sun"]);
  expect(["L'été", "Quoi ?", "Quoi?", "Fin...", "« Été »", "C’est l’été\u00a0: allons-y\u202f!"].map((text) => typography(text).length > 0)).toEqual([true, true, true, true, true, false]);
});
