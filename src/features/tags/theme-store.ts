import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import type { ThemeInput } from "./themes.ts";

export interface StoredTheme {
  readonly code: string;
  readonly territory: TerritoryId;
  readonly position: number;
  readonly retired: boolean;
}

/** A territory's own themes in their order, held until the transaction ends. */
export async function holdThemes(tx: Transaction, territory: TerritoryId): Promise<StoredTheme[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`themes/${territory}`}, 0))`.execute(tx);
  const { rows } = await sql<StoredTheme>`select code, territory_id as territory, position, retired_at is not null as retired from territory_themes where territory_id = ${territory} order by position, code`.execute(tx);
  return rows;
}

/** False when another territory's theme has that code. */
export async function insertTheme(tx: Transaction, territory: TerritoryId, code: string, input: ThemeInput, position: number, at: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql`insert into territory_themes (code, territory_id, name_fr, name_en, pattern, icon, position, created_at)
    values (${code}, ${territory}, ${input.fr}, ${input.en}, ${input.pattern}, ${input.icon}, ${position}, ${at}) on conflict do nothing returning 1`.execute(tx);
  return rows.length > 0;
}

export async function updateTheme(tx: Transaction, code: string, input: ThemeInput): Promise<void> {
  await sql`update territory_themes set name_fr = ${input.fr}, name_en = ${input.en}, pattern = ${input.pattern}, icon = ${input.icon} where code = ${code}`.execute(tx);
}

export async function setOrder(tx: Transaction, codes: readonly string[]): Promise<void> {
  await sql`update territory_themes t set position = o.place from unnest(${[...codes]}::text[]) with ordinality as o(code, place) where o.code = t.code`.execute(tx);
}

export async function setRetired(tx: Transaction, code: string, at: Temporal.Instant | null): Promise<void> {
  await sql`update territory_themes set retired_at = ${at} where code = ${code}`.execute(tx);
}
