import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import { showing } from "./store.ts";

test("a new table that shows pictures is noticed: forgetting must look there before it takes one away", async () => {
  const { db } = await newWorld();
  const { rows } = await sql<{ name: string }>`select c.relname || '.' || a.attname as name from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey) where k.contype = 'f' and k.confrelid = 'media'::regclass`.execute(db);
  expect(rows.map((row) => row.name).sort()).toEqual([...showing].sort());
});
