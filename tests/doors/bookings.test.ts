import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import ical from "ical.js";
import type { Territory } from "../../src/features/territories/territory.ts";
import { bookedEvent } from "../support/booker.ts";
import { dangersIn, script, signedIn } from "../support/hostile.ts";
import { mailServer } from "../support/mail-server.ts";
import { testServer, until, type TestServer } from "../support/server.ts";

type Person = Awaited<ReturnType<typeof signedIn>>;
let server: TestServer;
let here: Territory;
let organiser: Person;
let other: Person;
let mails: Awaited<ReturnType<typeof mailServer>>;

beforeAll(async () => {
  mails = await mailServer();
  server = await testServer({ TRUSTED_PROXY: "1", SMTP_URL: mails.url });
  here = await server.world.territory();
  await server.reload();
  [organiser, other] = [await signedIn(server, here, { name: "Ada Martin" }), await signedIn(server, here)];
});

const get = (person: Person | null, path: string) => server.ask(server.hostOf(here.slug), path, person ? { cookie: person.cookie } : {});
const post = (person: Person | null, path: string, form: Record<string, string | string[]>, from = "203.0.113.1") => server.ask(server.hostOf(here.slug), path, { method: "POST", form, headers: { "x-forwarded-for": from }, ...(person ? { cookie: person.cookie } : {}) });
const pathOf = async (event: string) => `/evenements/${(await sql<{ slug: string }>`select slug from contents where id = ${event}`.execute(server.world.db)).rows[0]?.slug ?? ""}`;
const mailsTo = (email: string) => mails.taken.filter((mail) => JSON.stringify(mail.to).includes(email));

async function mailTo(email: string, n = 1) {
  await until(async () => mailsTo(email).length >= n);
  const mail = mailsTo(email)[n - 1];
  if (!mail) throw new Error("No mail");
  const calendar = mail.attachments.find((each) => each.contentType === "text/calendar")?.content.toString() ?? mail.attachments.find((each) => each.filename?.endsWith(".ics"))?.content.toString() ?? "";
  return { mail, text: mail.text ?? "", link: /\/reservations\/[\w-]+/.exec(mail.text ?? "")?.[0] ?? "", calendar };
}

async function event(more: Parameters<typeof bookedEvent>[3] = {}) {
  const booked = await bookedEvent(server.world, organiser.member, here, more);
  const path = await pathOf(booked.event);
  const [time] = await booked.times();
  const book = (email: string, more: Record<string, string> = {}, person: Person | null = null, from?: string) => post(person, `${path}/reserver`, { time: time?.id ?? "", seats_kseat: "1", name: "Zoé", email, website: "", submission: crypto.randomUUID(), ...more }, from);
  return { ...booked, path, time: time?.id ?? "", book };
}

test("a visitor books, is told by a real mail with the time for their calendar, and cancels by its link; who waits moves up", async () => {
  const { path, book, states } = await event({ title: "Ciel\r\nde nuit", offer: { capacity: 1 } });
  expect((await get(null, path)).text).toContain(`href="${path}/reserver"`);
  expect((await get(null, `${path}/reserver`)).text).toContain("il reste 1 place");

  expect((await book("zoe@example.net")).text).toContain("zoe@example.net");
  expect((await book("max@example.net")).text).toContain("liste d’attente");
  const first = await mailTo("zoe@example.net");
  const calendar = new ical.Component(ical.parse(first.calendar) as [string, unknown[], unknown[]]);
  const invited = calendar.getFirstSubcomponent("vevent");
  expect([calendar.getFirstPropertyValue("method"), invited?.getFirstPropertyValue("status"), invited?.getFirstPropertyValue("sequence")]).toEqual(["REQUEST", "CONFIRMED", 0]);
  expect(first.calendar.replaceAll("\r\n ", "")).toMatch(/ATTENDEE;[^\r\n]*(?:mailto|MAILTO):zoe@example\.net/);
  expect(first.calendar).toContain("ORGANIZER");
  const waiting = await mailTo("max@example.net");
  expect([waiting.calendar, waiting.text.includes("complet pour l’instant")]).toEqual(["", true]);

  const page = await get(null, first.link);
  expect([page.status, page.text.includes("Annuler la réservation"), await states()]).toEqual([200, true, ["Zoé booked", "Zoé waiting"]]);
  expect((await post(null, `${first.link}/annuler`, {})).status).toBe(303);
  expect((await post(null, `${first.link}/annuler`, {})).status).toBe(303);
  expect(await states()).toEqual(["Zoé cancelled", "Zoé booked"]);
  const gone = await mailTo("zoe@example.net", 2);
  const cancelled = new ical.Component(ical.parse(gone.calendar) as [string, unknown[], unknown[]]);
  expect([cancelled.getFirstPropertyValue("method"), cancelled.getFirstSubcomponent("vevent")?.getFirstPropertyValue("status"), cancelled.getFirstSubcomponent("vevent")?.getFirstPropertyValue("uid"), Number(cancelled.getFirstSubcomponent("vevent")?.getFirstPropertyValue("sequence"))]).toEqual(["CANCEL", "CANCELLED", invited?.getFirstPropertyValue("uid"), 1]);
  const promoted = await mailTo("max@example.net", 2);
  expect([promoted.text.includes("elles sont à vous"), promoted.calendar.includes("METHOD:REQUEST"), (await get(null, promoted.link)).status]).toEqual([true, true, 200]);
});

