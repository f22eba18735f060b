import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { testDatabase } from "../../../tests/support/database.ts";
import type { Database } from "../../platform/database.ts";
import type { FileStore } from "../../platform/files/file-store.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { eventInput } from "../agenda/input.ts";
import { articleInput } from "../articles/write-article.ts";
import { distanceKm, findCommune, isWithin } from "../places/communes.ts";
import { composeArticle } from "./compose-article.ts";
import { composeEvent } from "./compose-event.ts";
import { at, of } from "./french.ts";
import { demoSeed, seedDemonstration } from "./seed.ts";
import { demoTerritories } from "./territories.ts";
import type { DemoEvent } from "./things.ts";
import { writtenContents } from "./written.ts";

const today = Temporal.PlainDate.from("2026-11-25");
const everything = demoTerritories.map((territory) => ({ territory, ...writtenContents(territory, today) }));

function memoryFiles(): FileStore & { readonly keys: Set<string> } {
  const keys = new Set<string>();
  return { keys, put: async (key) => void keys.add(key), get: async () => null, open: async () => null, remove: async () => undefined, list: async function* () { yield* keys; } };
}

/** Everything that the seed decides, as one digest. */
async function digest(db: Database): Promise<string> {
  const parts: string[] = [];
  for (const table of ["territories", "members", "contents", "content_authors", "content_tags", "content_themes", "content_media", "events", "occurrences", "operations", "operation_territories", "operation_events", "announcements", "calls", "answers", "jurors", "jury_notes", "booking_offers", "booking_times", "bookings", "dossiers", "dossier_items", "dossier_sections", "dossier_suggestions", "communities", "community_members", "likes", "comments", "follows", "conversations", "conversation_members", "messages", "media"]) {
    const { rows } = await sql<{ digest: string }>`select md5(coalesce(string_agg(h, '' order by h), '')) as digest from (select md5(t::text) as h from ${sql.table(table)} t) rows`.execute(db);
    parts.push(`${table} ${rows[0]?.digest ?? ""}`);
  }
  return parts.join("\n");
}

describe("the founded network", () => {
  test("is the same when founded again the same day", async () => {
    const { db } = (await testDatabase()).connections;
    const digests: string[] = [];
    for (const _time of [1, 2]) {
      await sql`truncate territories, members, facts cascade`.execute(db);
      await seedDemonstration(db, { scale: 0.1, today, files: null, progress: () => undefined });
      digests.push(await digest(db));
    }
    expect(digests[1]).toBe(digests[0]);
  });

  test("holds the numbers of June 2017, its talk and its pictures, and is never empty in the coming fortnight", async () => {
    const { db } = (await testDatabase()).connections;
    await sql`truncate territories, members, facts cascade`.execute(db);
    const files = memoryFiles();
    await seedDemonstration(db, { scale: 1, today, files, progress: () => undefined });

    const { rows } = await sql<{ name: string; count: number }>`select 'members' as name, count(*)::int from members union all select 'contributors', count(*)::int from members where contributor
      union all select kind || 's', count(*)::int from contents where state = 'published' and kind in ('event', 'article', 'dossier', 'announcement') group by kind`.execute(db);
    expect(Object.fromEntries(rows.map((row) => [row.name, row.count]))).toEqual({ members: 2050, contributors: 700, events: 2300, articles: 1980, dossiers: 120, announcements: 270 });
    const gathered = await sql<{ purpose: string; access: string; state: string; people: number; contents: number }>`select purpose, access, state, min(members)::int as people, min((select count(*) from contents c where c.community_id = k.id and c.state in ('published', 'reserved')))::int as contents
      from communities k group by purpose, access, state order by purpose, access, state`.execute(db);
    expect(gathered.rows.map((row) => [row.purpose, row.access, row.state, row.people > 3, row.contents > 1])).toEqual([
      ["class", "open", "archived", true, true], ["class", "request", "active", true, true], ["institution", "request", "active", true, true], ["operation", "open", "active", true, true],
      ["operation", "private", "active", true, true], ["professional-network", "request", "active", true, true], ["theme", "open", "active", true, true],
    ]);
    const calls = await sql<{ some: number }>`select count(*)::int as some from announcements group by closed_at is null`.execute(db);
    expect(calls.rows.map((row) => row.some > 60)).toEqual([true, true]);

    const days = await sql<{ slug: string; days: number }>`select t.slug, count(distinct o.day)::int as days from occurrences o join territories t on t.id = o.territory_id
      where not o.opening and o.day >= ${today.toString()}::date and o.day < ${today.add({ days: 14 }).toString()}::date group by t.slug`.execute(db);
    expect(days.rows.map((row) => row.days)).toEqual(demoTerritories.map(() => 14));

    const talk = await sql<{ likes: boolean; comments: boolean; relays: boolean; early: number; featured: number; pictures: number; items: number; abroad: number }>`select
      (select sum(likes) from contents) = (select count(*) from likes) as likes, (select sum(comments) from contents) = (select count(*) from comments where state = 'visible') as comments, (select sum(relays) from contents) = (select count(*) from relays) as relays,
      (select count(*)::int from contents where published_at >= ${`${today.toString()}T00:00:00+01:00`}::timestamptz) as early, (select count(*)::int from contents where featured_at is not null) as featured,
      (select count(*)::int from contents where lead_id is not null) as pictures, (select min(n)::int from (select count(*) as n from dossier_items group by dossier_id) d) as items,
      (select count(distinct i.dossier_id)::int from dossier_items i join contents d on d.id = i.dossier_id join contents c on c.id = i.content_id where c.territory_id <> d.territory_id) as abroad`.execute(db);
    const said = await sql<{ named: number; edited: number; taken: number; closed: number; relayed: number }>`select (select count(*)::int from mentions) as named, (select count(*)::int from comments where edited_at is not null) as edited,
      (select count(*)::int from comments where state <> 'visible') as taken, (select count(*)::int from contents where comments_closed_at is not null) as closed, (select count(*)::int from relays) as relayed`.execute(db);
    for (const [what, number] of Object.entries(said.rows[0] ?? {})) expect(number, what).toBeGreaterThan(4);
    expect(talk.rows[0]).toMatchObject({ likes: true, comments: true, relays: true, early: 0, featured: 7 });
    expect(talk.rows[0]?.pictures).toBeGreaterThan(500);
    expect(talk.rows[0]?.items).toBeGreaterThan(0);
    expect(talk.rows[0]?.abroad).toBeGreaterThan(60);
    expect(files.keys.size).toBe(12 * 2 * 2);

    const kept = await sql<{ sections: number; bare: number; together: number; waiting: number; near: number }>`select
      (select count(distinct dossier_id)::int from dossier_sections) as sections, (select count(*)::int from dossier_sections s where not exists (select from dossier_items i where i.section_id = s.id)) as bare,
      (select count(*)::int from (select a.content_id from content_authors a join dossiers d on d.content_id = a.content_id group by a.content_id having count(*) > 1) shared) as together, (select count(*)::int from dossier_suggestions) as waiting,
      (select count(*)::int from dossier_suggestions s join members m on m.id = s.member_id join contents c on c.id = s.dossier_id where m.home_id = c.territory_id) as near`.execute(db);
    expect(kept.rows[0]).toMatchObject({ bare: 0, near: 0 });
    expect(Math.min(kept.rows[0]?.sections ?? 0, kept.rows[0]?.together ?? 0, kept.rows[0]?.waiting ?? 0)).toBeGreaterThan(10);
  });
});

