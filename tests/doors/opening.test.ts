import { createServer } from "node:http";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askForAccount, confirmAccount } from "../../src/features/accounts/sign-up.ts";
import { readOutline, readPerimeter } from "../../src/features/places/read-perimeter.ts";
import type { Territory } from "../../src/features/territories/territory.ts";
import { eventually, reachableServer } from "../federation/servers.ts";
import type { TestServer } from "../support/server.ts";

let server: TestServer;
let home: Territory;
let cookie: string;
const day = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 9 }).toString().replaceAll("-", "");
const calendar = createServer((_, response) => response.writeHead(200, { "content-type": "text/calendar" }).end(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Le planétarium\r\nBEGIN:VEVENT\r\nUID:1@planetarium\r\nDTSTART:${day}T180000\r\nSUMMARY:Nuit des comètes\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`)).listen(0, "127.0.0.1");
afterAll(() => { calendar.close(); });

beforeAll(async () => {
  server = await reachableServer("ouvroir");
  home = await server.world.territory();
  await server.reload();
  cookie = await server.logIn(await server.world.account(await server.world.member(home, { coordinator: true })), "une phrase assez longue");
});

const sourceAddress = () => {
  const address = calendar.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/agenda.ics`;
};
const open = (form: Record<string, string>) => server.ask(server.portal, "/coordination/territoires/nouveau", { method: "POST", cookie, form });
const fields = { name: "Val de Loire", structure: "La Rotonde", perimeter: "42\nVoiron", hue: "145", animators: "", sources: "" };

test("a form opens a territory whose home page, agenda and people live within seconds", async () => {
  const known = await server.world.member(home, { name: "Nadia Roche" });
  const email = await server.world.account(known);
  const began = performance.now();
  const answer = await open({ ...fields, animators: `${email}\nnouvelle@exemple.fr`, sources: sourceAddress() });
  expect([answer.status, answer.headers["location"]]).toEqual([303, "/coordination?ouvert=val-de-loire"]);
  const host = `val-de-loire.${server.portal}`;
  await eventually(() => server.ask(host, "/"), (page) => page.status === 200 && page.text.includes("Val de Loire"), [server]);
  const living = performance.now() - began;
  await eventually(() => server.ask(host, "/agenda"), (page) => page.text.includes("Nuit des comètes"), [server]);
  console.log(`from the form to a living home page: ${Math.round(living)} ms, with its agenda filled: ${Math.round(performance.now() - began)} ms`);
  expect(living).toBeLessThan(60_000);
  expect((await server.ask(server.portal, "/coordination?ouvert=val-de-loire", { cookie })).text).toContain(`http://${host}`);

  const { rows: [territory] } = await sql<{ id: string; hue: number; latitude: number; perimeter: unknown }>`select id, hue, latitude, perimeter from territories where slug = 'val-de-loire'`.execute(server.world.db);
  expect(territory).toMatchObject({ hue: 145, perimeter: [{ kind: "departement", code: "42" }, { kind: "commune", code: "38563" }] });
  expect(territory?.latitude).toBeGreaterThan(45);
  expect((await sql`select from animators where territory_id = ${territory?.id ?? ""} and member_id = ${known.id}`.execute(server.world.db)).rows).toHaveLength(1);
  const { rows: mails } = await sql<{ recipient: string; body: string }>`select m::text as body from accounts.mails m`.execute(server.world.db).then((found) => ({ rows: found.rows as { recipient: string; body: string }[] }));
  expect(mails.filter((mail) => mail.body.includes("Val de Loire"))).toHaveLength(2);
});

test("who was invited without an account animates once they confirmed one under that address, and nobody else does", async () => {
  const animators = async () => (await sql<{ name: string }>`select m.name from animators a join members m on m.id = a.member_id join territories t on t.id = a.territory_id where t.slug = 'val-de-loire' order by m.name`.execute(server.world.db)).rows.map((row) => row.name);
  const join = async (name: string, email: string) => {
    let secret = "";
    await askForAccount(server.world.db, Temporal.Now.instant(), { name, email, password: "une phrase assez longue", home: home.id, back: "/" }, async (_, what) => { if (what.kind === "confirm") secret = what.secret; });
    expect(await animators()).not.toContain(name);
    expect((await confirmAccount(server.world.db, Temporal.Now.instant(), secret)).done).toBe(true);
  };
  await join("Malik Autre", "autre@exemple.fr");
  await join("Lina Nouvelle", "nouvelle@exemple.fr");
  expect(await animators()).toEqual(["Lina Nouvelle", "Nadia Roche"]);
});

test("what can't be read is said at its field, all together, and nothing is opened", async () => {
  const before = (await sql`select from territories`.execute(server.world.db)).rows.length;
  const answer = await open({ ...fields, name: "", perimeter: "38\nAtlantide", animators: "personne", sources: "ftp://ailleurs", domain: "pas un domaine" });
  expect(answer.status).toBe(422);
  for (const field of ["name", "perimeter", "animators", "sources", "domain"]) expect(answer.text, field).toContain(`id="${field}-fault"`);
  expect(answer.text).toContain("Nous ne reconnaissons pas");
  expect((await open({ ...fields, slug: "val-de-loire", name: "Autre" })).text).toContain("Un autre territoire porte");
  expect((await open({ ...fields, name: "Ailleurs", perimeter: "", drawn: "{}" })).status).toBe(422);
  expect((await sql`select from territories`.execute(server.world.db)).rows.length).toBe(before);
});

test("a perimeter is read from codes and names, and from an outline, whole départements where all of one is inside", () => {
  expect(readPerimeter("38, 2A\n200040715\nregion:84; Valence (26); Saint-Étienne\nNulle-Part, 99999")).toEqual({
    units: [{ kind: "departement", code: "38" }, { kind: "departement", code: "2A" }, { kind: "epci", code: "200040715" }, { kind: "region", code: "84" }, { kind: "commune", code: "26362" }, { kind: "commune", code: "42218" }],
    unread: ["Nulle-Part", "99999"],
  });
  const box = (west: number, south: number, east: number, north: number) => ({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] } });
  const corsica = readOutline(JSON.stringify({ type: "FeatureCollection", features: [box(8.3, 41.2, 9.7, 43.1)] }));
  expect(corsica).toEqual(expect.arrayContaining([{ kind: "departement", code: "2A" }, { kind: "departement", code: "2B" }]));
  expect(corsica).toHaveLength(2);
  expect(readOutline(JSON.stringify(box(-40, 10, -39, 11)))).toEqual([]);
  for (const wrong of ["", "{", "[]", '{"type":"Point","coordinates":[1,2]}', '{"type":"Polygon","coordinates":[[["a",1]]]}']) expect(readOutline(wrong)).toBe(null);
});