test("fifty people who click at the same instant get the twelve seats that there are, each once", async () => {
  const { book, event: id } = await event({ offer: { capacity: 12, waitingList: false } });

  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => book(`rush${n}@example.net`, {}, null, `198.51.100.${n}`)));

  expect(answers.filter((each) => each.status === 200)).toHaveLength(12);
  expect(answers.filter((each) => each.status === 422)).toHaveLength(38);
  const { rows } = await sql<{ n: number; people: number }>`select sum(places)::int as n, count(distinct email)::int as people from bookings where event_id = ${id}`.execute(server.world.db);
  expect(rows).toEqual([{ n: 12, people: 12 }]);
});

test("the same form sent twice at once books once, and what an address booked before is told to that address alone", async () => {
  const { book, states } = await event({ offer: { capacity: 9 } });
  const submission = crypto.randomUUID();
  const [one, two] = await Promise.all([book("twice@example.net", { submission }), book("twice@example.net", { submission })]);
  const again = await book("twice@example.net", { name: "Un curieux" });
  const fresh = await book("fresh@example.net");

  expect([one.status, two.status, again.status]).toEqual([200, 200, 200]);
  expect(await states()).toEqual(["Zoé booked", "Zoé booked"]);
  expect(again.text.replaceAll("twice@", "fresh@").replace(/[0-9a-f-]{36}/g, "")).toBe(fresh.text.replace(/[0-9a-f-]{36}/g, ""));
  expect((await mailTo("twice@example.net", 2)).text).toMatch(/l’avait déjà fait[\s\S]*Vos places sont réservées/);
});

describe("a form", () => {
  test("says what is wrong where it is wrong, keeps what was typed, and gives robots nothing", async () => {
    const { path, book, states, change } = await event({ offer: { capacity: 3, waitingList: false } });
    await change({ waitingList: false, questions: [{ id: "q1", kind: "short", label: "Votre école", required: true }] });

    const faulty = await book("zoe@example.net\r\nBcc: tous@example.org", { seats_kseat: "0", name: "", time: "", q1: "" });
    expect(faulty.status).toBe(422);
    for (const field of ["time", "seats", "name", "email"]) expect(faulty.text, field).toContain(`href="#${field}"`);
    const unanswered = await book("zoe@example.net", { q1: "" });
    expect([unanswered.status, unanswered.text.includes('href="#q1"'), unanswered.text.includes('value="zoe@example.net"')]).toEqual([422, true, true]);
    expect((await book("zoe@example.net", { q1: "Jules", seats_kseat: "4" })).text).toContain("Il ne reste pas assez de places");
    expect((await book("robot@example.net", { q1: "Jules", website: "https://spam.example" })).status).toBe(200);
    expect(await states()).toEqual([]);
    const statuses: number[] = [];
    for (let n = 0; n < 32; n++) statuses.push((await book(`x${n}`, {}, null, "192.0.2.77")).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await get(null, `${path}/reserver`)).status).toBe(200);
  });

  test("composed to inject, and filled in to, shows as text to who organises, in the export and in mails", async () => {
    const { path, book, change } = await event({ title: `Atelier ${script.slice(0, 60)}`, offer: { capacity: 9 } });
    await change({ capacity: 9, kinds: [{ id: "kseat", label: "=1+1<script>alert(1)</script>", limit: null }], questions: [{ id: "q1", kind: "long", label: "=cmd<img src=x onerror=alert(1)>", help: script }] });

    expect(dangersIn((await get(null, `${path}/reserver`)).text)).toEqual([]);
    expect((await book("hostile@example.net", { name: "=HYPERLINK(1)", q1: `=1+1\r\n${script}` })).status).toBe(200);
    const list = await get(organiser, `${path}/reservations`);
    expect([list.status, list.text.includes("hostile@example.net"), dangersIn(list.text)]).toEqual([200, true, []]);
    const csv = await get(organiser, `${path}/reservations.csv`);
    expect(csv.text).toContain("'=HYPERLINK(1)");
    expect(csv.text).not.toMatch(/(^|,|\n)"?=/);
    const { mail } = await mailTo("hostile@example.net");
    expect(dangersIn(String(mail.html))).toEqual([]);
    expect(mail.subject).not.toMatch(/[\r\n]/);
  });
});

