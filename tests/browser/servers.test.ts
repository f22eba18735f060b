import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { decideTrust } from "../../src/features/federation/decide-trust.ts";
import { newId, type ContentId, type Id } from "../../src/platform/ids.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { browsedServer, expectAccessible, newMember } from "../support/browser.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let home: Territory;
let animator: MemberViewer;
let article: ContentId;

beforeAll(async () => {
  server = await browsedServer();
  const { world } = server;
  home = await world.territory();
  animator = await world.member(home, { animates: [home], coordinator: true });
  article = await world.article(animator, home, { title: "Le chant des grenouilles" });
  await server.reload();
  const hosts = { "pouets.example": "known", "social.example": "open", "indesirable.example": "blocked" } as const;
  for (const [host, trust] of Object.entries(hosts)) {
    await sql`insert into federation.servers (id, host, name, software, created_at) values (${newId()}, ${host}, ${host.startsWith("pouets") ? "Pouets" : ""}, 'mastodon', now())`.execute(world.db);
    if (trust !== "open") await decideTrust(world.as(animator), null, [{ host, trust, reason: trust === "blocked" ? "Des annonces sans fin." : "On s’y connaît." }]);
  }
  // What was told of the article: one took it, one is waited for after it failed.
  const actor = newId();
  const activity = newId<Id<"activity">>();
  const origin = `http://${server.hostOf(home.slug)}`;
  await sql`insert into federation.actors (id, uri, kind, subject, territory_id, handle, inbox, created_at) values (${actor}, ${`${origin}/ap/members/${animator.id}`}, 'member', ${animator.id}, ${home.id}, ${animator.handle}, ${`${origin}/inbox`}, now())`.execute(world.db);
  await sql`insert into federation.activities (id, uri, actor_id, type, object_uri, content_id, body, at) values (${activity}, ${`${origin}/ap/activities/${activity}`}, ${actor}, 'Create', ${`${origin}/ap/articles/${article}`}, ${article}, '{}', now())`.execute(world.db);
  for (const host of Object.keys(hosts)) await sql`insert into federation.deliveries (activity_id, object_uri, server_id, inbox, due_at, created_at) select ${activity}, ${`${origin}/ap/articles/${article}`}, id, ${`https://${host}/inbox`}, now(), now() from federation.servers where host = ${host} and trust <> 'blocked'`.execute(world.db);
  await sql`update federation.deliveries set state = 'delivered', status = 202, attempts = 1, settled_at = now() where inbox like '%pouets%'`.execute(world.db);
  await sql`update federation.deliveries set attempts = 3, status = 503, answer = 'Service unavailable', due_at = now() + interval '1 hour' where inbox like '%social%'`.execute(world.db);
});

const views = [
  { width: 1280, colorScheme: "light", javaScriptEnabled: true },
  { width: 390, colorScheme: "dark", javaScriptEnabled: false },
] as const;

test.each(views)("whoever looks at what goes between servers can read and use each page: %o", async ({ width, ...more }) => {
  const page = await newMember(server, animator, server.hostOf(home.slug), { viewport: { width, height: 800 }, ...more });
  const pages = ["/mon-espace/demenagement", "/mon-espace/plateformes", `/contenus/${article}/diffusion`, "/animation/serveurs", "/animation/signalements", "/messages", "/articles/le-chant-des-grenouilles"];
  for (const path of pages) {
    await page.goto(`http://${server.hostOf(home.slug)}${path}`);
    expect(await page.getByRole("heading", { level: 1 }).count(), path).toBe(1);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
  }
});

test("an animator reads in words who took a content and who is waited for", async () => {
  const page = await newMember(server, animator, server.hostOf(home.slug));
  await page.goto(`http://${server.hostOf(home.slug)}/contenus/${article}/diffusion`);
  const cards = await page.getByRole("main").getByRole("listitem").allInnerTexts();
  expect(cards).toHaveLength(2);
  expect(cards.find((each) => each.includes("Pouets"))).toContain("reçu");
  expect(cards.find((each) => each.includes("social.example"))).toContain("503");
});
