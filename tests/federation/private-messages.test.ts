import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { decideFor } from "../../src/features/federation/decide-trust.ts";
import type { Trust } from "../../src/features/federation/server.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { signedHeaders } from "../../src/edge/activitypub/signing.ts";
import type { TestServer } from "../support/server.ts";
import { otherServer } from "./other-server.ts";
import { acceptsActivity, countRows, eventually, originOf, personOf, reachableServer, type Person } from "./servers.ts";

let [a, b] = [] as unknown as [TestServer, TestServer];
let [here, there] = [] as unknown as [Territory, Territory];
let [lea, camille] = [] as unknown as [Person, Person];
/** Each as a page of the other's server shows them. */
let [leaThere, camilleHere] = ["", ""];

beforeAll(async () => {
  [a, b] = await Promise.all([reachableServer("kerlann"), reachableServer("lumiere")]);
  [here, there] = await Promise.all([a.world.territory(), b.world.territory()]);
  await Promise.all([a.reload(), b.reload()]);
  [lea, camille] = await Promise.all([personOf(a, here, "Léa Le Goff"), personOf(b, there, "Camille Roy")]);
  camilleHere = await lea.lookUp(`${originOf(b, there.slug)}/ap/members/${camille.viewer.id}`);
  leaThere = await camille.lookUp(`${originOf(a, here.slug)}/ap/members/${lea.viewer.id}`);
});

const trust = (at: TestServer, other: TestServer, how: Trust) => decideFor(at.world.db, null, [{ host: other.portal, trust: how, reason: how === "limited" || how === "blocked" ? "Pour voir." : "" }], null, Temporal.Now.instant());
const words = async (server: TestServer) => (await sql<{ text: string }>`select body::text as text from messages`.execute(server.world.db)).rows.map((row) => row.text).join("\n");
const read = async (server: TestServer, by: Person, path: string) => (await server.ask(by.host, path, { cookie: by.cookie })).text;
const listOf = (server: TestServer, by: Person) => read(server, by, "/messages");
const conversationIn = (list: string) => /href="(\/messages\/[0-9a-f-]{36})"/.exec(list)?.[1] ?? "";

async function write(by: Person, path: string, body: string): Promise<number> {
  return by.send(path, { body, submission: crypto.randomUUID() });
}

test("a server that nobody vouched for is told to be none for private messages: nothing is written, sent or taken", async () => {
  const page = await read(a, lea, `${camilleHere}/ecrire`);
  expect(page).toContain(`Le serveur ${b.hostOf(there.slug)} n’est pas de confiance pour des messages privés.`);
  expect(page).not.toContain("<textarea");
  expect(await write(lea, `${camilleHere}/ecrire`, "Sans confiance")).toBe(422);
  expect(await words(a)).toBe("");

  // We trust them, they don't trust us: it goes, and isn't taken there.
  await trust(a, b, "known");
  expect(await write(lea, `${camilleHere}/ecrire`, "Trop tôt")).toBe(303);
  const mine = conversationIn(await listOf(a, lea));
  const told = await eventually(() => read(a, lea, mine), (text) => text.includes("Ce message a été refusé"), [a, b]);
  expect(told).toContain(`le serveur ${b.hostOf(there.slug)} ne prend pas de messages privés venus d’ici`);
  // It is no trouble between the servers, only of this.
  expect((await sql`select from federation.servers where failing_since is not null`.execute(a.world.db)).rows).toEqual([]);
  expect([await words(b), (await countRows(b))["comments"]]).toEqual(["", 0]);
});

