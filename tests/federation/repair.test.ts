import { sql } from "kysely";
import { expect, test } from "vitest";
import { eventInput } from "../../src/features/agenda/input.ts";
import { writeEvent } from "../../src/features/agenda/write-event.ts";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { askToCompare } from "../../src/features/federation/ask-to-compare.ts";
import { decideFor } from "../../src/features/federation/decide-trust.ts";
import { follow } from "../../src/features/follows/follow.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import type { TestServer } from "../support/server.ts";
import { acceptsActivity, eventually, personOf, reachableServer, standInOf } from "./servers.ts";

const published = { intent: "publish", publishAt: null, submission: null, revision: null } as const;

/** Two servers of which the first follows a member and, if asked, the territory of the second. */
async function twoServers(names: readonly [string, string]) {
  const [a, b] = await Promise.all([reachableServer(names[0]), reachableServer(names[1])]);
  const [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  const [lea, camille] = [await personOf(a, here, "Léa Le Goff"), await b.world.member(there, { name: "Camille Roy" })];
  await lea.lookUp(`@${camille.handle}@${b.hostOf(there.slug)}`);
  await follow(a.world.as(lea.viewer), { kind: "member", target: await standInOf(a, "Camille Roy") }, true);
  await eventually(async () => (await sql`select from federation.following where state = 'accepted'`.execute(a.world.db)).rows.length, (n) => n === 1, [a, b]);
  await eventually(async () => (await sql`select from federation.actors where gathered_at is not null`.execute(a.world.db)).rows.length, (n) => n === 1, [a, b]);
  const copy = async (title: string) => (await sql<{ state: string; status: string | null }>`select c.state, e.status from contents c left join events e on e.content_id = c.id where c.title = ${title}`.execute(a.world.db)).rows;
  return { a, b, here, there, lea, camille, copy };
}

/** What a server says from now on gets lost on its way, until it is heard again. */
async function loseAll(server: TestServer, lost: boolean): Promise<void> {
  await sql`create or replace function lose() returns trigger language plpgsql as $$ begin new.state := 'expired'; return new; end $$`.execute(server.world.db);
  await (lost ? sql`create trigger lose before insert on federation.deliveries for each row execute function lose()` : sql`drop trigger lose on federation.deliveries`).execute(server.world.db);
}

const rewrite = (server: TestServer, by: MemberViewer, content: ContentId, title: string) => writeArticle(server.world.as(by), { content, moderation: "after" }, articleInput.parse({ title, body: fromMarkdown("Corrigé.") }), published);
const allTold = (server: TestServer) => eventually(async () => (await sql`select from graphile_worker.jobs where task_identifier = 'react'`.execute(server.world.db)).rows.length, (n) => n === 0, [server]);

test("what was missed in a silence of days is mended at the first word: what is new, changed, cancelled and withdrawn", async () => {
  const { a, b, there, camille, copy } = await twoServers(["vallon", "wagon"]);
  await decideFor(a.world.db, null, [{ host: b.hostOf(there.slug), trust: "known", reason: "" }], null, Temporal.Now.instant());
  const [changed, taken] = [await b.world.article(camille, there, { title: "À corriger" }), await b.world.article(camille, there, { title: "À retirer" })];
  const event = await b.world.event(camille, there, { title: "Nuit des lichens" });
  for (const title of ["À corriger", "À retirer", "Nuit des lichens"]) await eventually(() => copy(title), (rows) => rows.length === 1, [a, b]);

  await loseAll(b, true);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await rewrite(b, camille, changed, "Corrigé depuis");
  await withdraw(b.world.as(camille), taken);
  await b.world.article(camille, there, { title: "Jamais reçu" });
  const day = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 2 }).toString();
  await writeEvent(b.world.as(camille), { content: event, moderation: "after" }, eventInput.parse({ title: "Nuit des lichens", body: fromMarkdown("Venez."), sessions: [{ kind: "slot", start: `${day}T14:00`, end: `${day}T16:00` }], placeName: "Médiathèque", communeCode: "38185", status: "cancelled", statusReason: "Neige." }), published);
  await allTold(b);
  expect([await copy("Corrigé depuis"), await copy("Jamais reçu"), await copy("À retirer")]).toEqual([[], [], [{ state: "published", status: null }]]);

  await loseAll(b, false);
  await sql`update federation.servers set heard_at = now() - interval '5 days'`.execute(a.world.db);
  await b.world.article(camille, there, { title: "De retour" });

  await eventually(() => copy("Jamais reçu"), ([row]) => row?.state === "published", [a, b]);
  await eventually(() => copy("Corrigé depuis"), ([row]) => row?.state === "published", [a, b]);
  await eventually(() => copy("À retirer"), ([row]) => row?.state === "withdrawn", [a, b]);
  await eventually(() => copy("Nuit des lichens"), ([row]) => row?.status === "cancelled", [a, b]);
  await eventually(() => copy("De retour"), ([row]) => row?.state === "published", [a, b]);

  // Mended, both say the same of each month, in a few letters.
  const digests = JSON.parse((await b.ask(b.hostOf(there.slug), `/ap/members/${camille.id}/digests`, { headers: acceptsActivity })).text) as { orderedItems: { id: string; totalItems: number }[] };
  expect(digests.orderedItems.reduce((sum, each) => sum + each.totalItems, 0)).toBe(4);
});

test("each night what shows of those who are vouched for is compared; who isn't shows what is new, and what its address still shows stays", async () => {
  const { a, b, there, camille, copy } = await twoServers(["yeuse", "zenith"]);
  const content = await b.world.article(camille, there, { title: "Avant la perte" });
  await eventually(() => copy("Avant la perte"), (rows) => rows.length === 1, [a, b]);
  await loseAll(b, true);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await rewrite(b, camille, content, "Après la perte");
  await allTold(b);

  await askToCompare(a.world.db, null);
  expect((await sql`select from graphile_worker.jobs where task_identifier = 'compare'`.execute(a.world.db)).rows).toEqual([]);
  await decideFor(a.world.db, null, [{ host: b.hostOf(there.slug), trust: "known", reason: "" }], null, Temporal.Now.instant());
  // It is in no list of its server any more, but its address still shows it.
  const hidden = await b.world.article(camille, there, { title: "Hors des listes" });
  await allTold(b);
  await askToCompare(a.world.db, null);
  await eventually(() => copy("Après la perte"), ([row]) => row?.state === "published", [a, b]);
  await eventually(() => copy("Hors des listes"), ([row]) => row?.state === "published", [a, b]);

  await sql`update contents set published_at = published_at - interval '3 years' where id = ${hidden}`.execute(b.world.db);
  await askToCompare(a.world.db, null);
  await eventually(async () => (await sql`select from graphile_worker.jobs where task_identifier = 'compare'`.execute(a.world.db)).rows.length, (n) => n === 0, [a, b]);
  expect(await copy("Hors des listes")).toEqual([{ state: "published", status: null }]);
});