test("who organises composes the offer, ticks who came, cancels for somebody, and is told nothing else", async () => {
  const id = await server.world.event(organiser.member, here);
  const path = await pathOf(id);
  const offer = { do: "save", capacity: "2", kind_id: ["kseat", "kwheel"], kind_label: ["Place", ""], kind_limit: ["", ""], most_each: "2", hours_before: "0", keep_months: "3", waiting_list: "1", opened: "1" };
  const faulty = await post(organiser, `${path}/reservation`, { ...offer, capacity: "0", kind_label: ["", ""] });
  expect([faulty.status, faulty.text.includes('href="#capacity"'), faulty.text.includes('href="#kinds"')]).toEqual([422, true, true]);
  expect((await post(organiser, `${path}/reservation`, { ...offer, do: "question:add:short" })).text).toContain("Question 1");
  expect((await post(organiser, `${path}/reservation`, offer)).status).toBe(303);

  const time = (await sql<{ id: string }>`select id from booking_times where event_id = ${id}`.execute(server.world.db)).rows[0]?.id ?? "";
  for (const [name, email] of [["Zoé", "un@example.net"], ["Max", "deux@example.net"], ["Léa", "trois@example.net"]] as const) await post(null, `${path}/reserver`, { time, seats_kseat: "1", name, email, submission: crypto.randomUUID() });
  const bookings = (await sql<{ id: string; name: string }>`select id, name from bookings where event_id = ${id} order by booked_at`.execute(server.world.db)).rows;
  expect((await post(organiser, `${path}/reservations?date=${time}`, { came: bookings[1]?.id ?? "" })).status).toBe(303);
  const csv = (await get(organiser, `${path}/reservations.csv`)).text.split("\r\n");
  expect(csv.slice(1, 4)).toEqual(["Zoé,un@example.net,réservé,1,1,non", "Max,deux@example.net,réservé,1,1,oui", "Léa,trois@example.net,en attente,1,1,non"]);
  expect((await post(organiser, `${path}/reservations/annuler?date=${time}`, { booking: bookings[0]?.id ?? "" })).status).toBe(303);
  expect((await get(organiser, `${path}/reservations`)).text).not.toContain("un@example.net");
  expect((await mailTo("un@example.net", 2)).text).toContain("les personnes qui organisent ont annulé");
  expect((await mailTo("trois@example.net", 2)).text).toContain("elles sont à vous");
});

test("E4 a booking, its link, the attendance list and the offer are as if absent for everybody else", async () => {
  const { path, book, time, idOf, states } = await event();
  const elsewhere = await event();
  await book("", {}, other);
  await book("secret@example.net", { name: "Secrète" });
  const animator = await signedIn(server, here, { animates: [here] });
  const booking = await idOf("Secrète");
  const own = await idOf(other.member.name);

  for (const person of [other, animator]) {
    for (const address of ["/reservation", "/reservations", "/reservations.csv", `/reservations?date=${time}`]) expect((await get(person, path + address)).status, address).toBe(404);
    for (const [address, form] of [["/reservation", { do: "save", capacity: "1" }], ["/reservations", { came: booking }], ["/reservations/annuler", { booking }]] as const) expect((await post(person, path + address, form)).status, address).toBe(404);
    expect((await post(person, `/mon-espace/reservations/${booking}/annuler`, {})).status).toBe(404);
  }
  // An organiser of another event, a booking's id as its secret, and another territory's host open nothing.
  expect((await post(organiser, `${elsewhere.path}/reservations/annuler`, { booking })).status).toBe(404);
  for (const secret of [booking, "x", "a".repeat(32)]) expect([(await get(null, `/reservations/${secret}`)).status, (await post(null, `/reservations/${secret}/annuler`, {})).status], secret).toEqual([404, 404]);
  const there = await server.world.territory();
  await server.reload();
  const { link } = await mailTo("secret@example.net");
  expect((await server.ask(server.hostOf(there.slug), link)).status).toBe(404);
  expect(await states()).toEqual([`${other.member.name} booked`, "Secrète booked"]);

  expect((await get(other, "/mon-espace/reservations")).text).toContain(path);
  expect((await get(animator, "/mon-espace/reservations")).text).not.toContain(path);
  expect((await post(other, `/mon-espace/reservations/${own}/annuler`, {})).status).toBe(303);
  expect(await states()).toEqual([`${other.member.name} cancelled`, "Secrète booked"]);
  const draft = await bookedEvent(server.world, organiser.member, here);
  await sql`update contents set state = 'draft' where id = ${draft.event}`.execute(server.world.db);
  expect((await get(other, `${await pathOf(draft.event)}/reserver`)).status).toBe(404);
});