test("two members of servers that trust each other write to each other: signed by the member, to the other alone, answered, corrected and taken back", async () => {
  await Promise.all([trust(a, b, "known"), trust(b, a, "network")]);
  expect(await read(a, lea, `${camilleHere}/ecrire`)).toMatch(/^$|Conversation/);
  const mine = conversationIn(await listOf(a, lea));
  // What was refused goes once more, now that it is taken.
  const again = /action="(\/messages\/[^"]+\/renvoyer)"/.exec(await read(a, lea, mine))?.[1] ?? "";
  expect([await camille.send(again, {}), await lea.send(again, {})]).toEqual([404, 303]);
  await eventually(() => listOf(b, camille), (text) => text.includes("Trop tôt"), [a, b]);
  await eventually(() => read(a, lea, mine), (text) => !text.includes("Ce message"), [a, b]);
  expect(await lea.send(again, {})).toBe(303);
  expect((await sql`select from messages`.execute(b.world.db)).rows).toHaveLength(1);
  expect(await write(lea, mine, "Auriez-vous une **loupe** ?\n\n- pour samedi")).toBe(303);
  const list = await eventually(() => listOf(b, camille), (text) => text.includes("Auriez-vous une loupe"), [a, b]);
  expect(list).toContain("Léa Le Goff");
  expect(list).toContain("2 nouveaux messages");
  const theirs = conversationIn(list);
  const seen = await read(b, camille, theirs);
  expect(seen).toContain("<strong>loupe</strong>");
  // The name in front, by which others know whom it is for, isn't shown.
  expect(seen).not.toContain(`@${camille.viewer.handle}`);
  const mail = await eventually(async () => (await sql<{ text: string }>`select body_text as text from accounts.mails where recipient = ${`${camille.viewer.handle}@example.org`}`.execute(b.world.db)).rows, (rows) => rows.length > 0, [b]);
  expect(mail[0]?.text).toContain("Léa Le Goff");
  expect(mail[0]?.text).not.toContain("loupe");

  const { rows: said } = await sql<{ body: string; private: boolean; uri: string }>`select body, private, object_uri as uri from federation.activities where body like '%loupe%'`.execute(a.world.db);
  const told = JSON.parse(said[0]?.body ?? "{}") as { to: string[]; cc: string[]; actor: string; object: { to: string[]; cc: string[]; tag: object[] } };
  const [ours, other] = [`${originOf(a, here.slug)}/ap/members/${lea.viewer.id}`, `${originOf(b, there.slug)}/ap/members/${camille.viewer.id}`];
  expect([said.length, said[0]?.private, told.actor, told.to, told.cc, told.object.to, told.object.cc]).toEqual([1, true, ours, [other], [], [other], []]);
  expect(told.object.tag).toEqual([{ type: "Mention", name: `@${camille.viewer.handle}@${b.hostOf(there.slug)}`, href: other }]);
  expect(said[0]?.body).not.toContain("Public");

  expect(await write(camille, theirs, "Oui, passez samedi.")).toBe(303);
  await eventually(() => read(a, lea, mine), (text) => text.includes("Oui, passez samedi."), [a, b]);
  const message = (said[0]?.uri ?? "").split("/").at(-1) ?? "";
  expect(await write(lea, `${mine}/${message}/modifier`, "Auriez-vous un microscope ?")).toBe(303);
  await eventually(() => read(b, camille, theirs), (text) => text.includes("Auriez-vous un microscope ?") && !text.includes("loupe"), [a, b]);
  expect(await lea.send(`${mine}/${message}/retirer`, {})).toBe(303);
  await eventually(() => read(b, camille, theirs), (text) => text.includes("Message retiré.") && !text.includes("microscope"), [a, b]);
  expect([(await countRows(a))["comments"], (await countRows(b))["comments"]]).toEqual([0, 0]);
});

test("E3 a private message is served to nobody by its address, whoever signs the asking, and stands in no outbox or document", async () => {
  const mine = conversationIn(await listOf(a, lea));
  expect(await write(lea, mine, "Le mot est sésame")).toBe(303);
  const uri = await eventually(async () => (await sql<{ uri: string }>`select object_uri as uri from federation.activities where body like '%sésame%'`.execute(a.world.db)).rows[0]?.uri ?? "", (found) => found !== "", [a]);
  const stranger = await (await otherServer("curieux")).person("curieux");
  const actor = `${originOf(a, here.slug)}/ap/members/${lea.viewer.id}`;
  const { rows: activity } = await sql<{ uri: string }>`select uri from federation.activities where object_uri = ${uri}`.execute(a.world.db);
  for (const address of [uri, activity[0]?.uri ?? "", `${uri}/replies`, `${uri}/context`, actor, `${actor}/outbox`, `${actor}/outbox?page=1`]) for (const signed of [false, true]) {
    const headers = signed ? await signedHeaders(stranger.key, "cavage", address, null, acceptsActivity) : acceptsActivity;
    const answer = await a.ask(new URL(address).host, new URL(address).pathname + new URL(address).search, { headers });
    expect(answer.text.includes("sésame") || answer.text.includes(`"${uri}"`), address).toBe(false);
    if (address.startsWith(uri) || address.includes("/activities/")) expect(answer.status, address).toBe(404);
  }
  // Whoever asks a page of ours to look it up finds nothing either.
  expect(await camille.lookUp(uri)).toMatch(/ailleurs=unknown$/);
});

