import { sql } from "kysely";
import { expect, test } from "vitest";
import { decideEvent } from "../../src/features/operations/decide-event.ts";
import { proposeEvent } from "../../src/features/operations/propose-event.ts";
import { bookedEvent } from "../support/booker.ts";
import { testServer, until } from "../support/server.ts";
import { writer } from "../support/writer.ts";

const server = await testServer();
const { world } = server;

interface Sent {
  readonly subject: string;
  readonly text: string;
  readonly about: string | null;
  readonly unsubscribe: string | undefined;
}

const mailsTo = async (email: string) => (await sql<Sent>`select subject, body_text as text, about_id as about, headers ->> 'unsubscribe' as unsubscribe from accounts.mails where recipient = ${email} order by created_at`.execute(world.db)).rows;
const quiet = () => until(async () => (await sql`select from graphile_worker.jobs where task_identifier in ('react', 'mention-mails')`.execute(world.db)).rows.length === 0);

test("whom a text names is told when it comes out, once, and those whom a correction adds; nobody of a draft, nor who wants no such mail", async () => {
  const { here, author, post } = await writer(server);
  const [named, owner, later, tired] = [await world.member(here), await world.member(here), await world.member(here), await world.member(here)];
  const lab = await world.structure(here, { name: "Labo des marées" });
  await sql`update structures set slug = 'labo-des-marees' where id = ${lab}`.execute(world.db);
  await sql`insert into structure_members (structure_id, member_id, role, since) values (${lab}, ${owner.id}, 'owner', now()), (${lab}, ${tired.id}, 'editor', now())`.execute(world.db);
  const [toNamed, toOwner, toLater, toTired] = [await world.account(named), await world.account(owner), await world.account(later), await world.account(tired)];
  await sql`insert into accounts.mail_choices (user_id, secret, mentions) values (${tired.id}, ${`s-${tired.id}`}, false)`.execute(world.db);

  const body = `Avec @${named.handle}, @${tired.handle}, @${author.handle} et @labo-des-marees <script>.`;
  const drafted = await post("/contribuer/article", { title: "Des marées", summary: "", body, do: "draft" });
  await quiet();
  expect(await mailsTo(toNamed)).toEqual([]);
  const { rows: [made] } = await sql<{ id: string }>`select id from contents where territory_id = ${here.id} and title = 'Des marées'`.execute(world.db);
  expect([drafted.status, (await post(`/contenus/${made?.id}/publier`)).status]).toEqual([303, 303]);
  await until(async () => (await mailsTo(toOwner)).length === 1);

  const [[mail], [ofStructure]] = [await mailsTo(toNamed), await mailsTo(toOwner)];
  expect(mail?.text).toContain(`http://${server.hostOf(here.slug)}/articles/des-marees`);
  expect([mail?.subject, mail?.about, mail?.unsubscribe?.endsWith("/mentions")]).toEqual(["On parle de vous dans «\u00a0Des marées\u00a0»", author.id, true]);
  expect(ofStructure?.text).toContain("mentionne Labo des marées");
  expect(await mailsTo(`${author.handle}@example.org`)).toEqual([]);

  await post(`/contribuer/article/${made?.id}`, { title: "Des marées", summary: "", body: `${body} Et @${later.handle}.`, do: "publish" });
  await until(async () => (await mailsTo(toLater)).length === 1);
  await quiet();
  expect([(await mailsTo(toNamed)).length, (await mailsTo(toOwner)).length, (await mailsTo(toTired)).length]).toEqual([1, 1, 0]);
});

test("what is published to a private community tells only those of its members whom it names", async () => {
  const { here, author, post } = await writer(server);
  const community = await world.community(here, { access: "private" });
  await sql`insert into community_members (community_id, member_id, role, state, since) values (${community}, ${author.id}, 'member', 'in', now())`.execute(world.db);
  const [inside, outside] = [await world.member(here, { communities: [community] }), await world.member(here)];
  const [toInside, toOutside] = [await world.account(inside), await world.account(outside)];

  expect((await post("/contribuer/article", { title: "Entre nous", summary: "", body: `@${inside.handle} @${outside.handle}`, community, do: "publish" })).status).toBe(303);
  await until(async () => (await mailsTo(toInside)).length === 1);
  await quiet();
  expect(await mailsTo(toOutside)).toEqual([]);
});

