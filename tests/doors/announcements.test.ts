import { sql } from "kysely";
import { expect, test } from "vitest";
import { testServer } from "../support/server.ts";

test("an announcement says until when it can be answered; once closed its page, feeds and search engines are told", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  const deadline = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 3 }).toString();
  const input = { type: "job", contract: "fixed-term", organisation: "La Casemate", communeCode: "38185", contactUrl: "https://emploi.example/poste" };
  const id = await world.announcement(author, here, { title: "Médiatrice ou médiateur", input: { ...input, deadline } });
  await world.announcement(author, here, { title: "Poste pourvu", input: { ...input, deadline: "2021-03-04" } });
  await server.reload();
  const host = server.hostOf(here.slug);
  const get = async (path: string) => (await server.ask(host, path)).text;

  const page = await get("/annonces/mediatrice-ou-mediateur");
  expect(page).toContain('"@type":"JobPosting"');
  expect(page).toContain(`"validThrough":"${Temporal.PlainDate.from(deadline).add({ days: 1 }).toString()}T00:00:00`);
  expect(page).toContain("emploi.example");
  expect(page).not.toContain("noindex");
  const closed = await get("/annonces/poste-pourvu");
  expect(closed).toContain("On ne peut plus répondre");
  expect(closed).toContain("noindex");
  expect(closed).not.toContain("emploi.example");

  for (const path of ["/annonces", "/annonces?type=job&ou=Grenoble", "/annonces.rss", "/annonces.atom", "/annonces.json", "/annonces.csv", "/annonces.ics", "/", "/api/v1/announcements?state=open"]) {
    const text = await get(path);
    expect(text, path).toContain("Médiatrice ou médiateur");
    expect(text, path).not.toContain("Poste pourvu");
  }
  expect(await get("/annonces?etat=closes")).toContain("Poste pourvu");
  expect(await get("/annonces.rss?etat=closes")).toContain("[Close] Poste pourvu");
  expect(await get("/annonces?type=contest")).not.toContain("Médiatrice");
  expect(await get("/annonces.ics")).toContain(`DTSTART;VALUE=DATE:${deadline.replaceAll("-", "")}`);
  expect(await get("/recherche?q=Casemate")).toContain("Médiatrice ou médiateur");
  const sitemap = await get("/sitemap/contenus-1.xml");
  expect([sitemap.includes("/annonces/mediatrice-ou-mediateur"), sitemap.includes("poste-pourvu")]).toEqual([true, false]);

  const { data } = JSON.parse(await get(`/api/v1/announcements/${id}`)) as { data: { announcement: object } };
  expect(data.announcement).toMatchObject({ type: "job", deadline, closed: false, organisation: "La Casemate", communeName: "Grenoble" });
  await sql`update announcements set closes_at = now() where content_id = ${id}`.execute(world.db);
  const after = JSON.parse(await get("/api/v1/announcements?state=open")) as { data: unknown[] };
  expect(after.data).toEqual([expect.objectContaining({ title: "Médiatrice ou médiateur" })]);
});

test("the form asks what and until when, and gives a wrong day back at its field", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const member = await world.member(here);
  await world.account(member);
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookie = await server.logIn(`${member.handle}@example.org`, "une phrase assez longue", host);
  const send = (more: Record<string, string>) => server.ask(host, "/contribuer/annonce", { method: "POST", cookie, form: { title: "Prêt d’une lunette", body: "Elle attend.", type: "equipment", deadline: "2031-05-04", deadline_time: "17:30", organisation: "Club", commune: "Grenoble", contract: "", contact_url: "", do: "publish", ...more } });

  const refused = await send({ deadline: "2031-02-30" });
  expect([refused.status, /href="#deadline"/.test(refused.text)]).toEqual([422, true]);
  const written = await send({});
  expect([written.status, written.headers["location"]]).toEqual([303, "/annonces/pret-d-une-lunette"]);
  const page = await server.ask(host, "/annonces/pret-d-une-lunette", { cookie });
  expect(page.text).toContain("17\u00a0h\u00a030");
  const { rows } = await sql<{ id: string }>`select content_id as id from announcements where territory_id = ${here.id}`.execute(world.db);
  const form = await server.ask(host, `/contribuer/annonce/${rows[0]?.id}`, { cookie });
  expect([...form.text.matchAll(/name="deadline(?:_time)?" type="(?:date|time)" value="([^"]*)"/g)].map(([, value]) => value)).toEqual(["2031-05-04", "17:30"]);
});
