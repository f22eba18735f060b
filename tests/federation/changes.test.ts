import { sql } from "kysely";
import { expect, test } from "vitest";
import { eventInput } from "../../src/features/agenda/input.ts";
import { writeEvent } from "../../src/features/agenda/write-event.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import { lint } from "./lint.ts";
import { acceptsActivity, eventually, personOf, reachableServer, standInOf } from "./servers.ts";

test("when an event is cancelled its followers elsewhere are told in a note, which isn't a comment where the event itself says it", async () => {
  const [a, b] = await Promise.all([reachableServer("cirque"), reachableServer("dune")]);
  const [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  const [lea, camille] = await Promise.all([personOf(a, here, "Léa Le Goff"), personOf(b, there, "Camille Roy")]);
  await lea.lookUp(`@${camille.viewer.handle}@${camille.host}`);
  await follow(a.world.as(lea.viewer), { kind: "member", target: await standInOf(a, "Camille Roy") }, true);
  await eventually(async () => (await sql`select from federation.followers`.execute(b.world.db)).rows.length, (n) => n === 1, [a, b]);
  const event = await b.world.event(camille.viewer, there, { title: "Nuit des lichens" });
  const copies = async () => (await sql<{ status: string; comments: number }>`select e.status, c.comments from events e join contents c on c.id = e.content_id where c.title = 'Nuit des lichens'`.execute(a.world.db)).rows;
  await eventually(copies, (rows) => rows.length === 1, [a, b]);

  const start = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 2 }).toString();
  const input = eventInput.parse({ title: "Nuit des lichens", body: fromMarkdown("Venez."), sessions: [{ kind: "slot", start: `${start}T14:00`, end: `${start}T16:00` }], placeName: "Médiathèque", communeCode: "38185", status: "cancelled", statusReason: "Trop de neige." });
  await writeEvent(b.world.as(camille.viewer), { content: event, moderation: "after" }, input, { intent: "publish", publishAt: null, submission: null, revision: null });
  await eventually(copies, ([row]) => row?.status === "cancelled", [a, b]);

  const notes = async () => (await sql<{ body: string; state: string }>`select x.body::text as body, d.state from federation.activities x join federation.deliveries d on d.activity_id = x.id where x.object_uri like '%/changes/%'`.execute(b.world.db)).rows;
  const [told] = await eventually(notes, (rows) => rows.length === 1 && rows[0]?.state === "delivered", [a, b]);
  const activity = JSON.parse(told?.body ?? "{}") as { object: { id: string; content: string } };
  expect(activity.object.content).toContain("❌ Annulé");
  expect(lint(activity)).toEqual([]);
  expect((await copies())[0]?.comments).toBe(0);
  const served = await b.ask(camille.host, new URL(activity.object.id).pathname, { headers: acceptsActivity });
  expect([served.status, JSON.parse(served.text).content]).toEqual([200, activity.object.content]);
});
