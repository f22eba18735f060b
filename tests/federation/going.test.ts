import { existsSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { follow } from "../../src/features/follows/follow.ts";
import { setStatusFull } from "../../src/features/agenda/store.ts";
import { offerInput } from "../../src/features/bookings/input.ts";
import { writeOffer } from "../../src/features/bookings/write-offer.ts";
import { inTransaction } from "../../src/platform/database.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import type { TestServer } from "../support/server.ts";
import { activityOf, otherServer, post, type OtherServer, type Stranger } from "./other-server.ts";
import { acceptsActivity, eventually, originOf, personOf, reachableServer, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let [lea, camille] = [] as unknown as [Person, Person];
let mobilizon: OtherServer;
let tcit: Stranger;

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("garonne"), reachableServer("halny")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  [lea, camille] = await Promise.all([personOf(a, here, "Léa Le Goff"), personOf(b, there, "Camille Roy")]);
  mobilizon = await otherServer("mobilizon");
  tcit = await mobilizon.person("tcit");
});

const states = async (server: TestServer, event: ContentId) => (await sql<{ state: string; name: string; message: string }>`select p.state, m.name, p.message from participations p join members m on m.id = p.member_id where p.content_id = ${event} order by p.at`.execute(server.world.db)).rows;
const going = async (server: TestServer, event: ContentId) => (await sql<{ going: number }>`select going from events where content_id = ${event}`.execute(server.world.db)).rows[0]?.going;
const wire = async (event: ContentId) => JSON.parse((await b.ask(camille.host, `/ap/events/${event}`, { headers: acceptsActivity })).text) as Record<string, unknown>;
const uriOf = (event: ContentId) => `${originOf(b, there.slug)}/ap/events/${event}`;
const mails = async (server: TestServer) => (await sql<{ to: string; subject: string; text: string }>`select recipient as to, subject, body_text as text from accounts.mails order by created_at`.execute(server.world.db)).rows;

/** An event of B, looked up from A: itself there and its copy here. */
async function seen(title: string, input: object = {}): Promise<{ original: ContentId; shown: ContentId; path: string }> {
  const original = await b.world.event(camille.viewer, there, { title, input });
  const path = await lea.lookUp(uriOf(original));
  const shown = (await sql<{ id: ContentId }>`select id from contents where title = ${title} and id <> ${original}`.execute(a.world.db)).rows[0]?.id;
  if (!shown) throw new Error(`It wasn't brought here: ${path}`);
  return { original, shown, path: new URL(path, "http://x").pathname };
}

test("a member says that they go to an open event of another server: it counts them, they see it, and not any more when they don't", async () => {
  const { original, shown, path } = await seen("Nuit des lichens");
  const page = await a.ask(a.portal, path);
  expect(page.text).toContain("J’y vais");

  expect(await lea.send("/participer", { content: shown, aller: "1", retour: path })).toBe(303);
  await eventually(() => states(a, shown), ([row]) => row?.state === "going", [a, b]);
  expect(await states(b, original)).toEqual([{ state: "going", name: "Léa Le Goff", message: "" }]);
  expect([await going(a, shown), await going(b, original)]).toEqual([1, 1]);
  expect((await a.ask(a.portal, path)).text).toContain("J’y vais (1)");
  expect((await b.ask(camille.host, "/evenements/nuit-des-lichens/participants", { cookie: camille.cookie })).text).toContain("Léa Le Goff");
  expect((await a.ask(lea.host, "/mon-espace/reservations", { cookie: lea.cookie })).text).toContain("Nuit des lichens");
  expect(await wire(original)).toMatchObject({ joinMode: "free", participantCount: 1 });
  expect((await wire(original))["externalParticipationUrl"]).toBeUndefined();
  // What organisers alone see isn't shown to anybody else.
  for (const cookie of [undefined, (await personOf(b, there, "Un autre")).cookie]) expect((await b.ask(camille.host, "/evenements/nuit-des-lichens/participants", cookie ? { cookie } : {})).status).not.toBe(200);

  expect(await lea.send("/participer", { content: shown, aller: "0", retour: path })).toBe(303);
  await eventually(() => states(b, original), (rows) => rows.length === 0, [a, b]);
  expect([await going(a, shown), await going(b, original)]).toEqual([0, 0]);
});

