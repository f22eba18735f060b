import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { ContentId } from "../../src/platform/ids.ts";
import { withdraw } from "../../src/features/contents/change-state.ts";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf, type Stranger } from "../federation/other-server.ts";
import { eventually, personOf } from "../federation/servers.ts";

let door: Door;
let eve: Stranger;
let [open, asked] = [] as unknown as [ContentId, ContentId];

beforeAll(async () => {
  door = await makeDoor("venue");
  eve = await door.victim.person("eve");
  open = await door.server.world.event(door.bob, door.here, { title: "Ouvert à tous" });
  asked = await door.server.world.event(door.bob, door.here, { title: "Sur demande", input: { joining: "restricted" } });
});

const uri = (event: ContentId) => `${door.origin}/ap/events/${event}`;
const states = async (event: ContentId) => (await sql<{ state: string; uri: string }>`select p.state, a.uri from participations p join federation.actors a on a.member_id = p.member_id where p.content_id = ${event} order by a.uri`.execute(door.server.world.db)).rows;
const heardBy = (who: "evil" | "victim", type: string) => door[who].heard.filter((each) => each.activity["type"] === type).map((each) => (each.activity["object"] as { id: string }).id);

test("who rightly comes is counted once, however often they say it; else the rest would prove nothing", async () => {
  const join = activityOf(door.alice, "Join", uri(open));
  expect((await door.say(join, door.alice)).became).toBe("applied");
  expect((await door.say(activityOf(door.alice, "Join", uri(open)), door.alice)).became).toBe("applied");
  await door.nothingComes(join, door.alice, {});
  expect(await states(open)).toEqual([{ state: "going", uri: door.alice.id }]);
  expect((await sql<{ going: number }>`select going from events where content_id = ${open}`.execute(door.server.world.db)).rows).toEqual([{ going: 1 }]);
  expect((await door.say(activityOf(door.alice, "Join", uri(asked)), door.alice)).became).toBe("applied");
  expect(await states(asked)).toEqual([{ state: "asked", uri: door.alice.id }]);
});

