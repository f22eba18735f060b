import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { makeApiToken } from "../../src/features/accounts/make-api-token.ts";
import { liftSuspension } from "../../src/features/suspensions/lift-suspension.ts";
import { suspendMember } from "../../src/features/suspensions/suspend-member.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf } from "../federation/other-server.ts";
import { eventually } from "../federation/servers.ts";

let door: Door;
let article: ContentId;
const mail = ({ email }: { email: string }) => ({ to: email, subject: "", text: "", html: "" });

beforeAll(async () => {
  door = await makeDoor("ecarte");
  article = await door.server.world.article(door.bob, door.here, { title: "Le grand hamster" });
});

const comments = async () => (await sql<{ state: string }>`select state from comments where content_id = ${article} order by created_at`.execute(door.server.world.db)).rows.map((row) => row.state);
const note = (by: { id: string }, n: number) => ({ id: `${by.id}/notes/${n}`, type: "Note", attributedTo: by.id, inReplyTo: `${door.origin}/ap/articles/${article}`, content: "<p>Bonjour</p>", to: ["https://www.w3.org/ns/activitystreams#Public"], published: new Date().toISOString() });
const documentOf = async (suspended: boolean) => {
  const path = new URL(door.alice.id).pathname;
  door.victim.serve(path, { "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"], id: door.alice.id, type: "Person", preferredUsername: "alice", name: suspended ? "" : "Alice d’ailleurs", inbox: `${door.alice.id}/inbox`, publicKey: { id: door.alice.key.uri, owner: door.alice.id, publicKeyPem: door.alice.key.publicPem }, ...(suspended ? { suspended: true } : {}) });
};

test("E7: nobody is suspended by another's word, nor by an activity that their own document doesn't bear out", async () => {
  expect((await door.say(activityOf(door.alice, "Create", note(door.alice, 1)), door.alice)).became).toBe("applied");
  const claim = { id: door.alice.id, type: "Person", preferredUsername: "alice", inbox: `${door.alice.id}/inbox`, suspended: true };

  await door.nothingComes(activityOf(door.mallory, "Update", claim), door.mallory, {});
  await door.nothingComes({ ...activityOf(door.alice, "Update", claim), id: `${door.mallory.id}/u/2` }, door.mallory, { status: [400, 401] });
  // Their own, carrying the word: the document at their address says otherwise, and is what counts.
  await door.nothingComes(activityOf(door.alice, "Update", claim), door.alice, { became: /applied/ });

  expect(await comments()).toEqual(["visible"]);
  expect((await sql`select from suspensions`.execute(door.server.world.db)).rows).toEqual([]);
});

test("E7: who is suspended at home is hidden here and says nothing more, until their own document says otherwise, whatever they claim", async () => {
  await documentOf(true);
  expect((await door.say(activityOf(door.alice, "Update", door.alice.id), door.alice)).became).toBe("applied");
  await eventually(comments, (states) => states[0] === "suspended", [door.server]);

  await door.nothingComes(activityOf(door.alice, "Create", note(door.alice, 2)), door.alice, { became: /refused: suspended/ });
  await door.nothingComes(activityOf(door.alice, "Like", `${door.origin}/ap/articles/${article}`), door.alice, { became: /refused: suspended/ });
  const claim = { id: door.alice.id, type: "Person", preferredUsername: "alice", inbox: `${door.alice.id}/inbox`, suspended: false };
  await door.nothingComes(activityOf(door.alice, "Update", claim), door.alice, { became: /applied/ });
  expect(await comments()).toEqual(["suspended"]);

  await documentOf(false);
  expect((await door.say(activityOf(door.alice, "Update", door.alice.id), door.alice)).became).toBe("applied");
  await eventually(comments, (states) => states[0] === "visible", [door.server]);
  expect((await sql<{ name: string }>`select name from members where remote and name like 'Alice%'`.execute(door.server.world.db)).rows).toEqual([{ name: "Alice d’ailleurs" }]);
});

test("E7: who was suspended still takes leave and is forgotten, and a token of theirs opens nothing while they are", async () => {
  const { world, ask } = door.server;
  const [animator, host] = [await world.member(door.here, { animates: [door.here] }), door.host];
  const [writer, other] = [await world.member(door.here), await world.article(door.bob, door.here)];
  await world.account(writer);
  const token = await makeApiToken(world.db, Temporal.Now.instant(), { member: writer.id, name: "essai", days: null });
  const write = () => ask(host, `/api/v1/contents/${other}/comments`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, body: JSON.stringify({ text: "Par programme" }) });
  expect((await write()).status).toBe(201);
  const suspended = await suspendMember(world.as(animator), { member: writer.id, reason: "Publicité", days: null }, mail);
  if (!suspended.done) throw new Error(suspended.refusal.kind);
  expect((await write()).status).toBe(401);
  expect((await liftSuspension(world.as(animator), suspended.value, mail)).done).toBe(true);
  expect((await write()).status).toBe(201);

  await documentOf(true);
  await door.say(activityOf(door.alice, "Update", door.alice.id), door.alice);
  await eventually(comments, (states) => states[0] === "suspended", [door.server]);
  expect((await door.say(activityOf(door.alice, "Delete", door.alice.id), door.alice)).became).toBe("applied");
  expect((await sql`select from members where remote and name like 'Alice%'`.execute(world.db)).rows).toEqual([]);
  expect(await comments()).toEqual(["withdrawn"]);
});