test("a request to join is told to the administrators, with its words; asking over and over isn't", async () => {
  const { here, author, post } = await writer(server);
  const community = await world.community(here, { name: "Cercle des alchimistes", access: "request" });
  const [runs, moderates] = [await world.member(here, { runs: [community] }), await world.member(here, { moderates: [community] })];
  const [toRuns, toModerates] = [await world.account(runs), await world.account(moderates)];

  expect((await post(`/communautes/${community}/rejoindre`, { words: "J’ai un athanor <b>." })).status).toBe(303);
  const [mail] = await mailsTo(toRuns);
  expect([mail?.subject, mail?.text.includes(author.name), mail?.text.includes("J’ai un athanor <b>."), mail?.about]).toEqual(["Demande pour rejoindre Cercle des alchimistes", true, true, author.id]);
  expect(mail?.text).toContain("/demandes");
  expect(await mailsTo(toModerates)).toEqual([]);

  await post(`/communautes/${community}/rejoindre`, { words: "" });
  expect(await mailsTo(toRuns)).toHaveLength(1);
  for (const _again of [1, 2, 3, 4, 5]) {
    await post(`/communautes/${community}/quitter`);
    await post(`/communautes/${community}/rejoindre`, { words: "" });
  }
  expect((await mailsTo(toRuns)).length).toBeLessThanOrEqual(3);
});

test("who follows an operation reads the events that it takes in, and no other, until they stop", async () => {
  const { here, host, post, get, cookie } = await writer(server);
  const lead = await world.member(here, { animates: [here] });
  const start = Temporal.Now.plainDateISO(here.zone).add({ days: 3 });
  const days = { startsOn: start.toString(), endsOn: start.add({ days: 9 }).toString(), callUntil: start.toString(), labels: ["Phare"] };
  const operation = await world.operation(lead, here, { title: "Quinzaine des curieux", ...days });
  const hidden = await world.operation(lead, here, { title: "Pas encore", ...days }, "draft");
  const visiting = await world.member(here);
  const [taken, waiting] = [await world.event(visiting, here, { title: "Phare ouvert" }), await world.event(visiting, here, { title: "Phare fermé" })];
  for (const event of [taken, waiting]) await proposeEvent(world.as(visiting), { operation, event });

  expect((await get("/operations/quinzaine-des-curieux")).text).toContain('name="kind" value="operation"');
  expect((await post("/suivre", { kind: "operation", target: operation, retour: "/" })).status).toBe(303);
  expect((await post("/suivre", { kind: "operation", target: hidden, retour: "/" })).status).toBe(404);
  expect((await post("/suivre", { kind: "operation", target: taken, retour: "/" })).status).toBe(404);
  expect((await get("/mon-espace")).text).not.toContain("Phare");
  await decideEvent(world.as(lead), { operation, event: taken, decision: { verdict: "accepted", label: "Phare", note: "" } });
  await decideEvent(world.as(lead), { operation, event: waiting, decision: { verdict: "declined", label: "", note: "" } });

  const space = (await get("/mon-espace")).text;
  expect([space.includes("Phare ouvert"), space.includes("Phare fermé"), space.includes('href="/operations/quinzaine-des-curieux"'), space.includes("Pas encore")]).toEqual([true, false, true, false]);
  expect((await server.ask(host, "/operations/quinzaine-des-curieux", { cookie })).text).toContain('aria-pressed="true"');
  await post("/suivre", { kind: "operation", target: operation, suivre: "0", retour: "/" });
  expect((await get("/mon-espace")).text).not.toContain("Phare ouvert");
});

test("whoever booked an event is told by mail when it is withdrawn, with no link to a page that is gone, and when it is back", async () => {
  const { here, author, post } = await writer(server);
  const { event, book } = await bookedEvent(world, author, here, { title: "Atelier volcans" });
  await book("ada", 1);
  await until(async () => (await mailsTo("ada@example.net")).length === 1);

  expect((await post(`/contenus/${event}/retirer`)).status).toBe(303);
  await until(async () => (await mailsTo("ada@example.net")).length === 2);
  expect((await post(`/contenus/${event}/republier`)).status).toBe(303);
  await until(async () => (await mailsTo("ada@example.net")).length === 3);

  const [, withdrawn, back] = await mailsTo("ada@example.net");
  expect([withdrawn?.subject, withdrawn?.text.includes("/evenements/"), withdrawn?.text.includes("/reservations/")]).toEqual(["Retiré\u00a0: Atelier volcans", false, false]);
  expect([back?.subject, back?.text.includes("Vos places sont réservées."), back?.text.includes("/reservations/")]).toEqual(["De nouveau au programme\u00a0: Atelier volcans", true, true]);
});
