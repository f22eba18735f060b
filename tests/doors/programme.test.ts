import { expect, test } from "vitest";
import { eventInput } from "../../src/features/agenda/input.ts";
import { writeEvent } from "../../src/features/agenda/write-event.ts";
import { attachChild } from "../../src/features/programmes/attach-child.ts";
import { emptyDocument } from "../../src/platform/text/document.ts";
import { testServer } from "../support/server.ts";

async function festivalHere() {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  const email = await world.account(author);
  const day = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 20 });
  const at = (more: number, hour: string) => [{ kind: "slot", start: `${day.add({ days: more }).toString()}T${hour}`, end: null }];
  const festival = await world.event(author, here, { title: "Festival des savoirs", sessions: at(0, "10:00"), input: { type: "festival" } });
  const child = async (title: string, sessions: object[], input: object = {}, intent: "publish" | "draft" = "publish") => {
    const id = await world.event(author, here, { title, sessions, intent, input });
    await attachChild(world.as(author), { child: id, parent: festival });
    return id;
  };
  const workshop = await child("Atelier volcans", at(0, "14:00"), { placeName: "Muséum", audience: ["children"] });
  await child("Conférence marées", at(1, "18:00"), { placeName: "Auditorium", audience: ["adults"], status: "cancelled", statusReason: "Panne de courant" });
  await child("Exposition papier", [{ kind: "opening", from: day.toString(), until: day.add({ days: 3 }).toString(), hours: [{ days: [1, 2, 3, 4, 5, 6, 7], opens: "10:00", closes: "18:00" }], except: [] }], { audience: ["everyone"] });
  await child("Atelier secret", at(0, "15:00"), {}, "draft");
  await world.event(author, here, { title: "Hors programme", sessions: at(0, "16:00") });
  await server.reload();
  const host = server.hostOf(here.slug);
  // With a cookie of no account, so that no page comes from memory while news of a change is still on its way.
  const get = async (path: string, cookie = "es_lang=fr") => server.ask(host, path, { cookie });
  return { server, world, here, author, email, day, festival, workshop, host, get };
}

test("a programme shows what stands in it by day, place and audience, without a script; feeds, API and search engines are told", async () => {
  const { get, day, workshop, festival } = await festivalHere();

  const all = (await get("/evenements/festival-des-savoirs/programme")).text;
  for (const shown of ["Atelier volcans", "Conférence marées", "Exposition papier", "Panne de courant", "annulé", "3 rendez-vous"]) expect(all, shown).toContain(shown);
  for (const hidden of ["Atelier secret", "Hors programme"]) expect(all, hidden).not.toContain(hidden);
  const filtered = async (query: string) => {
    const { text } = await get(`/evenements/festival-des-savoirs/programme?${query}`);
    return ["Atelier volcans", "Conférence marées", "Exposition papier"].filter((title) => text.includes(`>${title}</a>`));
  };
  expect(await filtered(`jour=${day.add({ days: 1 }).toString()}`)).toEqual(["Conférence marées", "Exposition papier"]);
  expect(await filtered("lieu=museum-grenoble")).toEqual(["Atelier volcans"]);
  expect(await filtered("public=children&par=lieu")).toEqual(["Atelier volcans", "Exposition papier"]);
  expect(await filtered("jour=hier&lieu=../..&public=martiens&par=zzz")).toHaveLength(3);

  const calendar = (await get(`/evenements/festival-des-savoirs/programme.ics?jour=${day.add({ days: 1 }).toString()}`)).text;
  expect([calendar.includes("Conférence marées"), calendar.includes("STATUS:CANCELLED"), calendar.includes("Atelier volcans")]).toEqual([true, true, false]);
  const api = JSON.parse((await get(`/api/v1/events/${festival}/programme`)).text) as { data: { title: string; statusReason: string }[] };
  expect([...new Set(api.data.map((line) => line.title))].sort()).toEqual(["Atelier volcans", "Conférence marées", "Exposition papier"]);
  expect((JSON.parse((await get(`/api/v1/events/${workshop}`)).text) as { data: { partOf: object[] } }).data.partOf).toMatchObject([{ title: "Festival des savoirs" }]);
  expect((await get("/evenements/festival-des-savoirs")).text).toContain('"subEvent":[{"@type":"Event"');
  const page = (await get("/evenements/atelier-volcans")).text;
  expect(page).toContain('"superEvent":{"@type":"Event"');
  expect(page).toContain('<a href="/evenements/festival-des-savoirs">Festival des savoirs</a>');
});

