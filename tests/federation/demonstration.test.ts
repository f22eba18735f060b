import { sql } from "kysely";
import { expect, test } from "vitest";
import { create } from "../../src/edge/activitypub/wire/activities.ts";
import { loadActor, type Identity } from "../../src/edge/activitypub/wire/load-actor.ts";
import { loadComment } from "../../src/edge/activitypub/wire/load-comment.ts";
import { loadContent } from "../../src/edge/activitypub/wire/load-content.ts";
import { loadNews } from "../../src/edge/activitypub/wire/load-news.ts";
import type { Sources } from "../../src/edge/activitypub/wire/sources.ts";
import type { WireObject } from "../../src/edge/activitypub/wire/wire.ts";
import type { ActorAddress } from "../../src/edge/activitypub/uris.ts";
import { seedDemonstration } from "../../src/features/demonstration/seed.ts";
import { makeDirectory } from "../../src/features/territories/directory.ts";
import { listTerritoriesAnywhere } from "../../src/features/territories/list-territories.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { FileStore } from "../../src/platform/files/file-store.ts";
import type { CommentId, ContentId } from "../../src/platform/ids.ts";
import { testDatabase } from "../support/database.ts";
import { act } from "./cases.ts";
import { lint } from "./lint.ts";
import { readAsEventBridge } from "./readers/event-bridge.ts";
import { readAsGancio } from "./readers/gancio.ts";
import { readAsLemmy } from "./readers/lemmy.ts";
import { followAsMastodon, readAsMastodon } from "./readers/mastodon.ts";
import { followAsMobilizon, readAsMobilizon } from "./readers/mobilizon.ts";

const now = Temporal.Instant.from("2026-11-25T12:00:00Z");
const identity: Identity = { origin: "https://grenoble.echosciences.example", handle: "quelqu-un", since: now, keys: { publicKeyPem: "-----BEGIN PUBLIC KEY-----\nMII…\n-----END PUBLIC KEY-----\n", multibase: null }, alsoKnownAs: [], movedTo: null };
const files: FileStore = { put: async () => undefined, get: async () => null, open: async () => null, remove: async () => undefined, list: async function* () {} };

/** What each reader stops at or loses of an object when its author creates it. */
function troubles(object: WireObject): string[] {
  const author = String(object["attributedTo"]);
  const activity = create(act(author), object, now);
  const readings = {
    Mobilizon: () => readAsMobilizon(activity),
    Gancio: () => readAsGancio(activity, author),
    Mastodon: () => readAsMastodon(activity),
    Lemmy: () => readAsLemmy(activity, (id) => id.includes("/communities/")),
    "Event Bridge": () => readAsEventBridge(activity, author, 0),
  };
  return Object.entries(readings).flatMap(([name, read]) => {
    try {
      const reading = read();
      return reading.kind === "taken" ? reading.lost.map((each) => `${name} loses ${each}`) : [];
    } catch (error) {
      return [`${name}: ${String(error)}`];
    }
  });
}

test("all that the demonstration publishes is read by every strict reader, and holds no trap", async () => {
  const { db } = (await testDatabase()).connections;
  await sql`truncate territories, members, facts cascade`.execute(db);
  await seedDemonstration(db, { scale: 0.1, today: Temporal.PlainDate.from("2026-11-25"), files, progress: () => undefined });
  const territories = await listTerritoriesAnywhere(db);
  const directory = makeDirectory(territories, "http://echosciences.localhost:3000");
  const sources: Sources = { db, now: () => now, directory: () => directory };

  const { rows: contents } = await sql<{ id: ContentId; kind: string }>`select id, kind from contents where state = 'published' order by id`.execute(db);
  const said = new Map<string, number>();
  const problems: string[] = [];
  const told = (kind: string, objects: readonly WireObject[]) => {
    for (const object of objects) {
      said.set(kind, (said.get(kind) ?? 0) + 1);
      problems.push(...[...lint(JSON.parse(JSON.stringify(object))), ...troubles(object)].map((each) => `${kind} ${String(object["id"])}: ${each}`));
    }
  };
  for (const { id, kind } of contents) {
    const loaded = await loadContent(sources, id);
    if (!loaded) problems.push(`${kind} ${id} isn't said`);
    told(kind, loaded ? [loaded.object, ...loaded.beside] : []);
  }
  const { rows: comments } = await sql<{ id: CommentId }>`select id from comments where state = 'visible' limit 300`.execute(db);
  for (const { id } of comments) told("comment", [(await loadComment(sources, id))?.object ?? []].flat());
  const { rows: updates } = await sql<{ id: string }>`select u.id from project_updates u join contents c on c.id = u.project_id and c.state = 'published' limit 100`.execute(db);
  for (const { id } of updates) told("news", [(await loadNews(sources, id))?.object ?? []].flat());

  expect(problems.slice(0, 20)).toEqual([]);
  expect([...said.keys()].sort()).toEqual(["announcement", "article", "comment", "dossier", "event", "itinerary", "news", "operation", "place", "project"]);
  expect(said.get("event")).toBeGreaterThan(contents.filter((each) => each.kind === "event").length);

  const actors = await actorsOf(sources, territories);
  expect(actors.flatMap((each) => lint(JSON.parse(JSON.stringify(each)))).slice(0, 20)).toEqual([]);
  expect(new Set(actors.map((each) => each["type"]))).toEqual(new Set(["Application", "Group", "Organization", "Person", "Service"]));
  for (const each of actors) expect([followAsMastodon(each).kind, followAsMobilizon(each).kind]).toEqual(["taken", each["type"] === "Person" ? "ignored" : "taken"]);
}, 600_000);

/** One hundred of each kind at most. */
async function actorsOf(sources: Sources, territories: readonly Territory[]): Promise<WireObject[]> {
  const { rows } = await sql<{ at: string; address: ActorAddress }>`
    (select home_id as at, jsonb_build_object('kind', 'member', 'id', id) as address from members where state = 'active' limit 100)
    union all (select territory_id, jsonb_build_object('kind', 'structure', 'id', id) from structures where state = 'listed' and territory_id is not null limit 100)
    union all (select territory_id, jsonb_build_object('kind', 'community', 'id', id) from communities where access <> 'private' and state = 'active' limit 100)
    union all (select territory_id, jsonb_build_object('kind', 'project', 'id', id) from contents where kind = 'project' and state = 'published' limit 100)
    union all (select distinct on (tag) territory_id, jsonb_build_object('kind', 'tag', 'tag', tag) from content_tags where published_at is not null limit 100)`.execute(sources.db);
  const actors = [...rows, ...territories.map((each) => ({ at: each.id, address: { kind: "territory" } satisfies ActorAddress }))].map(async ({ at, address }) => {
    const territory = territories.find((each) => each.id === at);
    const said = territory ? await loadActor(sources, territory, address, { ...identity, origin: sources.directory().originOf(territory.id) }) : null;
    if (!said) throw new Error(`${address.kind} isn't said`);
    return said;
  });
  return await Promise.all(actors);
}
