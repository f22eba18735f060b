import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Migration } from "./migrate.ts";

/** Reads the numbered SQL files of a folder. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  return Promise.all(names.map(async (name) => ({ name: basename(name, ".sql"), sql: await readFile(join(folder, name), "utf8") })));
}
