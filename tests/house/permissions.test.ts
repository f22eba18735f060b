import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { canAnimate, canOpenTerritory } from "../../src/features/territories/policy.ts";
import { canEdit, canFeature } from "../../src/features/contents/policy.ts";
import { newId, type ContentId, type TerritoryId } from "../../src/platform/ids.ts";
import { render, rules, viewers } from "./permissions.ts";

const page = "docs/permissions.md";
const policies = import.meta.glob<Record<string, unknown>>("../../src/features/*/policy.ts", { eager: true });

test("every rule of every policy stands in the table", () => {
  const asked = new Set(Object.values(rules).flat().map((rule) => rule.by));
  const unasked = Object.entries(policies).flatMap(([path, policy]) => Object.entries(policy).filter(([, rule]) => typeof rule === "function" && !asked.has(rule)).map(([name]) => `${path.split("/").at(-2)} ${name}`));

  expect(Object.keys(policies).length).toBeGreaterThan(4);
  expect(unasked).toEqual([]);
});

test("the page of permissions says what the policies say", async () => {
  if (process.env["UPDATE_DOCS"]) {
    await mkdir("docs", { recursive: true });
    await writeFile(page, render());
  }

  expect(existsSync(page) ? await readFile(page, "utf8") : "").toBe(render());
});

test("a coordinator has no power over a territory's contents, and an animator none over another's", () => {
  const [territory, id] = [newId<TerritoryId>(), newId<ContentId>()];
  const content = { id, kind: "article" as const, territory, state: "published" as const, publishedAt: null, authors: [], structure: null, community: null };
  const others = viewers.map((each) => each.viewer);

  expect(others.filter((viewer) => canEdit(viewer, content) || canFeature(viewer, territory) || canAnimate(viewer, territory))).toEqual([]);
  expect(viewers.filter(({ viewer }) => canOpenTerritory(viewer)).map((each) => each.name)).toEqual(["coordinator"]);
});