test("whoever loses trust isn't written to any more, what waited for them doesn't leave, and the conversation stays to be read", async () => {
  const mine = conversationIn(await listOf(a, lea));
  await eventually(async () => (await sql`select from federation.deliveries where state = 'waiting'`.execute(a.world.db)).rows.length, (n) => n === 0, [a, b]);
  await sql`update federation.servers set closed_until = now() + interval '1 hour' where host = ${b.hostOf(there.slug)}`.execute(a.world.db);
  expect(await write(lea, mine, "Qui reste à quai")).toBe(303);
  await eventually(async () => (await sql`select from federation.deliveries d join federation.activities e on e.id = d.activity_id where e.body like '%quai%' and d.state = 'waiting'`.execute(a.world.db)).rows.length, (n) => n === 1, [a]);
  await trust(a, b, "open");
  await sql`update federation.servers set closed_until = null where host = ${b.hostOf(there.slug)}`.execute(a.world.db);
  await sql`update federation.deliveries set due_at = now() where state = 'waiting'`.execute(a.world.db);
  await sql`select graphile_worker.add_job('deliver', '{}'::json)`.execute(a.world.db);
  const { rows } = await eventually(() => sql<{ state: string }>`select d.state from federation.deliveries d join federation.activities e on e.id = d.activity_id where e.body like '%quai%'`.execute(a.world.db), (found) => found.rows[0]?.state !== "waiting", [a]);
  expect(rows).toEqual([{ state: "refused" }]);
  expect(await words(b)).not.toContain("quai");

  const page = await read(a, lea, mine);
  expect(page).toContain("Oui, passez samedi.");
  expect(page).toContain("n’est pas de confiance pour des messages privés");
  expect(page).toContain(`Ce message n’est pas parti : le serveur ${b.hostOf(there.slug)} n’était pas de confiance`);
  expect(page).toContain("Vous pourrez le renvoyer");
  expect(page).not.toContain("/renvoyer\"");
  const quay = /action="(\/messages\/[^"]+)\/retirer"><button[^>]*>Retirer<\/button><\/form><\/div><\/li><\/ol>/.exec(page)?.[1] ?? "";
  expect(quay).not.toBe("");
  await lea.send(`${quay}/renvoyer`, {});
  expect((await sql`select from facts where kind = 'message.sent_again'`.execute(a.world.db)).rows.length).toBe(1);
  expect(page).not.toContain("<textarea");
  expect(await write(lea, mine, "Encore")).toBe(422);
  // And back: the very message goes.
  await trust(a, b, "known");
  expect(await read(a, lea, mine)).toContain(`${quay}/renvoyer`);
  expect(await lea.send(`${quay}/renvoyer`, {})).toBe(303);
  await eventually(() => words(b), (text) => text.includes("quai"), [a, b]);
  await eventually(() => read(a, lea, mine), (text) => !text.includes("Ce message"), [a, b]);
  await trust(a, b, "open");
});

test("somebody of another server who is blocked writes for nobody, and whoever leaves takes along what they wrote on both sides", async () => {
  await trust(a, b, "known");
  const theirs = conversationIn(await listOf(b, camille));
  const standIn = (await sql<{ id: string }>`select id from members where remote and name = 'Léa Le Goff'`.execute(b.world.db)).rows[0]?.id ?? "";
  expect(await camille.send("/mon-espace/messages/bloquer", { membre: standIn, bloquer: "1" })).toBe(303);
  expect(await write(lea, conversationIn(await listOf(a, lea)), "Dans le vide")).toBe(303);
  await eventually(async () => (await sql`select from federation.received where reason = 'not wanted'`.execute(b.world.db)).rows.length, (n) => n === 1, [a, b]);
  expect(await words(b)).not.toContain("Dans le vide");
  expect(await read(b, camille, theirs)).toContain("Débloquer Léa Le Goff");
  expect(await write(camille, `${leaThere}/ecrire`, "Et moi ?")).toBe(422);

  const { eraseMember } = await import("../../src/features/erasure/erase-member.ts");
  await a.world.db.transaction().execute((tx) => eraseMember(tx, lea.viewer.id, "keep"));
  expect((await sql`select from federation.activities where private and body <> ''`.execute(a.world.db)).rows).toEqual([]);
  expect(await words(a)).not.toContain("sésame");
  await eventually(() => words(b), (text) => !text.includes("sésame"), [a, b]);
  expect(await words(b)).toContain("Oui, passez samedi.");
});
