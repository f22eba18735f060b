import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { follow } from "../../src/features/follows/follow.ts";
import { closeComments } from "../../src/features/comments/close-comments.ts";
import { idFrom, type CommentId, type ContentId } from "../../src/platform/ids.ts";
import { digestOf, makeDoor, type Door } from "../federation/door.ts";
import { activityOf, post, type Stranger } from "../federation/other-server.ts";
import { countRows, eventually, personOf } from "../federation/servers.ts";

let door: Door;
let article: ContentId;
let eve: Stranger;

beforeAll(async () => {
  door = await makeDoor("droit");
  article = await door.server.world.article(door.bob, door.here, { title: "Le grand hamster" });
  // Somebody of alice's own server who wishes her ill.
  eve = await door.victim.person("eve");
});

const page = () => `${door.origin}/ap/articles/${article}`;
const public_ = "https://www.w3.org/ns/activitystreams#Public";

function note(by: Stranger, name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { id: `${new URL(by.id).origin}/notes/${name}`, type: "Note", attributedTo: by.id, content: `<p>Mot ${name}</p>`, inReplyTo: page(), to: [public_], published: "2026-11-24T10:00:00Z", ...more };
}

async function wordsOf(name: string): Promise<{ id: CommentId; state: string; body: string; author: string }[]> {
  const { rows } = await sql<{ id: CommentId; state: string; body: string; author: string }>`select k.id, k.state, k.body::text as body, a.uri as author from comments k join federation.objects o on o.comment_id = k.id join federation.actors a on a.id = o.actor_id where o.uri like ${`%/notes/${name}`}`.execute(door.server.world.db);
  return rows;
}

test("what somebody rightly says is heard: an answer, its correction, its end; else the rest would prove nothing", async () => {
  const said = note(door.alice, "1");
  expect(await door.say(activityOf(door.alice, "Create", said), door.alice)).toMatchObject({ status: 202, became: "applied" });
  expect(await door.say(activityOf(door.alice, "Update", { ...said, content: "<p>Autrement</p>", updated: "2026-11-24T11:00:00Z" }), door.alice)).toMatchObject({ status: 202, became: "applied" });
  expect((await wordsOf("1"))[0]?.body).toContain("Autrement");
  await door.nothingComes(activityOf(door.alice, "Update", { ...said, content: "<p>Plus vieux</p>", updated: "2026-11-24T09:00:00Z" }), door.alice, { became: /ignored: an older word/ });
  expect((await door.say(activityOf(door.alice, "Delete", said["id"]), door.alice)).became).toBe("applied");
  expect((await wordsOf("1"))[0]?.state).toBe("withdrawn");
});

