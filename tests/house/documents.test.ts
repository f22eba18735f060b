import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { commands } from "../../src/edge/cli/commands.ts";
import { allRoutes } from "../../src/main/doors.ts";
import { healthAddresses } from "../../src/main/health.ts";
import { sql } from "kysely";
import { newWorld } from "../support/world.ts";

const root = resolve(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const within = (folder: string, ending: RegExp): string[] => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((name) => ending.test(name)).map((name) => join(folder, name));
const documents = [...readdirSync(root).filter((name) => name.endsWith(".md")), ...within("docs", /\.md$/)];
const code = within("src", /\.tsx?$/).map(read).join("\n");
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? "");
/** What stands in a document, one line for each place where it does: so that a fault says where. */
const everywhere = (pattern: RegExp, from = documents) => from.flatMap((document) => all(read(document), pattern).map((found) => ({ document, found })));

describe("what the documents name exists", () => {
  test("every link between documents leads somewhere", () => {
    const links = everywhere(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g);
    const dead = links.filter(({ document, found }) => !existsSync(join(root, dirname(document), found)));
    expect(dead).toEqual([]);
    expect(links.length).toBeGreaterThan(30);
  });

  test("every file and folder named in a document is there", () => {
    const named = everywhere(/`((?:src|tests|docs|migrations|messages|scripts)\/[\w./-]+)`/g);
    const gone = named.filter(({ found }) => !found.startsWith("migrations/0042") && !existsSync(join(root, found)));
    expect(gone).toEqual([]);
    expect(named.length).toBeGreaterThan(40);
  });

  test("every npm command is a script of the package, and its file is there", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = new Set(everywhere(/(?:^|`|=\S+ )npm (?:run (?:-s )?)?([a-z]+)/gm).map(({ found }) => found));
    expect([...named].filter((name) => !existsSync(join(root, scripts[name]?.split(" ")[1] ?? "missing")))).toEqual([]);
    expect([...named].sort()).toEqual(expect.arrayContaining(["dev", "echosciences", "start", "test"]));
  });

  test("the operator's guide shows every command, and no option that a command doesn't know", () => {
    const calls = everywhere(/echosciences -- ([^\n`]+)/g).map(({ document, found: line }) => {
      const [first = "", second = ""] = line.split(" ");
      const name = commands[`${first} ${second}`] ? `${first} ${second}` : first;
      return { document, name, options: all(line, /(--[a-z]+)/g), usage: commands[name]?.usage ?? "" };
    });
    expect(calls.filter((call) => !commands[call.name])).toEqual([]);
    expect(calls.filter((call) => call.options.some((option) => !call.usage.includes(option)))).toEqual([]);
    const shown = new Set(calls.filter((call) => call.document === "docs/guides/operator.md").map((call) => call.name));
    expect(Object.keys(commands).filter((name) => !shown.has(name))).toEqual([]);
  });

  test("the settings of the operator's guide are those that the configuration reads", () => {
    const asked = all(read("src/main/config.ts"), /^ {2}([A-Z][A-Z_]+): /gm);
    const told = all(read("docs/guides/operator.md"), /^\| (`[A-Z].*?) \|/gm).flatMap((cell) => all(cell, /`([A-Z_]+)`/g));
    expect(told.sort()).toEqual(asked.sort());
    expect(asked).toContain("DATABASE_URL");
  });

  test("the readme shows a picture that is there and weighs little", () => {
    const pictures = all(read("README.md"), /!\[[^\]]{40,}\]\(([^)]+)\)/g);
    expect(pictures).toHaveLength(1);
    for (const picture of pictures) {
      const { size } = statSync(join(root, picture));
      expect(size).toBeGreaterThan(10_000);
      expect(size).toBeLessThan(200_000);
    }
  });
});

describe("decisions", () => {
  test("each says its status, what it costs and how a machine keeps it, and stands in the list", () => {
    const list = read("docs/adr/README.md");
    const decisions = within("docs/adr", /\d{4}-[a-z-]+\.md$/).sort();
    expect(decisions.length).toBeGreaterThan(10);
    for (const [index, path] of decisions.entries()) {
      const text = read(path);
      expect(Number(relative("docs/adr", path).slice(0, 4)), path).toBe(index + 1);
      expect(text, path).toMatch(/^Status: (Accepted|Replaced by \[\d{4}\]\(\d{4}-[a-z-]+\.md\))$/m);
      expect(all(text, /^## (.+)$/gm), path).toEqual(["Context", "Decision", "What it costs", "How a machine keeps it", "Considered"]);
      expect(list, path).toContain(`(${relative("docs/adr", path)})`);
    }
  });
});

describe("the glossary", () => {
  const rows = read("docs/glossary.md").split("\n").filter((line) => line.startsWith("| ") && !/^\| (shown|---)/.test(line)).map((line) => {
    const [shown = "", type = "", table = "", address = "", meaning = ""] = line.split("|").slice(1, -1).map((cell) => cell.trim());
    return { shown, types: all(type, /`(\w+)`/g), tables: all(table, /`([\w.]+)`/g), addresses: all(address, /`([^`]+)`/g), meaning };
  });

  test("every notion has a meaning, and a word, a type or a table", () => {
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((row) => !row.meaning || (!row.shown && row.types.length + row.tables.length === 0))).toEqual([]);
  });

  test("the words that it says are shown stand in the French sentences", () => {
    const sentences = within("messages/fr", /\.json$/).flatMap((path) => Object.values(JSON.parse(read(path)) as object)).map((value) => JSON.stringify(value)).join("\n").toLowerCase();
    const words = rows.flatMap((row) => row.shown.split(", ")).filter(Boolean);
    expect(words.filter((word) => !sentences.includes(word.toLowerCase()))).toEqual([]);
  });

  test("the types that it names are exported", () => {
    const missing = rows.flatMap((row) => row.types).filter((type) => !new RegExp(`export (interface|type|class) ${type}\\b`).test(code));
    expect(missing).toEqual([]);
  });

  test("it tells all the tables there are, and no other", async () => {
    const { db } = await newWorld();
    const { rows: tables } = await sql<{ name: string }>`
      select case schemaname when 'public' then tablename else schemaname || '.' || tablename end as name
      from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker')`.execute(db);
    const told = new Set(rows.flatMap((row) => row.tables));
    expect([...told].sort()).toEqual(tables.map((table) => table.name).sort());
  });

  test("the addresses that it gives are answered", () => {
    const shape = (path: string) => path.replace(/:\w+(\{[^}]*\})?|<[^>]+>/g, "*");
    const answered = new Set([...allRoutes({ development: true }).map((route) => route.path), ...healthAddresses].map(shape));
    expect(rows.flatMap((row) => row.addresses).filter((address) => !answered.has(shape(address)))).toEqual([]);
  });
});
