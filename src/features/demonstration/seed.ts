import { sql } from "kysely";
import { hashPassword } from "../accounts/password.ts";
import { inTransaction, json, type Database, type Transaction } from "../../platform/database.ts";
import { withoutIndexes } from "../../platform/database/without-indexes.ts";
import type { TerritoryId } from "../../platform/ids.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { idAt } from "./chance.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import { composeMember } from "./compose-member.ts";
import { seedAnnouncements } from "./seed-announcements.ts";
import { seedCommunities } from "./seed-communities.ts";
import { seedBookings } from "./seed-bookings.ts";
import { seedCalls } from "./seed-calls.ts";
import { seedContents } from "./seed-contents.ts";
import { seedDossiers } from "./seed-dossiers.ts";
import { seedGoing } from "./seed-going.ts";
import { seedItineraries } from "./seed-itineraries.ts";
import { seedMessages } from "./seed-messages.ts";
import { seedOperations } from "./seed-operations.ts";
import { seedProgrammes } from "./seed-programmes.ts";
import { seedProjects } from "./seed-projects.ts";
import { seedPlaces } from "./seed-places.ts";
import { seedStructures } from "./seed-structures.ts";
import { seedPictures } from "./seed-pictures.ts";
import { seedAfterthoughts, seedFollows, seedRelays } from "./seed-talk.ts";
import { aboutText, demoTerritories, editorialText, legalText, shareOut, type DemoTerritory } from "./territories.ts";

export interface SeedOptions {
  readonly scale: number;
  readonly today: Temporal.PlainDate;
  /** Where the pictures go; null founds a network without any. */
  readonly files: FileStore | null;
  readonly progress: (line: string) => void;
}

/** The network of June 2017, at 1x. */
const members = 2050;
const contributors = 700;
export const demoSeed = "echosciences-2017";
const batch = 500;

const filled = ["members", "contents", "content_authors", "content_tags", "content_themes", "occurrences", "search_entries", "dossier_items", "comments", "likes", "follows"];

/**
 * Founds the demonstration network, batch by batch: never more than two batches are held, whatever the scale. All of it
 * or nothing: an interrupted founding leaves an empty database, which the next start founds.
 */
export async function seedDemonstration(db: Database, options: SeedOptions): Promise<void> {
  await inTransaction(db, async (tx) => {
    await foundTerritories(tx, options.today);
    await withoutIndexes(tx, filled, () => fill(tx, options));
    options.progress("indexes");
  });
  await sql`analyze`.execute(db);
}

async function fill(tx: Transaction, options: SeedOptions): Promise<void> {
  const shares = shareOut(members * options.scale);
  for (const [index, territory] of demoTerritories.entries()) {
    await seedMembers(tx, territory, shares[index] ?? 0, options);
    options.progress(`${territory.name}: ${shares[index] ?? 0} members`);
  }
  await seedLogins(tx);
  if (options.files) await seedPictures(tx, options.files, options.today);
  await seedContents(tx, options);
  await seedProgrammes(tx, options);
  await seedAnnouncements(tx, options);
  await seedCalls(tx, options);
  await seedBookings(tx, options);
  await seedOperations(tx, options);
  await seedStructures(tx, options);
  await seedPlaces(tx, options);
  await seedItineraries(tx, options);
  await seedProjects(tx, options);
  await seedDossiers(tx, options);
  await seedCommunities(tx, options);
  await seedFollows(tx, options);
  await seedAfterthoughts(tx, options);
  await seedRelays(tx, options);
  await seedGoing(tx, options);
  await seedMessages(tx, options);
}

/** Composes each batch while the database still writes the one before. */
export async function inBatches<T>(count: number, size: number, compose: (index: number) => T, write: (items: readonly T[]) => Promise<unknown>): Promise<void> {
  let writing: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < count; from += size) {
    const items = Array.from({ length: Math.min(size, count - from) }, (_, offset) => compose(from + offset));
    await writing;
    writing = write(items);
    // Its failure is told where it is awaited.
    writing.catch(() => undefined);
  }
  await writing;
}

