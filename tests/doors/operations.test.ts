import { sql } from "kysely";
import { expect, test } from "vitest";
import { attachChild } from "../../src/features/programmes/attach-child.ts";
import { decideEvent } from "../../src/features/operations/decide-event.ts";
import { joinOperation } from "../../src/features/operations/join-operation.ts";
import { proposeEvent } from "../../src/features/operations/propose-event.ts";
import { testServer } from "../support/server.ts";

const start = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 20 });
const on = (more: number) => [{ kind: "slot", start: `${start.add({ days: more }).toString()}T14:00`, end: null }];

async function campaign() {
  const server = await testServer();
  const { world } = server;
  const [here, there, elsewhere] = [await world.territory(), await world.territory(), await world.territory()];
  const [lead, joining, author, stranger] = [await world.member(here, { animates: [here] }), await world.member(there, { animates: [there] }), await world.member(here), await world.member(elsewhere, { animates: [elsewhere] })];
  const operation = await world.operation(lead, here, { title: "Semaine des curieux", startsOn: start.toString(), endsOn: start.add({ days: 5 }).toString(), callUntil: start.toString(), labels: ["Coup de cœur"], territories: [there.id] });
  await server.reload();
  const host = server.hostOf(here.slug);
  return { server, world, here, there, elsewhere, lead, joining, author, stranger, operation, host, get: (path: string, cookie?: string) => server.ask(host, path, cookie ? { cookie } : {}) };
}

test("each territory decides of its own events: nobody of another's, and a label is one of the operation's", async () => {
  const { world, here, there, elsewhere, lead, joining, author, stranger, operation } = await campaign();
  const [ours, theirs, foreign] = [await world.event(author, here, { sessions: on(1) }), await world.event(joining, there, { sessions: on(1) }), await world.event(stranger, elsewhere, { sessions: on(1) })];
  const propose = (who: typeof lead, event: typeof ours) => proposeEvent(world.as(who), { operation, event });
  const decide = (who: typeof lead, event: typeof ours, label = "") => decideEvent(world.as(who), { operation, event, decision: { verdict: "accepted", label, note: "" } });

  expect(await propose(joining, theirs)).toEqual({ done: false, refusal: "elsewhere" });
  expect(await joinOperation(world.as(lead), { operation, territory: there.id, joined: true })).toEqual({ done: false, refusal: "forbidden" });
  expect(await joinOperation(world.as(stranger), { operation, territory: elsewhere.id, joined: true })).toEqual({ done: false, refusal: "forbidden" });
  expect(await joinOperation(world.as(joining), { operation, territory: there.id, joined: true })).toMatchObject({ done: true });

  expect(await propose(stranger, foreign)).toEqual({ done: false, refusal: "elsewhere" });
  expect(await propose(await world.member(here), ours)).toEqual({ done: false, refusal: "forbidden" });
  const twice = await Promise.all([1, 2, 3].map(() => propose(author, ours)));
  expect(twice.filter((each) => each.done)).toHaveLength(1);
  expect(await propose(joining, theirs)).toEqual({ done: true, value: "accepted" });
  expect(await decide(author, ours)).toEqual({ done: false, refusal: "forbidden" });
  expect(await decide(joining, ours)).toEqual({ done: false, refusal: "forbidden" });
  expect(await decide(lead, theirs)).toEqual({ done: false, refusal: "forbidden" });
  expect(await decide(lead, ours, "Inventé")).toEqual({ done: false, refusal: "label_unknown" });
  expect(await decide(lead, ours, "Coup de cœur")).toMatchObject({ done: true });
  expect(await world.factsAbout(ours)).toEqual(["content.published", "operation.event_proposed", "operation.event_accepted"]);
});