test("whoever organises a festival adds to it, is told why an event can't stand there, and prepares the next edition after seeing its dates", async () => {
  const { server, world, here, author, email, festival, workshop, host, get, day } = await festivalHere();
  const cookie = await server.logIn(email, "une phrase assez longue", host);
  const organise = `/contribuer/evenement/${festival}/programme`;
  const post = (path: string, form: Record<string, string>) => server.ask(host, path, { method: "POST", cookie, form });

  expect((await get(organise, cookie)).text).toContain("Atelier secret");
  const circle = await post(`/contribuer/evenement/${festival}/programme`, { do: "join", address: `http://${host}/evenements/atelier-volcans` });
  expect([circle.status, circle.text.includes("tourneraient en rond")]).toEqual([422, true]);
  expect((await post(organise, { do: "remove", child: workshop })).headers["location"]).toBe(`${organise}?fait=retire`);
  expect((await get("/evenements/festival-des-savoirs/programme")).text).not.toContain("Atelier volcans");
  expect((await post(`/contribuer/evenement/${workshop}/programme`, { do: "join", address: "/evenements/festival-des-savoirs" })).headers["location"]).toContain("fait=attache");
  const other = await world.member(here);
  await world.account(other);
  const theirs = await server.logIn(`${other.handle}@example.org`, "une phrase assez longue", host);
  for (const path of [organise, `/contribuer/evenement/${festival}/dupliquer`]) expect((await get(path, theirs)).status, path).toBe(403);
  const hidden = await world.event(author, here, { title: "Inédit", intent: "draft" });
  expect((await get(`/contribuer/evenement/${hidden}/programme`, theirs)).status).toBe(404);

  const preview = (await get(`/contribuer/evenement/${festival}/dupliquer`, cookie)).text;
  expect(preview).toContain(String(day.add({ weeks: 52 }).day));
  expect(preview).toContain("52 semaines");
  const [, submission = ""] = /name="submission" value="([^"]+)"/.exec(preview) ?? [];
  const made = await post(`/contribuer/evenement/${festival}/dupliquer`, { weeks: "52", submission });
  expect(made.status).toBe(303);
  expect((await get(String(made.headers["location"]), cookie)).text.match(/Brouillon/g)?.length).toBe(4);
  expect((await post(`/contribuer/evenement/${festival}/dupliquer`, { weeks: "0", submission: "x" })).status).toBe(422);
});

test("a new workshop is written straight into its festival", async () => {
  const { server, email, festival, host, get, day } = await festivalHere();
  const cookie = await server.logIn(email, "une phrase assez longue", host);

  expect((await get(`/contribuer/evenement?dans=${festival}`, cookie)).text).toContain(`name="dans" value="${festival}"`);
  await server.ask(host, "/contribuer/evenement", { method: "POST", cookie, form: { title: "Atelier marionnettes", body: "Venez.", dans: festival, s_date: day.toString(), s_start: "11:00", s_end: "12:00", s_endDate: "", s_repeat: "", s_rule: "", s_until: "", s_except: "", place_name: "MJC", commune: "Grenoble", type: "workshop", pricing: "free", status: "on", do: "publish" } });

  expect((await get("/evenements/festival-des-savoirs/programme")).text).toContain("Atelier marionnettes");
});

test("a repetition is said back in words, on the page and in the form", async () => {
  const { server, world, here, author, email, host, get } = await festivalHere();
  const cookie = await server.logIn(email, "une phrase assez longue", host);
  const row = (more: Record<string, string>) => new URLSearchParams({ s_date: "2030-10-02", s_start: "14:00", s_end: "16:00", s_repeat: "weekly", s_until: "2030-12-18", s_except: "30/10/2030", ...more }).toString();
  const said = async (more: Record<string, string>) => (await get(`/contribuer/evenement/en-toutes-lettres?${row(more)}`, cookie)).text.replaceAll("\u00a0", " ");

  expect(await said({})).toBe("Tous les mercredis, 14 h – 16 h, jusqu’au 18 décembre 2030, sauf le 30 octobre 2030. 11 dates.");
  expect(await said({ s_repeat: "fortnightly", s_except: "" })).toContain("Toutes les 2 semaines, le mercredi");
  expect(await said({ s_repeat: "monthly", s_except: "" })).toContain("Le premier mercredi de chaque mois");
  expect(await said({ s_until: "n’importe" })).toBe("");
  expect(await said({ s_repeat: "" })).toBe("");

  await world.event(author, here, { title: "Club du mercredi", sessions: [{ kind: "repeated", start: "2030-10-02T14:00", end: "2030-10-02T16:00", rule: "FREQ=WEEKLY;BYDAY=WE,SA;UNTIL=20301218T235959", except: ["2030-10-30"] }] });
  expect((await get("/evenements/club-du-mercredi")).text).toContain("Tous les mercredis et samedis");
});

test("a postponed event says why, keeps its first date when it gets a new one, and search engines are told of both", async () => {
  const { world, here, author, get } = await festivalHere();
  const id = await world.event(author, here, { title: "Nuit des étoiles", sessions: [{ kind: "slot", start: "2030-08-10T21:00", end: null }] });
  const write = (start: string, status: string) => writeEvent(world.as(author), { content: id, moderation: "after" }, eventInput.parse({ title: "Nuit des étoiles", body: emptyDocument, sessions: [{ kind: "slot", start, end: null }], placeName: "Observatoire", status, statusReason: "Ciel couvert" }), { intent: "publish", publishAt: null, submission: null, revision: null });

  await write("2030-08-10T21:00", "postponed");
  const waiting = (await get("/evenements/nuit-des-etoiles")).text;
  expect(waiting).toContain("Ciel couvert");
  expect(waiting).toContain("samedi 10 août 2030, 21\u00a0h");
  expect(waiting).toContain("EventPostponed");
  await write("2030-08-17T21:00", "postponed");
  const moved = (await get("/evenements/nuit-des-etoiles")).text;
  expect(moved).toContain("Date initiale\u00a0: samedi 10 août 2030");
  expect(moved).toContain("samedi 17 août 2030");
  expect(moved).toContain('"eventStatus":"https://schema.org/EventRescheduled","previousStartDate":"2030-08-10T21:00:00+02:00"');
});
