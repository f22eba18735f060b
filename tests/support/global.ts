import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../src/platform/database/embedded.ts";
import { readMigrations } from "../../src/platform/database/migration-files.ts";
import { migrate } from "../../src/platform/database/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    serverUrl: string;
  }
}

/** One PostgreSQL for the run, with a migrated database that each test file clones. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "echosciences-test-"));
  const named = process.env["TEST_DATABASE_URL"];
  const embedded = named ? null : await startEmbedded(folder, { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" });
  const url = named ?? embedded?.url ?? "";
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query("drop database if exists template_echosciences");
  await admin.query("create database template_echosciences");
  await admin.end();
  await migrate(url.replace(/\/[^/]*$/, "/template_echosciences"), await readMigrations(resolve("migrations")));
  project.provide("serverUrl", url);
  return async () => {
    await embedded?.release();
    await rm(folder, { recursive: true, force: true });
  };
}