test("an operation has its page, its programme over its territories, its figures, its feeds; a label shows wherever the event does", async () => {
  const { server, world, here, there, lead, joining, author, operation, get } = await campaign();
  await joinOperation(world.as(joining), { operation, territory: there.id, joined: true });
  const village = await world.event(lead, here, { title: "Village savant", sessions: on(0), input: { audience: ["families"], placeName: "Halle" } });
  const stand = await world.event(lead, here, { title: "Stand des bulles", sessions: on(0), input: { audience: ["families"], placeName: "Halle" } });
  await attachChild(world.as(lead), { child: stand, parent: village });
  const theirs = await world.event(joining, there, { title: "Visite du four", sessions: on(2), input: { audience: ["adults"], placeName: "Verrerie" } });
  const late = await world.event(lead, here, { title: "Trop tard", sessions: on(9) });
  const waiting = await world.event(author, here, { title: "En attente", sessions: on(1) });
  const draft = await world.event(lead, here, { title: "Pas encore", sessions: on(1), intent: "draft" });
  for (const [who, event] of [[lead, village], [joining, theirs], [lead, late], [author, waiting], [lead, draft]] as const) await proposeEvent(world.as(who), { operation, event });
  await decideEvent(world.as(lead), { operation, event: village, decision: { verdict: "accepted", label: "Coup de cœur", note: "" } });
  await world.event(author, here, { title: "Sans rapport", sessions: on(1) });

  const titles = (text: string) => ["Village savant", "Stand des bulles", "Visite du four", "Trop tard", "En attente", "Pas encore", "Sans rapport"].filter((title) => text.includes(title));
  const all = ["Village savant", "Stand des bulles", "Visite du four"];
  for (const path of ["/operations/semaine-des-curieux", "/operations/semaine-des-curieux/programme", "/operations/semaine-des-curieux/programme.ics", `/api/v1/operations/${operation}/programme`]) expect(titles((await get(path)).text), path).toEqual(all);
  expect(titles((await get(`/operations/semaine-des-curieux/programme?territoire=${there.slug}`)).text)).toEqual(["Visite du four"]);
  expect(titles((await get("/operations/semaine-des-curieux/programme?public=families&par=lieu")).text)).toEqual(["Village savant", "Stand des bulles"]);
  const figures = (await get("/operations/semaine-des-curieux/chiffres")).text;
  expect(figures).toContain("<span class=\"stat\">3</span> événements");
  expect(figures).toContain(`<th scope="row">Territoire ${there.slug}</th><td>1</td><td>1</td><td>1</td>`);

  for (const path of ["/agenda", "/evenements/village-savant", "/evenements/stand-des-bulles", `/api/v1/events/${village}`, "/api/v1/events?from=2020-01-01"]) expect((await get(path)).text, path).toContain("Coup de cœur");
  for (const path of ["/", "/operations", "/operations.rss", "/sitemap/contenus-1.xml", "/api/v1/operations", "/recherche?q=curieux"]) expect((await get(path)).text, path).toMatch(/semaine-des-curieux|Semaine des curieux/);
  expect((await server.ask(server.hostOf(there.slug), "/operations")).text).toContain("Semaine des curieux");
  const one = JSON.parse((await get(`/api/v1/operations/${operation}`)).text) as { data: { operation: object } };
  expect(one.data.operation).toMatchObject({ startsOn: start.toString(), labels: ["Coup de cœur"], territories: [here.slug, there.slug] });
});

