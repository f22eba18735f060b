import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import { newId, type ContentId, type Id } from "../../platform/ids.ts";
import type { Database } from "../../platform/database.ts";
import type { ActorId, ServerId } from "./actor.ts";
import { sendDue, type DeliveryAnswer } from "./send-due.ts";

const here = "http://ici.test";
let counter = 0;

/** One of ours, and servers elsewhere with an inbox each. */
async function speaker(db: Database, hosts: number): Promise<{ actor: ActorId; inboxes: string[] }> {
  const territory = newId();
  await sql`insert into territories (id, slug, name, perimeter, hue, structure_name, about, editorial_line, legal_notice, latitude, longitude, created_at) values (${territory}, ${`t-${territory.slice(-12)}`}, 'Ici', '[]', 1, '', '{}', '{}', '{}', 45, 5, now())`.execute(db);
  const actor = newId<ActorId>();
  await sql`insert into federation.actors (id, uri, kind, subject, territory_id, handle, inbox, created_at) values (${actor}, ${`${here}/${actor}`}, 'member', ${actor}, ${territory}, ${actor}, ${`${here}/${actor}/inbox`}, now())`.execute(db);
  const inboxes = Array.from({ length: hosts }, () => `http://h${++counter}.test/inbox`);
  for (const inbox of inboxes) await sql`insert into federation.servers (id, host, created_at) values (${newId<ServerId>()}, ${new URL(inbox).host}, now())`.execute(db);
  return { actor, inboxes };
}

/** Says something about a thing to these inboxes. */
async function saying(db: Database, actor: ActorId, object: string, inboxes: readonly string[], at: Temporal.Instant): Promise<string> {
  const id = newId<Id<"activity">>();
  await sql`insert into federation.activities (id, uri, actor_id, type, object_uri, content_id, body, at) values (${id}, ${`${here}/${id}`}, ${actor}, 'Update', ${object}, ${newId<ContentId>()}, '{}', ${at})`.execute(db);
  for (const inbox of inboxes) await sql`insert into federation.deliveries (activity_id, object_uri, server_id, inbox, due_at, created_at) select ${id}, ${object}, id, ${inbox}, ${at}, ${at} from federation.servers where host = ${new URL(inbox).host}`.execute(db);
  return id;
}

const answer = (status: number | null, more: Partial<DeliveryAnswer> = {}): DeliveryAnswer => ({ status, answer: "", retryAfter: null, signature: null, ...more });
const start = Temporal.Instant.from("2026-12-01T08:00:00Z");

test("of what is said about one thing, nothing overtakes what waits; of other things it does", async () => {
  const { db } = await newWorld();
  const { actor, inboxes } = await speaker(db, 1);
  const clock = { at: start };
  const first = await saying(db, actor, "a", inboxes, start);
  const [second, other] = [await saying(db, actor, "a", inboxes, start), await saying(db, actor, "b", inboxes, start)];
  const posted: string[] = [];
  const failing = async (each: { activity: string }) => (posted.push(each.activity), answer(each.activity === first ? 503 : 202));

  await sendDue(db, () => clock.at, failing);
  expect(posted).toEqual([first, other]);
  clock.at = start.add({ minutes: 5 });
  await sendDue(db, () => clock.at, async (each) => (posted.push(each.activity), answer(202)));
  expect(posted).toEqual([first, other, first, second]);
});

test("five failures close the way to a server for half an hour, while the others go on; what arrives opens it", async () => {
  const { db } = await newWorld();
  const { actor, inboxes } = await speaker(db, 2);
  const [dead, alive] = inboxes;
  const clock = { at: start };
  for (let n = 0; n < 40; n++) await saying(db, actor, `thing ${n}`, inboxes, start);
  const posted = { [String(dead)]: 0, [String(alive)]: 0 };
  const post = async (each: { inbox: string }) => ((posted[each.inbox] = (posted[each.inbox] ?? 0) + 1), answer(each.inbox === dead ? null : 202));

  await sendDue(db, () => clock.at, post);
  expect(posted[String(alive)]).toBe(40);
  const tried = posted[String(dead)] ?? 0;
  clock.at = start.add({ minutes: 10 });
  await sendDue(db, () => clock.at, post);
  expect(posted[String(dead)]).toBe(tried);
  clock.at = start.add({ minutes: 40 });
  await sendDue(db, () => clock.at, async (each) => ((posted[each.inbox] = (posted[each.inbox] ?? 0) + 1), answer(202)));
  const left = await sql`select from federation.deliveries d join federation.activities a on a.id = d.activity_id where a.actor_id = ${actor} and d.state = 'waiting'`.execute(db);
  expect(left.rows).toHaveLength(0);
});

test("what is refused for good isn't tried again, a wish to wait is kept, and after four days it is given up", async () => {
  const { db } = await newWorld();
  const { actor, inboxes } = await speaker(db, 3);
  const clock = { at: start };
  await saying(db, actor, "c", inboxes, start);
  const later = start.add({ hours: 3 });
  const answers = new Map([[inboxes[0], answer(404)], [inboxes[1], answer(429, { retryAfter: later })], [inboxes[2], answer(500)]]);
  const post = async (each: { inbox: string }) => answers.get(each.inbox) ?? answer(500);
  const states = async () => (await sql<{ state: string; due: Temporal.Instant }>`select d.state, d.due_at as due from federation.deliveries d join federation.activities a on a.id = d.activity_id where a.actor_id = ${actor} order by d.inbox`.execute(db)).rows;

  await sendDue(db, () => clock.at, post);
  expect((await states()).map((row) => row.state)).toEqual(["refused", "waiting", "waiting"]);
  expect((await states())[1]?.due.toString()).toBe(later.toString());
  for (let hours = 4; hours <= 24 * 5; hours += 4) {
    clock.at = start.add({ hours });
    await sendDue(db, () => clock.at, post);
  }
  expect((await states()).map((row) => row.state)).toEqual(["refused", "expired", "expired"]);
});

test("two workers share what is due, each delivery once; what one took and never gave back is taken again", async () => {
  const { db } = await newWorld();
  const { actor, inboxes } = await speaker(db, 30);
  for (let n = 0; n < 10; n++) await saying(db, actor, `shared ${n}`, inboxes, start);
  const posted = new Map<number, number>();
  const post = async (each: { id: number }) => {
    posted.set(each.id, (posted.get(each.id) ?? 0) + 1);
    await new Promise((resolve) => setTimeout(resolve, 1));
    return answer(202);
  };
  await sql`update federation.deliveries d set leased_until = ${start.add({ seconds: 90 })} from federation.activities a where a.id = d.activity_id and a.actor_id = ${actor} and d.inbox = ${inboxes[0]}`.execute(db);
  await Promise.all([sendDue(db, () => start, post), sendDue(db, () => start, post)]);
  expect([posted.size, Math.max(...posted.values())]).toEqual([290, 1]);
  await sendDue(db, () => start.add({ minutes: 2 }), post);
  expect([posted.size, Math.max(...posted.values())]).toEqual([300, 1]);
});
