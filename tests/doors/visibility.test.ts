import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { sql } from "kysely";
import { visibleTo } from "../../src/features/contents/list-visible.ts";
import { canSee } from "../../src/features/contents/policy.ts";
import type { ContentStanding } from "../../src/features/contents/content.ts";
import { contentStates } from "../../src/features/contents/content.ts";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { visitor } from "../../src/platform/viewer.ts";
import { addressOf, routes } from "../house/routes.ts";
import { testServer } from "../support/server.ts";
import { newWorld } from "../support/world.ts";

describe("the visibility gate", () => {
  test("SQL and policy agree on who sees what", async () => {
    const world = await newWorld();
    const [here, there] = [await world.territory(), await world.territory()];
    const author = await world.member(here);
    const viewers = [visitor, author, await world.member(there), await world.member(here, { animates: [here] }), await world.member(there, { animates: [there] }), await world.member(here, { coordinator: true }), await world.member(there, { actsFor: [await world.structure(here)] }), await world.member(there, { communities: [await world.community(here)] })];
    const id = await world.article(author, here);
    const [structure, community] = [await world.structure(here), await world.community(here)];
    viewers.push(await world.member(there, { actsFor: [structure] }), await world.member(there, { communities: [community] }));
    await sql`insert into content_structures (content_id, structure_id, role) values (${id}, ${structure}, 'author')`.execute(world.db);

    await fc.assert(fc.asyncProperty(fc.constantFrom(...contentStates), fc.constantFrom(...viewers), fc.integer({ min: -2, max: 2 }), async (state, viewer, hours) => {
      const now = Temporal.Now.instant();
      const publishedAt = now.add({ hours });
      await sql`update contents set state = ${state}, community_id = ${community}, published_at = ${publishedAt}, publish_at = ${now.add({ hours: 1 })} where id = ${id}`.execute(world.db);
      const { rows } = await sql`select from contents c where c.id = ${id} and ${visibleTo(viewer, now)}`.execute(world.db);
      const standing: ContentStanding = { id, kind: "article", territory: here.id, state, publishedAt, authors: [author.id], structure, community };
      expect(canSee(viewer, standing, now)).toBe(rows.length === 1);
    }), { numRuns: 120 });
  });

  test("what isn't public shows in no output, and what is withdrawn leaves them all", async () => {
    const server = await testServer();
    const { world } = server;
    const here = await world.territory();
    const author = await world.member(here);
    const hidden = await world.article(author, here, { title: "Zirconium caché", intent: "draft", tags: ["zirconium"], themes: ["physique"] });
    const gone = await world.event(author, here, { title: "Zirconium retiré" });
    const shown = await world.article(author, here, { title: "Zirconium public", tags: ["zirconium"], themes: ["physique"] });
    await withdraw(world.as(author), gone);
    await server.reload();
    const host = server.hostOf(here.slug);

    // Every public address that the server has, filled with what would lead to the hidden ones: a new route is walked by itself.
    const samples: Readonly<Record<string, string>>[] = [
      { tag: "zirconium", theme: "physique", handle: author.handle, id: hidden, slug: "zirconium-cache", file: "zirconium-retire", name: "zirconium" },
      { id: gone, slug: "zirconium-retire", tag: "zirconium", theme: "physique", handle: author.handle, file: "zirconium-cache" },
    ];
    const readable = routes.filter((route) => route.method === "GET" && route.access === "public");
    const outputs = [...new Set(readable.flatMap((route) => samples.map((values) => addressOf(route.path, values)))), "/recherche?q=zirconium", "/api/v1/search?q=zirconium", "/api/v1/contents?q=zirconium", "/api/v1/contents?updated_since=2000-01-01T00:00:00Z"];
    expect(outputs.length).toBeGreaterThan(80);
    let answered = 0;
    for (const host_ of [host, server.portal]) {
      for (const path of outputs) {
        const answer = await server.ask(host_, path);
        expect(answer.status, path).toBeLessThan(500);
        expect(answer.text, path).not.toMatch(/Zirconium (caché|retiré)/);
        if (answer.status === 200) answered++;
      }
    }
    expect(answered).toBeGreaterThan(80);
    expect((await server.ask(host, "/articles")).text).toContain("Zirconium public");
    for (const path of [`/api/v1/articles/${hidden}`, `/api/v1/events/${gone}`, "/articles/zirconium-cache", "/evenements/zirconium-retire", "/evenements/zirconium-retire.ics", `/api/v1/oembed?url=${encodeURIComponent(`http://${host}/articles/zirconium-cache`)}`]) {
      expect((await server.ask(host, path)).status, path).toBe(404);
    }
    expect((await server.ask(host, `/api/v1/articles/${shown}`)).status).toBe(200);
  });
});