test("only those who animate a territory start an operation; a member proposes, is answered, and sees the label", async () => {
  const { server, world, here, lead, author, host, get } = await campaign();
  const [boss, member] = [await server.logIn(await world.account(lead), "une phrase assez longue", host), await server.logIn(await world.account(author), "une phrase assez longue", host)];
  const event = await world.event(author, here, { title: "Goûter des planètes", sessions: on(1) });
  const post = (path: string, cookie: string, form: Record<string, string>) => server.ask(host, path, { method: "POST", cookie, form });
  const form = { title: "Nuit blanche", body: "Venez.", starts_on: "2031-01-02", ends_on: "2031-01-03", call_until: "", labels: "Un\nDeux", do: "publish" };

  expect((await get("/contribuer/operation", member)).status).toBe(403);
  expect((await post("/contribuer/operation", member, form)).status).toBe(403);
  expect((await get("/contribuer", member)).text).not.toContain("/contribuer/operation");
  expect((await post("/contribuer/operation", boss, { ...form, ends_on: "2031-01-01" })).status).toBe(422);
  expect((await post("/contribuer/operation", boss, form)).headers["location"]).toBe("/operations/nuit-blanche");
  expect((await get("/operations/nuit-blanche/proposer", member)).text).toContain("L’appel est clos");

  expect((await get("/operations/semaine-des-curieux/evenements", member)).status).toBe(403);
  expect((await post("/operations/semaine-des-curieux/proposer", member, { do: "propose", event })).headers["location"]).toContain("fait=proposed");
  expect((await post("/operations/semaine-des-curieux/proposer", member, { do: "propose", event })).text).toContain("déjà proposé");
  expect((await get("/operations/semaine-des-curieux/evenements", boss)).text).toContain("Goûter des planètes");
  expect((await post("/operations/semaine-des-curieux/evenements", boss, { do: "accepted", event, label: "Coup de cœur", note: "Bravo" })).status).toBe(303);
  const answered = (await get("/operations/semaine-des-curieux/proposer", member)).text;
  expect([answered.includes("Coup de cœur"), answered.includes("Bravo")]).toEqual([true, true]);

  // An operation that isn't published is nobody else's.
  const hidden = await world.operation(lead, here, { title: "En préparation", startsOn: "2031-02-01", endsOn: "2031-02-02" }, "draft");
  for (const path of ["/operations/en-preparation", "/operations/en-preparation/programme", "/operations/en-preparation/chiffres", "/operations/en-preparation/programme.ics", `/api/v1/operations/${hidden}`, `/api/v1/operations/${hidden}/programme`]) expect((await get(path)).status, path).toBe(404);
  expect((await get("/operations/en-preparation/proposer", member)).status).toBe(404);
});

test("the call of an operation asks what its author composed, until it closes; others' answers stay theirs", async () => {
  const { server, world, here, lead, author, stranger, operation, host, get } = await campaign();
  const [boss, member] = [await server.logIn(await world.account(lead), "une phrase assez longue", host), await server.logIn(await world.account(author), "une phrase assez longue", host)];
  const post = (path: string, cookie: string, form: Record<string, string>) => server.ask(host, path, { method: "POST", cookie, form });
  const path = "/operations/semaine-des-curieux";
  const event = await world.event(author, await world.territory(), { title: "Ailleurs" });

  expect((await post(`${path}/appel`, boss, { question_id: "q1", question_kind: "short", question_label: "Combien de chaises ?", question_help: "", question_choices: "", question_required: "q1", do: "save", keep_months: "3", opened: "1" })).status).toBe(303);
  expect((await get(path)).text).toContain(`${path}/repondre`);
  expect((await post(`${path}/repondre`, member, { q1: "" })).status).toBe(422);
  expect((await post(`${path}/repondre`, member, { q1: "Quarante-deux" })).status).toBe(303);
  expect((await get(`${path}/reponses`, boss)).text).toContain(author.name);
  const theirs = await server.logIn(await world.account(stranger), "une phrase assez longue", host);
  for (const rest of ["/reponses", "/reponses.csv", "/appel"]) expect((await get(`${path}${rest}`, theirs)).status, rest).toBe(404);
  expect((await post(`${path}/proposer`, member, { do: "propose", event })).status).toBe(422);
  expect((await post(`${path}/evenements`, theirs, { do: "accepted", event, label: "", note: "" })).status).toBe(403);

  await sql`update operations set call_closes_at = now() - interval '1 hour' where content_id = ${operation}`.execute(world.db);
  await sql`update calls set closes_at = now() - interval '1 hour' where content_id = ${operation}`.execute(world.db);
  const closed = await post(`${path}/proposer`, member, { do: "propose", event: await world.event(author, here, { title: "Trop tard aussi" }) });
  expect([closed.status, closed.text.includes("L’appel est clos")]).toEqual([422, true]);

});