test("A4: nobody takes away what another wrote, here, elsewhere or at their own server", async () => {
  await door.say(activityOf(door.alice, "Create", note(door.alice, "2")), door.alice);
  const id = `${door.victim.origin}/notes/2`;
  for (const object of [id, { id, type: "Tombstone" }, { id, type: "Note", attributedTo: door.mallory.id }]) await door.nothingComes(activityOf(door.mallory, "Delete", object), door.mallory, { became: /refused: another server's/ });
  await door.nothingComes(activityOf(eve, "Delete", id), eve, { became: /refused: somebody else's/ });
  for (const object of [page(), `${door.origin}/ap/members/${door.bob.id}`]) await door.nothingComes(activityOf(door.mallory, "Delete", object), door.mallory, { became: /refused: another server's/ });
  await door.nothingComes(activityOf(door.mallory, "Delete", door.alice.id), door.mallory, { became: /refused/ });
  await door.nothingComes(activityOf(eve, "Delete", door.alice.id), eve, { became: /refused: somebody else's/ });
  expect((await wordsOf("2"))[0]?.state).toBe("visible");
});

test("C6: what another will write can't be blocked before it comes, by saying it gone nor by its mark in a form", async () => {
  const coming = note(door.alice, "coming");
  await door.say(activityOf(eve, "Delete", coming["id"]), eve);
  const lea = await personOf(door.server, door.here, "Léa qui devine");
  expect(await lea.send("/commenter", { content: article, body: "D’abord moi", submission: idFrom(String(coming["id"])) })).toBe(303);
  expect((await door.say(activityOf(door.alice, "Create", coming), door.alice)).became).toBe("applied");
  expect((await wordsOf("coming"))[0]?.author).toBe(door.alice.id);
  // Who said it themselves is believed.
  await door.say(activityOf(door.alice, "Delete", `${door.victim.origin}/notes/never`), door.alice);
  await door.nothingComes(activityOf(door.alice, "Create", note(door.alice, "never")), door.alice, { became: /ignored: it was taken back/ });
});

test("A5: nobody changes what another wrote, nor makes it first under another's address", async () => {
  const id = `${door.victim.origin}/notes/2`;
  const forged = { ...note(door.alice, "2"), content: "<p>Faux</p>", updated: "2026-11-25T10:00:00Z" };
  await door.nothingComes(activityOf(door.mallory, "Update", forged), door.mallory, { became: /ignored/ });
  await door.nothingComes(activityOf(door.mallory, "Update", { ...forged, attributedTo: door.mallory.id }), door.mallory, { became: /ignored/ });
  await door.nothingComes(activityOf(eve, "Update", { ...forged, attributedTo: eve.id }), eve, { became: /refused: somebody else's/ });
  await door.nothingComes(activityOf(eve, "Update", forged), eve, { became: /ignored|refused/ });
  for (const type of ["Update", "Create"]) await door.nothingComes(activityOf(door.mallory, type, { ...note(door.alice, "neu"), id: `${door.victim.origin}/notes/neu` }), door.mallory, { became: /ignored/ });
  await door.nothingComes(activityOf(door.mallory, "Update", { id: door.alice.id, type: "Person", name: "Moi" }), door.mallory, { became: /ignored/ });
  await door.nothingComes(activityOf(door.mallory, "Update", { id: page(), type: "Article", attributedTo: `${door.origin}/ap/members/${door.bob.id}`, name: "Faux" }), door.mallory, { became: /ignored/ });
  expect((await wordsOf("2"))[0]?.body).not.toContain("Faux");
  expect((await wordsOf("2"))[0]?.author).toBe(door.alice.id);
  expect(id).toContain("/notes/2");
});

test("A6 S6 S7 S23: what is carried for another is nobody's word: only what its own server serves counts", async () => {
  const forged = note(door.alice, "forged");
  await door.nothingComes(activityOf(door.mallory, "Announce", forged), door.mallory, { became: /ignored: nothing of ours/ });
  await door.nothingComes(activityOf(door.mallory, "Announce", activityOf(door.alice, "Create", forged)), door.mallory, { became: /ignored/ });
  await door.nothingComes(activityOf(door.mallory, "Announce", activityOf(door.alice, "Delete", `${door.victim.origin}/notes/2`)), door.mallory, { became: /ignored/ });
  await door.nothingComes(activityOf(door.mallory, "Create", forged), door.mallory, { became: /ignored/ });
  const { id: _id, ...nameless } = forged;
  await door.nothingComes(activityOf(door.mallory, "Create", nameless), door.mallory, { status: 400 });
  await door.nothingComes(activityOf(door.mallory, "Create", { ...forged, id: `${door.evil.origin}/notes/f` }), door.mallory, { status: 400 });
  // A place that says itself to be another server's stays within what it came with.
  expect((await wordsOf("forged"))).toEqual([]);
});

test("A11: a proof inside of an object is believed of nobody, whatever it says", async () => {
  const proof = { type: "DataIntegrityProof", cryptosuite: "eddsa-jcs-2022", proofPurpose: "assertionMethod", verificationMethod: `${door.alice.id}#ed25519`, expires: "2020-01-01T00:00:00Z", domain: "autre.example", challenge: "x", proofValue: "z3sXaxjKs4M3BRicwWA9peyNPJvJqxtGsDmpt1jjoHCjgeUf71TRFz56osPSfDErszyLp5Ks1EhYSgpDaNM977Rg2" };
  await door.nothingComes({ ...activityOf(door.alice, "Create", note(door.alice, "proof")), proof }, door.mallory, { status: 401 });
  await door.nothingComes(activityOf(door.mallory, "Announce", { ...note(door.alice, "proof"), proof }), door.mallory, { became: /ignored/ });
  await door.nothingComes({ ...activityOf(door.alice, "Create", note(door.alice, "proof")), signature: { type: "RsaSignature2017", creator: door.alice.key.uri, created: "2026-11-25T00:00:00Z", signatureValue: "AAAA" } }, door.mallory, { status: 401 });
});

test("A13: every inbox asks the same: shared, a member's, the territory's, one of nobody", async () => {
  for (const path of ["/inbox", `/ap/members/${door.bob.id}/inbox`, "/ap/actor/inbox", "/ap/tags/climat/inbox", "/ap/structures/00000000-0000-7000-8000-000000000000/inbox"]) {
    await door.nothingComes(activityOf(door.alice, "Create", note(door.alice, "path")), door.mallory, { status: 401, path });
    await door.nothingComes({ ...activityOf(door.mallory, "Follow", page()), id: `${door.victim.origin}/x` }, door.mallory, { status: 400, path });
    await door.nothingComes(activityOf(door.mallory, "Delete", `${door.victim.origin}/notes/2`), door.mallory, { became: /refused/, path });
    const before = await countRows(door.server);
    expect((await post(door.server, door.host, activityOf(door.mallory, "Like", page()), null, { path })).status).toBe(401);
    expect(await countRows(door.server)).toEqual(before);
  }
});

test("3.2 Undo: nobody takes back another's act, told whole, by its name, or in one's own name", async () => {
  const liking = activityOf(door.alice, "Like", page());
  expect((await door.say(liking, door.alice)).became).toBe("applied");
  const following = activityOf(door.alice, "Follow", `${door.origin}/ap/members/${door.bob.id}`);
  expect((await door.say(following, door.alice)).became).toBe("applied");
  for (const inner of [liking, following]) {
    await door.nothingComes(activityOf(door.mallory, "Undo", inner), door.mallory, { became: /refused: somebody else's act/ });
    await door.nothingComes(activityOf(door.mallory, "Undo", inner["id"]), door.mallory, { became: /ignored/ });
    await door.nothingComes(activityOf(eve, "Undo", inner["id"]), eve, { became: /ignored/ });
    await door.nothingComes(activityOf(door.mallory, "Undo", { ...inner, actor: door.mallory.id }), door.mallory, { became: /ignored|applied/ });
  }
  expect((await door.say(activityOf(door.alice, "Undo", liking["id"]), door.alice)).became).toBe("applied");
  expect((await door.say(activityOf(door.alice, "Undo", following), door.alice)).became).toBe("applied");
});

test("3.2 Accept, Reject: an answer counts from the one who was asked, to an asking that stands", async () => {
  const lea = await personOf(door.server, door.here, "Léa");
  await lea.lookUp(door.alice.id);
  const { rows: [standIn] } = await sql<{ id: never }>`select member_id as id from federation.actors where uri = ${door.alice.id}`.execute(door.server.world.db);
  if (!standIn) throw new Error("Nobody was met");
  await follow(door.server.world.as(lea.viewer), { kind: "member", target: standIn.id }, true);
  const asking = await eventually(async () => (await sql<{ uri: string }>`select activity_uri as uri from federation.following where state = 'asked'`.execute(door.server.world.db)).rows[0]?.uri, (uri) => uri !== undefined, [door.server]);
  const act = { id: asking, type: "Follow", actor: `${door.origin}/ap/members/${lea.viewer.id}`, object: door.alice.id };
  for (const type of ["Accept", "Reject"]) {
    for (const by of [door.mallory, eve]) await door.nothingComes(activityOf(by, type, act), by, { became: /refused: nobody of ours had asked/ });
    await door.nothingComes(activityOf(door.mallory, type, `${door.origin}/ap/activities/00000000-0000-7000-8000-000000000000`), door.mallory, { became: /refused/ });
  }
  expect((await door.say(activityOf(door.alice, "Accept", act), door.alice)).became).toBe("applied");
  await door.nothingComes(activityOf(door.mallory, "Reject", act), door.mallory, { became: /refused/ });
});

test("3.2 Like, Announce: however often it is said, each counts once, and nothing counts for what isn't public", async () => {
  for (const type of ["Like", "Announce"]) {
    for (let time = 0; time < 4; time++) expect((await door.say(activityOf(door.mallory, type, page()), door.mallory)).became).toBe("applied");
  }
  const counts = await sql<{ likes: number; relays: number }>`select likes, relays from contents where id = ${article}`.execute(door.server.world.db);
  expect(counts.rows[0]).toEqual({ likes: 1, relays: 1 });
  const draft = await door.server.world.article(door.bob, door.here, { intent: "draft" });
  for (const type of ["Like", "Announce", "Create"]) {
    const about = `${door.origin}/ap/articles/${draft}`;
    await door.nothingComes(activityOf(door.mallory, type, type === "Create" ? note(door.mallory, "draft", { inReplyTo: about }) : about), door.mallory, { became: /ignored|refused/ });
  }
});

test("3.2 Create: a vote, a private word, an answer to a closed or an unknown discussion become no comment", async () => {
  await door.nothingComes(activityOf(door.alice, "Create", note(door.alice, "vote", { name: "Oui", content: undefined })), door.alice, { became: /ignored: vote/ });
  await door.nothingComes(activityOf(door.alice, "Create", note(door.alice, "private", { to: [`${door.origin}/ap/members/${door.bob.id}`] })), door.alice, { status: 422 });
  await door.nothingComes(activityOf(door.alice, "Create", note(door.alice, "nowhere", { inReplyTo: `${door.origin}/ap/articles/00000000-0000-7000-8000-000000000000` })), door.alice, { became: /refused|ignored/ });
  await closeComments(door.server.world.as(door.bob), article, true);
  await door.nothingComes(activityOf(door.alice, "Create", note(door.alice, "closed")), door.alice, { became: /refused: closed/ });
  await closeComments(door.server.world.as(door.bob), article, false);
});

test("3.2 Move, Add, Remove, Block: nothing happens to what is others'", async () => {
  await door.say(activityOf(door.alice, "Follow", `${door.origin}/ap/members/${door.bob.id}`), door.alice);
  const dossier = await door.server.world.dossier(door.bob, door.here);
  const kept = `${door.origin}/ap/dossiers/${dossier}`;
  await door.nothingComes(activityOf(door.mallory, "Move", door.alice.id, { target: door.mallory.id }), door.mallory, {});
  // Said by herself, but the other one doesn't know her.
  await door.nothingComes(activityOf(door.alice, "Move", door.alice.id, { target: door.mallory.id }), door.alice, {});
  for (const type of ["Add", "Remove"]) await door.nothingComes(activityOf(door.mallory, type, page(), { target: kept }), door.mallory, {});
  await door.nothingComes(activityOf(door.mallory, "Add", page(), { target: `${door.victim.origin}/dossiers/1` }), door.mallory, {});
  await door.nothingComes(activityOf(door.mallory, "Block", `${door.origin}/ap/members/${door.bob.id}`), door.mallory, {});
});

test("3.2 Flag: however often it is said, moderators read it once, and nothing else comes of it", async () => {
  const before = await digestOf(door.server);
  for (let time = 0; time < 20; time++) await door.say(activityOf(door.mallory, "Flag", [`${door.origin}/ap/members/${door.bob.id}`, page()], { content: "Signalé" }), door.mallory);
  const after = await digestOf(door.server);
  expect([after["reports"]?.split(" ")[0], after["report_subjects"]?.split(" ")[0]]).toEqual(["1", "2"]);
  expect({ ...after, reports: before["reports"], report_subjects: before["report_subjects"] }).toEqual(before);
});

test("S17: an address written otherwise is somebody else's, or the same one: never both", async () => {
  const { host } = new URL(door.victim.origin);
  const written = [`HTTP://${host.toUpperCase()}/users/alice`, `http://${host.replace(":", ".:")}/users/alice`, `http://user@${host}/users/alice`, `http://vict\u0456me.localhost:${host.split(":")[1] ?? ""}/users/alice`, `${door.alice.id}#me`, `${door.alice.id}?`];
  for (const actor of written) await door.nothingComes({ ...activityOf(door.mallory, "Like", page()), actor, id: `${actor.split("#")[0] ?? ""}/like` }, door.mallory, { status: [400, 401] });
});

test("S20: whoever names a new key at each word makes us ask at most once in a while, and gains nothing", async () => {
  await door.say(activityOf(door.mallory, "Like", page()), door.mallory);
  const before = door.evil.asked.get("/users/mallory") ?? 0;
  for (let key = 0; key < 8; key++) await door.nothingComes(activityOf(door.mallory, "Like", page()), { ...door.mallory, key: { ...door.alice.key, uri: `${door.mallory.id}#key-${key}` } }, { status: 401 });
  expect((door.evil.asked.get("/users/mallory") ?? 0) - before).toBeLessThanOrEqual(1);
});

test("S21: a host that answers for another's name isn't believed", async () => {
  const lea = await personOf(door.server, door.here, "Léa qui cherche");
  door.evil.serve(`/.well-known/webfinger?resource=${encodeURIComponent(`acct:alice@${new URL(door.evil.origin).host}`)}`, { subject: `acct:alice@${new URL(door.victim.origin).host}`, links: [{ rel: "self", type: "application/activity+json", href: door.alice.id }] }, { type: "application/jrd+json" });
  expect(await lea.lookUp(`@alice@${new URL(door.evil.origin).host}`)).toMatch(/ailleurs=unknown/);
});
