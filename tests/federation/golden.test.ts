import { existsSync, readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { everythingSaid } from "./said.ts";

const folder = "../shared/data/wire-examples";
const there = existsSync(folder);

/** What the door serves or the future holds: not ours to build here. */
const notBuilt = ["nodeinfo-2.1", "webfinger", "well-known-nodeinfo", "optional-accept-feature-request", "optional-feature-authorization", "optional-feature-request", "optional-starter-pack"];

/** What the examples say and we don't, and why: nobody knows where a picture's subject is. */
const leftOut = new Set(["focalPoint"]);

/** The form of an object: each key with the form of its value, a list by the forms of what is in it. */
function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return ["list", ...new Set(value.map((each) => JSON.stringify(formOf(each))))];
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, formOf(each)]));
}

/** What the example has that ours lacks, or has in another form. Ours may say more. */
function differences(example: unknown, ours: unknown, path = "$"): string[] {
  if (Array.isArray(example)) {
    if (!Array.isArray(ours)) return [`${path} is a list`];
    // Things in lists are compared with the first of ours of their type.
    return example.flatMap((each, index) => {
      const like = ours.find((one) => typeOf(one) === typeOf(each));
      return like === undefined ? [] : differences(each, like, `${path}[${index}]`);
    });
  }
  if (typeof example !== "object" || example === null) return typeof example === typeof ours ? [] : [`${path} is a ${typeof example}, not ${JSON.stringify(formOf(ours))}`];
  if (typeof ours !== "object" || ours === null || Array.isArray(ours)) return [`${path} is an object`];
  return Object.entries(example).flatMap(([key, each]) => {
    if (key === "@context" || leftOut.has(key)) return [];
    const own = (ours as Record<string, unknown>)[key];
    if (own === undefined) return [`${path}.${key} is missing`];
    if ((key === "type" || key === "es:kind" || key === "eventStatus" || key === "status" || key === "category") && own !== each && key !== "category") return [`${path}.${key} is ${String(each)}, not ${String(own)}`];
    return differences(each, own, `${path}.${key}`);
  });
}

function typeOf(value: unknown): string {
  return typeof value === "object" && value !== null ? String((value as { type?: unknown }).type) : typeof value;
}

test("what we say has the keys and the forms of the profile's examples", () => {
  if (!there) {
    console.info("The profile's examples aren't here: nothing was compared.");
    return;
  }
  const names = readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => name.replace(".json", ""));
  const ours = new Set(Object.keys(everythingSaid));

  const found = names.filter((name) => ours.has(name)).map((name) => [name, differences(JSON.parse(readFileSync(`${folder}/${name}.json`, "utf8")), everythingSaid[name])] as const);

  expect(Object.fromEntries(found.filter(([, each]) => each.length > 0))).toEqual({});
  expect(names.filter((name) => !ours.has(name)).sort()).toEqual(notBuilt.toSorted());
  expect(names.length).toBe(53);
});

test("a missing key, another form and another type are noticed", () => {
  const example = { type: "Event", to: ["https://a.example"], location: { type: "Place", latitude: 45.1 } };

  expect(differences(example, { type: "Note", to: "https://a.example", location: { type: "Place" } })).toEqual(["$.type is Event, not Note", "$.to is a list", "$.location.latitude is missing"]);
  expect(differences(example, { ...example, published: "2026-11-24T10:00:00Z" })).toEqual([]);
});
