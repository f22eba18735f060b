import { sql } from "kysely";
import { json, type Database, type Transaction } from "../../platform/database.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { noLists, type SharedLists } from "./followed-list.ts";

const nameFor = (territory: TerritoryId | null) => `block-lists:${territory ?? "network"}`;

export async function readLists(db: Database, territory: TerritoryId | null): Promise<SharedLists> {
  const { rows } = await sql<{ value: SharedLists }>`select value from settings where name = ${nameFor(territory)}`.execute(db);
  return rows[0]?.value ?? noLists;
}

/** The same, for whoever changes it: one after another. */
export async function lockLists(tx: Transaction, territory: TerritoryId | null): Promise<SharedLists> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${nameFor(territory)}, 0))`.execute(tx);
  return readLists(tx, territory);
}

export async function writeLists(tx: Transaction, territory: TerritoryId | null, lists: SharedLists): Promise<void> {
  await sql`insert into settings (name, value) values (${nameFor(territory)}, ${json(lists)}) on conflict (name) do update set value = excluded.value`.execute(tx);
}

/** Whose lists are to be read again: a territory's, or the coordination's (null). */
export async function readFollowers(db: Database): Promise<{ territory: TerritoryId | null; lists: SharedLists }[]> {
  const { rows } = await sql<{ territory: string; lists: SharedLists }>`select substr(name, 13) as territory, value as lists from settings where starts_with(name, 'block-lists:')`.execute(db);
  return rows.map(({ territory, lists }) => ({ territory: territory === "network" ? null : (territory as TerritoryId), lists }));
}
