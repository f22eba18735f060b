import { sql } from "kysely";
import type { World } from "./world.ts";

/** Everything that a database holds, row by row, as text, with where it stands. */
export async function rowsSaying(world: World, words: readonly string[]): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(world.db);
  const found: string[] = [];
  for (const { name } of tables) {
    for (const word of words) {
      const { rows } = await sql<{ row: string }>`select x::text as row from ${sql.raw(name)} x where strpos(lower(x::text), lower(${word})) > 0`.execute(world.db);
      found.push(...rows.map(({ row }) => `${name} says ${word}: ${row.slice(0, 300)}`));
    }
  }
  return found;
}