test("A4: nobody says for another that they come, or that they don't", async () => {
  for (const type of ["Join", "Leave"]) await door.nothingComes({ ...activityOf(door.alice, type, uri(open)), id: `${door.mallory.id}/j/${type}` }, door.mallory, { status: [400, 401] });
  for (const by of [door.mallory, eve]) {
    await door.nothingComes(activityOf(by, "Leave", uri(open)), by, { became: /ignored: they didn't come/ });
    await door.nothingComes(activityOf(by, "Undo", { type: "Join", actor: door.alice.id, object: uri(open) }), by, { became: /refused: somebody else's act/ });
    await door.nothingComes(activityOf(by, "Undo", { id: `${new URL(by.id).origin}/users/x/1`, type: "Join", actor: by.id, object: uri(open) }), by, { became: /ignored/ });
  }
});

test("A4: an answer counts of the organisers alone, and for an asking that stands", async () => {
  const event = door.victim.serve("/events/1", { "@context": "https://www.w3.org/ns/activitystreams", id: `${door.victim.origin}/events/1`, type: "Event", actor: door.alice.id, attributedTo: door.alice.id, name: "Bal de la victime", joinMode: "restricted", startTime: Temporal.Now.instant().add({ hours: 48 }).toString(), published: "2026-11-24T10:00:00Z", to: ["https://www.w3.org/ns/activitystreams#Public"], attachment: [], tag: [] });
  const lea = await personOf(door.server, door.here, "Léa");
  expect(await lea.lookUp(event)).toContain("/evenements/");
  const shown = (await sql<{ id: ContentId }>`select id from contents where title = 'Bal de la victime'`.execute(door.server.world.db)).rows[0]?.id ?? "";
  expect(await lea.send("/participer", { content: shown, aller: "1", retour: "/" })).toBe(303);
  const join = await eventually(async () => door.victim.heard.find((each) => each.activity["type"] === "Join")?.activity, (found) => found !== undefined, [door.server]);
  const said = { id: join?.["id"], type: "Join", actor: join?.["actor"], object: event };
  for (const type of ["Accept", "Reject", "Ignore"]) for (const by of [door.mallory, eve]) await door.nothingComes(activityOf(by, type, said), by, { became: /refused: somebody else's/ });
  for (const type of ["Accept", "Reject"]) await door.nothingComes(activityOf(door.alice, type, { ...said, id: `${door.origin}/ap/activities/01930a2e-7c40-7000-8000-00000000aaaa` }), door.alice, { became: /refused: nobody of ours had asked/ });
  // Who came to an event of ours doesn't accept themselves.
  const own = (await sql<{ uri: string }>`select activity_uri as uri from federation.joins j where j.content_id = ${asked}`.execute(door.server.world.db)).rows[0]?.uri ?? "";
  await door.nothingComes(activityOf(door.alice, "Accept", { id: own, type: "Join", actor: door.alice.id, object: uri(asked) }), door.alice, { became: /refused: somebody else's/ });

  expect((await door.say(activityOf(door.alice, "Accept", said), door.alice)).became).toBe("applied");
  expect((await sql<{ state: string }>`select state from participations where content_id = ${shown}`.execute(door.server.world.db)).rows).toEqual([{ state: "going" }]);
});

test("one joins what is an event, coming and for everybody: the rest is answered with no, or as if it weren't there", async () => {
  const { world } = door.server;
  const [draft, off, past, invited, article, gone] = [
    await world.event(door.bob, door.here, { intent: "draft" }),
    await world.event(door.bob, door.here, { input: { status: "cancelled", statusReason: "Neige" } }),
    await world.event(door.bob, door.here, { sessions: [{ kind: "slot", start: "2026-01-10T14:00", end: "2026-01-10T16:00" }] }),
    await world.event(door.bob, door.here, { input: { joining: "invite" } }),
    await world.article(door.bob, door.here),
    await world.event(door.bob, door.here),
  ];
  await withdraw(world.as(door.bob), gone);
  for (const object of [uri(draft), uri(gone), uri(article), `${door.origin}/ap/articles/${article}`, `${door.origin}/ap/articles/${open}`, `${uri(open)}/context`, `${door.origin}/ap/members/${door.bob.id}`, `${door.origin}/ap/actor`]) await door.nothingComes(activityOf(door.mallory, "Join", object), door.mallory, { became: /ignored/ });
  expect(heardBy("evil", "Accept")).toEqual([]);
  for (const event of [off, past, invited]) {
    const join = activityOf(door.mallory, "Join", uri(event));
    await door.nothingComes(join, door.mallory, { became: /ignored: (closed|invited)/ });
    await eventually(async () => heardBy("evil", "Reject"), (ids) => ids.includes(String(join["id"])), [door.server]);
  }
  expect(heardBy("evil", "Accept")).toEqual([]);
});

test("whom the organisers sent away doesn't come back by asking again, or by leaving first", async () => {
  const { answerGoing } = await import("../../src/features/participations/answer-going.ts");
  const { goingAnswerMail } = await import("../../src/edge/going-mails.ts");
  const member = (await sql<{ id: never }>`select member_id as id from participations where content_id = ${asked}`.execute(door.server.world.db)).rows[0]?.id;
  expect(await answerGoing(door.server.world.as(door.bob), asked, member as never, false, (told, how) => goingAnswerMail(told, how, door.origin))).toMatchObject({ done: true });
  await eventually(async () => heardBy("victim", "Reject").length, (n) => n === 1, [door.server]);
  await door.say(activityOf(door.alice, "Leave", uri(asked)), door.alice);
  const again = activityOf(door.alice, "Join", uri(asked));
  await door.say(again, door.alice);
  expect(await states(asked)).toEqual([{ state: "refused", uri: door.alice.id }]);
  await eventually(async () => heardBy("victim", "Reject"), (ids) => ids.includes(String(again["id"])), [door.server]);
});
