import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { ICruiseResult } from "dependency-cruiser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { breaches, circles, read, walls } from "./walls.ts";

const folders: string[] = [];
const patience = 120_000;
let house: ICruiseResult;

beforeAll(async () => {
  house = await read(resolve("."));
}, patience);

test("every brick is in its place, and every brick was looked at", () => {
  expect(house.modules.filter((each) => each.source.startsWith("src/")).length).toBeGreaterThan(190);
  expect(house.modules.flatMap((each) => each.dependencies.filter((to) => to.couldNotResolve && to.module.startsWith(".")).map((to) => `${each.source} -> ${to.module}`))).toEqual([]);
  expect(breaches(house)).toEqual([]);
});

test("features need one another without ever going round in a circle", () => {
  expect(circles(house)).toEqual([]);
});

test("each wall notices a brick out of its place", async () => {
  const planted = await read(await plant({
    "platform/clock.ts": ['import "../features/stars/star.ts";'],
    "features/stars/star.ts": ['import "./list-stars.ts";', 'import "../../platform/clock.ts";'],
    "features/stars/policy.ts": ['import { sql } from "kysely";'],
    "features/stars/add-star.ts": ['import "../../edge/page.ts";', 'import pg from "pg";', 'import "../moons/store.ts";', 'import "./store.ts";'],
    "features/stars/list-stars.ts": ['import { sql } from "kysely";', 'import "../../ui/sky.tsx";'],
    "features/stars/store.ts": ['import { sql } from "kysely";', 'import "./add-star.ts";'],
    "features/moons/store.ts": ['import { sql } from "kysely";'],
    "edge/page.ts": ['import "./api/stars.ts";', 'import type { Database } from "../platform/database.ts";'],
    "edge/api/stars.ts": ['import { type Database } from "../../platform/database.ts";', 'import "../../features/moons/store.ts";', 'import "../feeds/stars.ts";', 'import "../page.ts";'],
    "edge/feeds/stars.ts": ['import { open } from "../../platform/database.ts";', 'import "../../main/web.ts";'],
    "edge/web/client/map.ts": ['import "../../../features/stars/list-stars.ts";', 'import "../../page.ts";', 'import "../../../features/stars/star.ts";'],
    "ui/sky.tsx": ['import "../platform/clock.ts";', 'import "../edge/page.ts";', 'import "../features/stars/add-star.ts";'],
    "platform/database.ts": ["export type Database = object;", "export function open(): void {}"],
    "main/web.ts": ['import "../edge/feeds/stars.ts";'],
  }));

  expect(planted.modules.length).toBeGreaterThanOrEqual(14);
  expect(breaches(planted).map((each) => each.replace(/(kysely|pg)\/.*/, "$1"))).toEqual([
    "a-store-is-its-own-feature's: src/features/stars/add-star.ts -> src/features/moons/store.ts",
    "a-store-is-no-door's: src/edge/api/stars.ts -> src/features/moons/store.ts",
    "acts-know-no-door: src/features/stars/add-star.ts -> src/edge/page.ts",
    "acts-know-no-door: src/features/stars/list-stars.ts -> src/ui/sky.tsx",
    "doors-don't-open-onto-each-other: src/edge/api/stars.ts -> src/edge/feeds/stars.ts",
    "doors-don't-open-the-database: src/edge/feeds/stars.ts -> src/platform/database.ts",
    "islands-know-only-islands: src/edge/web/client/map.ts -> src/edge/page.ts",
    "nobody-knows-main: src/edge/feeds/stars.ts -> src/main/web.ts",
    "platform-knows-nothing-of-science: src/platform/clock.ts -> src/features/stars/star.ts",
    "sql-is-in-stores-questions-and-platform: src/features/stars/add-star.ts -> pg",
    "sql-is-in-stores-questions-and-platform: src/features/stars/policy.ts -> kysely",
    "stores-remember-only: src/features/stars/store.ts -> src/features/stars/add-star.ts",
    "the-threshold-is-before-the-doors: src/edge/page.ts -> src/edge/api/stars.ts",
    "things-know-only-things: src/features/stars/star.ts -> src/features/stars/list-stars.ts",
    "things-use-the-pure-platform: src/features/stars/star.ts -> src/platform/clock.ts",
    "ui-holds-no-data-and-no-rules: src/edge/web/client/map.ts -> src/features/stars/list-stars.ts",
    "ui-holds-no-data-and-no-rules: src/ui/sky.tsx -> src/features/stars/add-star.ts",
    "ui-knows-no-door: src/ui/sky.tsx -> src/edge/page.ts",
    "ui-uses-the-pure-platform: src/ui/sky.tsx -> src/platform/clock.ts",
  ]);
  const noticed = new Set(breaches(planted).map((each) => each.split(": ")[0]));
  expect(walls.map((rule) => rule.name).filter((name) => !noticed.has(name ?? ""))).toEqual([]);
}, patience);

test("a circle of features is noticed", async () => {
  const planted = await read(await plant({
    "features/stars/star.ts": ["export {};"],
    "features/stars/add-star.ts": ['import "../moons/add-moon.ts";'],
    "features/moons/add-moon.ts": ['import "../suns/list-suns.ts";', 'import "../stars/star.ts";'],
    "features/suns/list-suns.ts": ['import "../stars/add-star.ts";'],
    "features/dust/list-dust.ts": ['import "../stars/add-star.ts";'],
  }));

  expect(circles(planted)).toEqual(["moons", "stars", "suns"]);
}, patience);

/** A house of a few files, with the real libraries beside it. */
async function plant(files: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "echosciences-walls-"));
  folders.push(folder);
  for (const [name, lines] of Object.entries(files)) {
    const path = join(folder, "src", name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${lines.join("\n")}\nexport {};\n`);
  }
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  return folder;
}

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});