test("where the organisers answer, they are written to, accept and send away, and who asked is told each time", async () => {
  const { original, shown, path } = await seen("Atelier pour douze", { joining: "restricted" });
  expect(await wire(original)).toMatchObject({ joinMode: "restricted", participantCount: 0 });
  await lea.send("/participer", { content: shown, aller: "1", retour: path });
  await eventually(() => states(b, original), ([row]) => row?.state === "asked", [a, b]);
  expect((await states(a, shown))[0]?.state).toBe("asked");
  const [asked] = await eventually(() => mails(b), (rows) => rows.some((row) => row.subject.includes("Atelier pour douze")), [a, b]);
  expect(asked?.text).toContain("Léa Le Goff demande à participer");
  expect(await going(b, original)).toBe(0);

  const answers = "/evenements/atelier-pour-douze/participants";
  const member = (await sql<{ id: string }>`select member_id as id from participations where content_id = ${original}`.execute(b.world.db)).rows[0]?.id ?? "";
  const stranger = await personOf(b, there, "Ni l'un ni l'autre");
  expect(await stranger.send(answers, { membre: member, reponse: "oui" })).toBe(404);
  expect((await states(b, original))[0]?.state).toBe("asked");
  expect(await camille.send(answers, { membre: member, reponse: "oui" })).toBe(303);
  await eventually(() => states(a, shown), ([row]) => row?.state === "going", [a, b]);
  expect([await going(a, shown), await going(b, original)]).toEqual([1, 1]);
  await eventually(() => mails(a), (rows) => rows.some((row) => row.subject.includes("Participation acceptée")), [a, b]);

  expect(await camille.send(answers, { membre: member, reponse: "non" })).toBe(303);
  await eventually(() => states(a, shown), ([row]) => row?.state === "refused", [a, b]);
  expect([await going(a, shown), await going(b, original)]).toEqual([0, 0]);
  expect((await a.ask(a.portal, path, { cookie: await portalCookie() })).text).toContain("n’a pas retenu votre participation");
});

test("where seats are booked, the page of the event's own server is where one books, and nobody gets a seat by saying that they come", async () => {
  const { original } = await seen("Visite du four", { bookingUrl: "https://billets.example.org/four" });
  const copy = (await sql<{ slug: string; id: ContentId }>`select slug, id from contents where title = 'Visite du four'`.execute(a.world.db)).rows[0];
  const page = await a.ask(a.portal, `/evenements/${copy?.slug ?? ""}`);
  expect(page.text).toContain(`<a class="button" href="https://billets.example.org/four"`);
  expect(page.text).not.toContain("J’y vais");
  expect(await lea.send("/participer", { content: copy?.id ?? "", aller: "1", retour: "/" })).toBe(303);
  expect(await states(a, copy?.id ?? original)).toEqual([]);

  const { original: booked, path } = await seen("Planétarium");
  const offer = offerInput.parse({ kinds: [{ id: "kplein", label: "Plein tarif", limit: null }], capacity: 20, mostEach: 4, waitingList: false, questions: [], opened: true, hoursBefore: 0, keepMonths: 3 });
  expect(await writeOffer(b.world.as(camille.viewer), booked, offer)).toMatchObject({ done: true });
  expect(await wire(booked)).toMatchObject({ joinMode: "external", externalParticipationUrl: `${originOf(b, there.slug)}/evenements/planetarium/reserver`, maximumAttendeeCapacity: 20, remainingAttendeeCapacity: 20, participantCount: 0 });
  // A and its member know the event as it was: the asking goes, and is answered that one books elsewhere.
  const shown = (await sql<{ id: ContentId }>`select id from contents where title = 'Planétarium'`.execute(a.world.db)).rows[0]?.id;
  if (!shown) throw new Error("nothing is shown");
  await lea.send("/participer", { content: shown, aller: "1", retour: path });
  await eventually(() => states(a, shown), ([row]) => row?.state === "elsewhere", [a, b]);
  expect(await states(b, booked)).toEqual([]);
  expect((await sql`select from bookings`.execute(b.world.db)).rows).toEqual([]);
  await eventually(() => mails(a), (rows) => rows.some((row) => row.subject === "À réserver : Planétarium".replace(" :", "\u00a0:")), [a, b]);
});

