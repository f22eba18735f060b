import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { listAgenda, listOnMap, listOpen, type AgendaFilter } from "../../src/features/agenda/list-agenda.ts";
import { listAddresses } from "../../src/features/contents/list-addresses.ts";
import { listChangesAnywhere } from "../../src/features/contents/list-changes.ts";
import { listContents, listContentsAnywhere, listFeatured, listRelated, listWaiting } from "../../src/features/contents/list-contents.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { listFeedAnywhere, listFollowedAnywhere } from "../../src/features/follows/list-feed.ts";
import { listMembers } from "../../src/features/members/show-member.ts";
import { searchContents } from "../../src/features/search/search-contents.ts";
import { listTags } from "../../src/features/tags/list-tags.ts";
import type { Database } from "../../src/platform/database.ts";
import { newWorld } from "../support/world.ts";

const opened: pg.Pool[] = [];
const big = ["contents", "occurrences", "events", "members", "content_tags", "content_themes", "content_authors", "search_entries", "search_words", "tombstones"];

/** A database that explains each question it is asked, as if reading a table from end to end were out of the question. */
function explaining(url: string): { db: Database; whole: () => string[]; asked: () => number } {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: "-c enable_seqscan=off" });
  opened.push(pool);
  const found: string[] = [];
  let asked = 0;
  const explain = async (text: string, values: readonly unknown[]) => {
    asked++;
    const { rows } = await pool.query<{ "QUERY PLAN": string }>({ text: `explain ${text}`, values: [...values] });
    for (const { "QUERY PLAN": line } of rows) {
      const table = /Seq Scan on (\w+)/.exec(line)?.[1];
      if (table && big.includes(table)) found.push(`${table}: ${text.replace(/\s+/g, " ").slice(0, 160)}`);
    }
  };
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) }) });
  const executeQuery = db.getExecutor().executeQuery.bind(db.getExecutor());
  db.getExecutor().executeQuery = async (query, ...rest) => {
    await explain(query.sql, query.parameters);
    return executeQuery(query, ...rest);
  };
  return { db, whole: () => found, asked: () => asked };
}

afterAll(async () => {
  await Promise.all(opened.splice(0).map((pool) => pool.end()));
});

test("no listing reads a whole table, whatever is filtered", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const author = await world.member(here);
  const article = await world.article(author, here, { title: "Une comète", tags: ["comètes"], themes: ["astronomie"] });
  await world.event(author, here);
  const reader = await world.member(here);
  await follow(world.as(reader), { kind: "member", target: author.id }, true);
  await follow(world.as(reader), { kind: "tag", target: "cometes" }, true);
  const { db, whole, asked } = explaining(world.url);

  const from = Temporal.Now.plainDateISO("Europe/Paris");
  const filters: Partial<AgendaFilter>[] = [{}, { type: "workshop", free: true }, { theme: "astronomie" }, { audience: "families", age: 8 }, { accessibility: "wheelchair", online: true }, { near: { point: { latitude: 45.2, longitude: 5.7 }, km: 20 } }];
  for (const place of [here.id, null]) {
    for (const filter of filters) {
      const days = { days: { from, until: from.add({ days: 30 }) }, ...filter };
      await listAgenda(db, place, days, null, 40);
      await listAgenda(db, place, { ...days, notOverAt: Temporal.Now.instant() }, null, 40);
      await listOpen(db, place, days, 6);
      await listOnMap(db, place, days, 200);
    }
    await listTags(db, place, 18);
    await listMembers(db, place, null, 48);
    await searchContents(db, place, { text: "comette" }, 20);
    await listChangesAnywhere(db, place, undefined, { at: Temporal.Now.instant(), id: null }, 20);
  }
  for (const filter of [{}, { kind: "article" as const }, { kind: "article" as const, genre: "news" }, { tag: "cometes" }, { theme: "astronomie" }, { author: author.id }]) {
    await listContents(db, here.id, filter, null, 24);
    await listContentsAnywhere(db, filter, null, 24);
  }
  await listFeatured(db, here.id, 1);
  await listRelated(db, here.id, article, 3);
  await listAddresses(db, here.id, 0, 2000);
  await listWaiting(db, here.id);
  await listFeedAnywhere({ db, viewer: reader, now: () => Temporal.Now.instant() }, reader.id, null, 20);
  await listFollowedAnywhere(db, reader.id);

  expect(asked()).toBeGreaterThan(70);
  expect(whole()).toEqual([]);
  await db.destroy();
});