export function territoryIdOf(territory: DemoTerritory): TerritoryId {
  return idAt("territory", territory.slug) as TerritoryId;
}

/** All of a territory's members, those who write first. */
export function membersOf(territory: DemoTerritory, scale: number): number {
  return shareOut(members * scale)[demoTerritories.indexOf(territory)] ?? 0;
}

/** Contributors come first, so that an author is found by number. */
export function contributorsOf(territory: DemoTerritory, scale: number): number {
  return shareOut(contributors * scale)[demoTerritories.indexOf(territory)] ?? 0;
}

async function foundTerritories(tx: Transaction, today: Temporal.PlainDate): Promise<void> {
  for (const territory of demoTerritories) {
    const id = territoryIdOf(territory);
    await sql`insert into territories (id, slug, name, perimeter, hue, structure_name, about, editorial_line, legal_notice, latitude, longitude, map_zoom, created_at)
      values (${id}, ${territory.slug}, ${territory.name}, ${json(territory.perimeter)}, ${territory.hue}, ${territory.structure}, ${json(fromMarkdown(aboutText(territory)))},
        ${json(fromMarkdown(editorialText))}, ${json(fromMarkdown(legalText(territory)))}, ${territory.latitude}, ${territory.longitude}, ${territory.zoom}, ${today.toString()})`.execute(tx);
    await sql`insert into territory_slugs (slug, territory_id) values (${territory.slug}, ${id})`.execute(tx);
  }
  await sql`select pg_notify('echosciences_touched', 'territories')`.execute(tx);
}

async function seedMembers(tx: Transaction, territory: DemoTerritory, count: number, { scale, today }: SeedOptions): Promise<void> {
  const writing = contributorsOf(territory, scale);
  const compose = (index: number) => ({ id: idAt("member", territory.slug, index), ...composeMember(demoSeed, territory, index), contributor: index < writing, created_at: today.subtract({ days: (index * 7) % 2000 }).toString() });
  await inBatches(count, batch, compose, (rows) => sql`
    insert into members (id, handle, name, bio, commune, interests, home_id, contributor, created_at)
    select id, handle, name, bio, commune, array(select jsonb_array_elements_text(interests)), ${territoryIdOf(territory)}, contributor, created_at
    from jsonb_to_recordset(${json(rows)}) as r(id uuid, handle text, name text, bio text, commune text, interests jsonb, contributor boolean, created_at timestamptz)`.execute(tx));
}

const password = "culture-scientifique";
const demoLogins = [
  { role: "member", email: "membre@example.org", place: ["hauts-de-france", 0] },
  { role: "animator of Grenoble", email: "animation@example.org", place: ["grenoble", 0] },
  { role: "coordinator", email: "coordination@example.org", place: ["bretagne", 0] },
] as const;

/** Three accounts to try the network with; they exist in the demonstration only. */
async function seedLogins(tx: Transaction): Promise<void> {
  const hash = await hashPassword(password);
  for (const login of demoLogins) {
    await sql`insert into accounts.users (id, email, password, created_at) values (${idAt("member", ...login.place)}, ${login.email}, ${hash}, now())`.execute(tx);
  }
  await sql`insert into animators (territory_id, member_id) values (${idAt("territory", "grenoble")}, ${idAt("member", "grenoble", 0)})`.execute(tx);
  for (const territory of demoTerritories.slice(1)) await sql`insert into animators (territory_id, member_id) values (${territoryIdOf(territory)}, ${idAt("member", territory.slug, 1)})`.execute(tx);
  await sql`update members set coordinator = true where id = ${idAt("member", "bretagne", 0)}`.execute(tx);
}

/** How to log in to the demonstration; nothing on any other network. */
export async function demonstrationLogins(db: Database): Promise<{ role: string; email: string; password: string }[]> {
  const { rows } = await sql<{ email: string }>`select email from accounts.users where id = any(${demoLogins.map((login) => idAt("member", ...login.place))}::uuid[])`.execute(db);
  const present = new Set(rows.map((row) => row.email));
  return demoLogins.filter((login) => present.has(login.email)).map(({ role, email }) => ({ role, email, password }));
}