test("Mobilizon's people come to our events with a word to the organisers, and leave, as they were recorded", async () => {
  const original = await b.world.event(camille.viewer, there, { title: "Bal des spores" });
  const recording = (name: string): Record<string, unknown> => {
    const path = `../shared/data/federation/mobilizon/mobilizon-testsuite/mobilizon-${name}-activity.json`;
    if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    console.info("The recordings of Mobilizon aren't here: a form of them is posted.");
    return { "@context": "https://www.w3.org/ns/activitystreams", type: name === "join" ? "Join" : "Leave" };
  };
  const said = (name: string, id: string) => ({ ...recording(name), id: `${mobilizon.origin}/join/event/${id}`, actor: tcit.id, object: uriOf(original) });
  const join = { ...said("join", "1"), participationMessage: "Nous serons <b>deux</b>." };
  expect((await post(b, camille.host, join, tcit, { form: "cavage" })).status).toBe(202);
  const answered = (type: string) => async () => mobilizon.heard.filter((each) => each.activity["type"] === type);
  const [accepted] = await eventually(answered("Accept"), (rows) => rows.length === 1, [b]);
  expect(accepted?.activity).toMatchObject({ type: "Accept", actor: `${originOf(b, there.slug)}/ap/members/${camille.viewer.id}`, object: { type: "Join", id: join.id, actor: tcit.id, object: uriOf(original) } });
  expect(await states(b, original)).toEqual([{ state: "going", name: "tcit d’ailleurs", message: "Nous serons deux." }]);
  expect((await post(b, camille.host, said("leave", "2"), tcit, { form: "cavage" })).status).toBe(202);
  await eventually(() => states(b, original), (rows) => rows.length === 0, [b]);

  // Told that somebody comes as an `Undo` too.
  await post(b, camille.host, { ...join, id: `${mobilizon.origin}/join/event/3` }, tcit);
  await eventually(() => going(b, original), (n) => n === 1, [b]);
  await post(b, camille.host, activityOf(tcit, "Undo", `${mobilizon.origin}/join/event/3`), tcit);
  await eventually(() => going(b, original), (n) => n === 0, [b]);
});

test("whoever follows an event's author sees how many go where it stands, and a full one as full", async () => {
  const { original, shown } = await seen("Fête des mousses");
  await follow(a.world.as(lea.viewer), { kind: "member", target: (await sql<{ id: never }>`select id from members where remote and name = 'Camille Roy'`.execute(a.world.db)).rows[0]?.id as never }, true);
  await eventually(async () => (await sql<{ n: number }>`select count(*)::int as n from federation.following where state = 'accepted'`.execute(a.world.db)).rows[0]?.n, (n) => n === 1, [a, b]);
  await sql`update events set going = 41 where content_id = ${original}`.execute(b.world.db);
  await inTransaction(b.world.db, (tx) => setStatusFull(tx, original, true, Temporal.Now.instant()));
  const { record, touchContent } = await import("../../src/platform/facts.ts");
  await inTransaction(b.world.db, (tx) => record(tx, { kind: "content.edited", territory: there.id, subject: original, content: "event" }, [touchContent(original)]));
  await eventually(async () => (await sql<{ told: number | null; status: string }>`select going_told as told, status from events where content_id = ${shown}`.execute(a.world.db)).rows[0], (row) => row?.told === 41 && row.status === "full", [a, b]);
});

/** Contents of elsewhere are shown at the portal: a session there. */
async function portalCookie(): Promise<string> {
  return a.logIn(`${lea.viewer.handle}@example.org`, "une phrase assez longue", a.portal);
}
