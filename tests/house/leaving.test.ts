import { sql } from "kysely";
import { expect, test } from "vitest";
import { fates } from "../../src/features/leaving/tables.ts";
import { newWorld } from "../support/world.ts";

/** What nobody said of these tables, and what is said of none. */
function faults(tables: readonly string[], told: Readonly<Record<string, { readonly travels?: string; readonly stays?: string }>>): string[] {
  return [
    ...tables.filter((table) => !told[table]).map((table) => `nobody says whether ${table} travels with a territory that leaves`),
    ...Object.keys(told).filter((table) => !tables.includes(table)).map((table) => `${table} is no table`),
    ...Object.entries(told).filter(([, { travels, stays }]) => !travels && !stays).map(([table]) => `nothing is said of ${table}`),
  ];
}

test("of every table it is said whether its rows travel with a territory that leaves, or why they stay", async () => {
  const { db } = await newWorld();
  const { rows } = await sql<{ name: string }>`select case schemaname when 'public' then tablename else schemaname || '.' || tablename end as name
    from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker')`.execute(db);

  expect(rows.length).toBeGreaterThan(100);
  expect(faults(rows.map((row) => row.name), fates)).toEqual([]);
  expect(faults(["stars"], { planets: {} })).toHaveLength(3);
});

test("no table that holds what opens an account or signs is said to stay readable where the territory was", () => {
  for (const table of ["accounts.users", "accounts.api_tokens", "accounts.arrivals", "bookings", "answers", "kept_writings", "content_versions"]) expect(fates[table], table).not.toHaveProperty("kept");
});
