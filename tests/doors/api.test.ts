import { sql } from "kysely";
import { expect, test } from "vitest";
import { testServer } from "../support/server.ts";

test("the API says plainly that it knows no such member, and lists nothing of theirs", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  await world.article(author, here, { title: "Un article d’ici" });
  await server.reload();
  const host = server.hostOf(here.slug);

  const unknown = await server.ask(host, "/api/v1/members/personne");
  const nothing = await server.ask(host, "/api/v1/articles?author=personne");
  const theirs = await server.ask(host, `/api/v1/articles?author=${author.handle}&fields=title`);

  expect([unknown.status, unknown.headers["content-type"]]).toEqual([404, "application/problem+json"]);
  expect(JSON.parse(nothing.text)).toEqual({ data: [], next: null });
  expect(JSON.parse(theirs.text).data).toEqual([{ title: "Un article d’ici" }]);
});

test("contents are listed the oldest first when asked, page by page, and none published in the same millisecond is passed over", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  const titles = ["Premier", "Deuxième", "Troisième"];
  for (const title of titles) await world.article(author, here, { title });
  await sql`update contents set published_at = timestamptz '2026-03-01 10:00:00.0001Z' + (case title when 'Premier' then 0 when 'Deuxième' then 100 else 200 end) * interval '1 microsecond' where territory_id = ${here.id}`.execute(world.db);
  await server.reload();
  const host = server.hostOf(here.slug);
  const walk = async (sort: string) => {
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null && seen.length < 9; ) {
      const page: { data: { title: string }[]; next: string | null } = JSON.parse((await server.ask(host, `/api/v1/articles?limit=1&fields=title&sort=${sort}${cursor ? `&cursor=${cursor}` : ""}`)).text);
      seen.push(...page.data.map((each) => each.title));
      cursor = page.next;
    }
    return seen;
  };

  expect(await walk("published_at")).toEqual(titles);
  expect(await walk("-published_at")).toEqual(titles.toReversed());
  expect((await server.ask(host, "/api/v1/articles?sort=title")).status).toBe(400);
});

test("every answer that is counted says what is left of the quota, and an answer from memory repeats no other reader's count", async () => {
  const server = await testServer();
  const here = await server.world.territory();
  await server.reload();
  const host = server.hostOf(here.slug);

  const left = [(await server.ask(host, "/api/v1/articles")).headers["ratelimit"], (await server.ask(host, "/api/v1/events")).headers["ratelimit"]].map((said) => Number(/^"api";r=(\d+);t=\d+$/.exec(String(said))?.[1]));
  const again = await server.ask(host, "/api/v1/articles");

  expect((left[0] ?? 0) - (left[1] ?? 0)).toBe(1);
  expect([again.headers["ratelimit"], again.headers["ratelimit-policy"]]).toEqual([undefined, '"api";q=1200;w=300']);
});

test("a search answers as the public reader, words that mean the same included", async () => {
  const server = await testServer();
  const here = await server.world.territory();
  const member = await server.world.member(here);
  await server.world.article(member, here, { title: "Les mares hostiles" });
  await server.reload();

  const answer = await server.ask(server.hostOf(here.slug), "/api/v1/search?q=hostiles");

  expect(answer.status).toBe(200);
  expect(answer.text).toContain("Les mares hostiles");
});
