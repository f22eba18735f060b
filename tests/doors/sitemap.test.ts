import { sql } from "kysely";
import { expect, test } from "vitest";
import { testServer } from "../support/server.ts";

test("the sitemap names files that together hold every published content and structure, however many, and no draft", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  await server.reload();
  const author = await world.member(here);
  await world.article(author, here, { title: "Premier article" });
  await world.article(author, here, { title: "Article en cours", intent: "draft" });
  // As many as two files and a half hold, in the way of a territory that has been there for years.
  await sql`insert into contents (id, kind, territory_id, slug, title, summary, body, language, state, published_at, created_by, created_at, updated_at)
    select gen_random_uuid(), kind, territory_id, 'ancien-' || n, 'Ancien ' || n, '', body, language, 'published', now() - n * interval '1 hour', created_by, created_at, updated_at
    from contents, generate_series(1, 2499) n where title = 'Premier article'`.execute(world.db);
  const host = server.hostOf(here.slug);
  const locations = async (path: string) => [...(await server.ask(host, path)).text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = ""]) => new URL(url));

  const files = await locations("/sitemap.xml");
  expect(files.map((url) => url.pathname)).toEqual(["/sitemap/pages.xml", "/sitemap/contenus-1.xml", "/sitemap/contenus-2.xml", "/sitemap/contenus-3.xml", "/sitemap/communautes-1.xml"]);
  const pages = (await Promise.all(files.slice(1, 4).map((url) => locations(url.pathname)))).flat();
  expect(new Set(pages.map((url) => url.pathname)).size).toBe(2500);
  expect(pages.some((url) => url.pathname === "/articles/premier-article")).toBe(true);
  expect(pages.some((url) => url.pathname.includes("en-cours"))).toBe(false);
  expect(pages.every((url) => url.host === files[0]?.host)).toBe(true);
  for (const path of ["/sitemap/contenus-4.xml", "/sitemap/contenus-0.xml", "/sitemap/constructor-1.xml", "/sitemap/contenus-1", "/sitemap/membres-1.xml"]) expect((await server.ask(host, path)).status, path).toBe(404);
});
