import { sql } from "kysely";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { eventInput, type EventInput } from "../../src/features/agenda/input.ts";
import { writeEvent } from "../../src/features/agenda/write-event.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { addPicture } from "../../src/features/media/add-picture.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { localFiles } from "../../src/platform/files/file-store.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { TestServer } from "../support/server.ts";
import { acceptsActivity, eventually, personOf, reachableServer, standInOf, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let [lea, camille] = [] as unknown as [Person, Person];

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("cers"), reachableServer("diot")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  [lea, camille] = await Promise.all([personOf(a, here, "Léa Le Goff"), personOf(b, there, "Camille Roy")]);
  await lea.lookUp(`@${camille.viewer.handle}@${camille.host}`);
  await follow(a.world.as(lea.viewer), { kind: "member", target: await standInOf(a, "Camille Roy") }, true);
  await eventually(async () => (await sql<{ n: number }>`select count(*)::int as n from federation.following where state = 'accepted'`.execute(a.world.db)).rows[0]?.n, (n) => n === 1, [a, b]);
});

interface Shown {
  readonly id: ContentId;
  readonly slug: string;
  readonly sessions: readonly { start: string; end: string | null }[];
  readonly status: string;
  readonly reason: string;
  readonly place: string;
  readonly commune: string;
  readonly hash: string | null;
  readonly alt: string | null;
}

const shown = async () => (await sql<Shown>`select c.id, c.slug, e.sessions, e.status, e.status_reason as reason, e.place_name as place, e.commune_name as commune, p.hash, p.alt from contents c join events e on e.content_id = c.id left join media p on p.id = c.lead_id where c.kind = 'event' order by c.created_at`.execute(a.world.db)).rows;

test("an event of another server with several dates, a place and a picture is one event here, and what becomes of it follows with its reason", async () => {
  const day = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 20 });
  const slots = [0, 7].map((days) => ({ kind: "slot" as const, start: `${day.add({ days }).toString()}T19:00`, end: `${day.add({ days }).toString()}T21:00` }));
  const bytes = new Uint8Array(await sharp({ create: { width: 400, height: 300, channels: 3, background: "#4a6" } }).png().toBuffer());
  const picture = await addPicture(b.world.as(camille.viewer), localFiles(`${b.dataDir}/files`), there.id, { bytes, alt: "Une mousse verte", credit: "" });
  if (!picture.done) throw new Error("No picture");
  const input = (more: Partial<EventInput> = {}) => eventInput.parse({ title: "Nuit des mousses", body: fromMarkdown("Venez avec une loupe."), sessions: slots, placeName: "Médiathèque", address: "1 rue Verte", communeCode: "38185", lead: picture.value.id, ...more });
  const content = await b.world.event(camille.viewer, there, { input: input() });

  const [event] = await eventually(shown, (rows) => rows.some((row) => row.hash !== null), [a, b]);
  expect(event).toMatchObject({ sessions: slots.map(({ start, end }) => ({ start, end })), status: "on", place: "Médiathèque", commune: "Grenoble", alt: "Une mousse verte" });
  const page = await a.ask(a.portal, `/evenements/${event?.slug}`);
  expect(page.text).toContain(`/media/${event?.hash}`);
  expect((await a.ask(a.portal, `/media/${event?.hash}-${/-(\d+)\.webp/.exec(page.text)?.[1] ?? ""}.webp`)).status).toBe(200);

  const write = (more: Partial<EventInput>) => writeEvent(b.world.as(camille.viewer), { content, moderation: "after" }, input(more), { intent: "publish", publishAt: null, submission: null, revision: null });
  const moved = slots.map((slot) => ({ ...slot, start: slot.start.replace("T19", "T20"), end: slot.end.replace("T21", "T22") }));
  expect((await write({ sessions: moved, placeName: "Muséum" })).done).toBe(true);
  await eventually(shown, ([row]) => row?.place === "Muséum" && row.sessions[0]?.start === moved[0]?.start, [a, b]);
  expect((await write({ sessions: moved, placeName: "Muséum", status: "cancelled", statusReason: "Trop de neige sur la route" })).done).toBe(true);
  await eventually(shown, ([row]) => row?.status === "cancelled", [a, b]);

  const rows = await shown();
  expect(rows.map((row) => [row.status, row.reason, row.hash])).toEqual([["cancelled", "Trop de neige sur la route", event?.hash ?? ""]]);
  expect((await a.ask(a.portal, `/evenements/${event?.slug}`)).text).toContain("Trop de neige sur la route");
  expect((await sql<{ n: number }>`select count(*)::int as n from media`.execute(a.world.db)).rows[0]?.n).toBe(1);
});

test("who follows the author of an event that moved reads a short note of it, which isn't shown again as a comment where the event shows", async () => {
  const notes = async () => (await sql<{ uri: string; state: string }>`select e.object_uri as uri, d.state from federation.activities e join federation.deliveries d on d.activity_id = e.id where e.type = 'Create' and e.object_uri like '%/changes/%' order by e.at`.execute(b.world.db)).rows;
  const sent = await eventually(notes, (rows) => rows.length === 2 && rows.every((row) => row.state === "delivered"), [a, b]);
  const words = await Promise.all(sent.map(async ({ uri }) => JSON.parse((await b.ask(camille.host, new URL(uri).pathname, { headers: acceptsActivity })).text) as { type: string; content: string; inReplyTo: string }));

  expect(words.map((each) => each.type)).toEqual(["Note", "Note"]);
  expect(words[1]?.content).toContain("Trop de neige sur la route");
  await eventually(async () => (await sql<{ reason: string }>`select reason from federation.received where reason = 'the event says it'`.execute(a.world.db)).rows, (rows) => rows.length === 2, [a, b]);
  expect((await sql<{ n: number }>`select count(*)::int as n from comments`.execute(a.world.db)).rows[0]?.n).toBe(0);
});