describe("what was written", () => {
  test("is forty contents or more, each under a title of its own", () => {
    const titles = everything.flatMap(({ events, articles }) => [...events, ...articles].map((each) => each.title));
    expect(titles.length).toBeGreaterThanOrEqual(44);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test("passes the schema that a member's own contents pass", () => {
    for (const { events, articles } of everything) {
      for (const event of events) expect(eventInput.safeParse(inputOf(event)).error?.issues ?? [], event.title).toEqual([]);
      for (const article of articles) expect(articleInput.safeParse({ title: article.title, summary: article.summary, body: fromMarkdown(article.body), tags: [...article.tags], themes: article.themes, genre: article.genre }).error?.issues ?? [], article.title).toEqual([]);
    }
  });

  test("stands where it says: inside the territory, within fifteen kilometres of its commune", () => {
    for (const { territory, events } of everything) for (const event of events) {
      expect(isWithin(territory.perimeter, event.commune), event.title).toBe(true);
      const point = findCommune(event.commune.code)?.point;
      expect(point && distanceKm(point, event), event.title).toBeLessThan(15);
    }
  });

  test("shows every kind of event, every state and every way of repeating, whatever the day", () => {
    for (let offset = 0; offset < 7; offset++) {
      const events = demoTerritories.flatMap((territory) => writtenContents(territory, today.add({ days: offset })).events);
      expect(new Set(events.map((event) => event.type)).size).toBe(11);
      expect(new Set(events.map((event) => event.status)).size).toBe(4);
      expect(new Set(events.flatMap((event) => event.sessions.map((session) => session.kind)))).toEqual(new Set(["slot", "repeated", "opening"]));
      for (const event of events) expect(eventInput.safeParse(inputOf(event)).success, event.title).toBe(true);
    }
    const genres = new Set(everything.flatMap(({ articles }) => articles.map((article) => article.genre)));
    expect(genres.size).toBe(9);
  });
});

describe("what is composed", () => {
  test("passes the same schemas, and says à, au, de, d’ as one speaks", () => {
    for (const territory of demoTerritories) for (let index = 0; index < 60; index++) {
      const event = composeEvent(demoSeed, territory, index, today);
      const article = composeArticle(demoSeed, territory, index, today);
      expect(eventInput.safeParse(inputOf(event)).error?.issues ?? [], event.title).toEqual([]);
      expect(articleInput.safeParse({ title: article.title, body: fromMarkdown(article.body), genre: article.genre, themes: article.themes }).success, article.title).toBe(true);
      for (const text of [event.title, event.summary, event.body, article.title, article.summary, article.body, event.placeName, event.organiser]) expect(text).not.toMatch(/\b(à le|à les|de le|de les|de (?=[aeiouéè]\w+’)) |undefined|[*~]\w+~|de [AEIOUÉ]\w+-?\w*’/);
    }
    expect([at("Le Mans"), at("Les Sables"), at("La Rochelle"), of("Albi"), of("Le Havre"), of("Lille")]).toEqual(["au Mans", "aux Sables", "à La Rochelle", "d’Albi", "du Havre", "de Lille"]);
  });

  test("seldom says the same twice: few titles and few places repeat", () => {
    const [grenoble] = demoTerritories;
    const events = Array.from({ length: 300 }, (_, index) => (grenoble ? composeEvent(demoSeed, grenoble, index, today) : null)).filter((event) => event !== null);
    expect(new Set(events.map((event) => event.title)).size).toBeGreaterThan(240);
    expect(new Set(events.map((event) => event.placeName)).size).toBeGreaterThan(100);
    expect(new Set(events.map((event) => JSON.stringify(event.sessions[0]).match(/T\d\d:\d\d/)?.[0])).size).toBeGreaterThan(12);
  });
});

function inputOf(event: DemoEvent) {
  const { commune, body, tags, picture: _p, featured: _f, published: _d, firstStart: _s, within: _w, ...rest } = event;
  return { ...rest, tags: [...tags], body: fromMarkdown(body), communeCode: commune.code };
}
