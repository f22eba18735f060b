import { sql } from "kysely";
import { expect, test } from "vitest";
import { updateOpenings } from "../../src/features/visiting/update-openings.ts";
import { testServer } from "../support/server.ts";

const password = "une phrase assez longue";

test("a place to visit says when it is open, in every output, and whoever searches by hours, type or distance finds it", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  const input = { type: "observatory", hours: "24/7", transport: "Bus 12", accessibility: ["wheelchair"], prices: [{ label: "Plein tarif", cents: 500 }], pricing: "paid", address: "1 chemin des Étoiles" };
  const id = await world.place(author, here, { title: "Coupole des Ronces", input });
  await world.place(author, here, { title: "Musée fermé", input: { hours: "2020 Jan 01 10:00-11:00" } });
  await world.place(author, here, { title: "Grotte inédite", intent: "draft" });
  await server.reload();
  const host = server.hostOf(here.slug);
  const get = async (path: string) => (await server.ask(host, path)).text;

  const page = await get("/lieux/coupole-des-ronces");
  for (const words of ['"@type":"TouristAttraction"', '"openingHoursSpecification":[', "Ouvert</strong>", "Bus 12", "jour et nuit"]) expect(page).toContain(words);
  const outputs = ["/lieux", "/lieux?type=observatory", "/lieux?ouvert=maintenant", "/lieux?ouvert=aujourd-hui&acces=wheelchair", "/lieux?ou=Grenoble&rayon=5", "/lieux.rss", "/lieux.atom", "/lieux.json", "/lieux.csv?type=observatory", "/lieux.geojson", "/recherche?q=ronces", "/sitemap/contenus-1.xml", "/api/v1/places", "/api/v1/places?accessibility=wheelchair", "/api/v1/places/coupole-des-ronces"];
  for (const path of outputs) expect([path, /oupole|coupole/.test(await get(path)), /Grotte inédite|grotte-inedite/.test(await get(path))]).toEqual([path, true, false]);
  for (const path of ["/lieux?ouvert=maintenant", "/lieux?type=observatory", "/lieux?acces=wheelchair", "/lieux?prix=gratuit"]) expect(await get(path), path).not.toContain("Musée fermé");
  const { data } = JSON.parse(await get(`/api/v1/places/${id}`)) as { data: { place: object } };
  expect(data.place).toMatchObject({ type: "observatory", hours: "24/7", communeName: "Grenoble", transport: "Bus 12" });

  await sql`delete from place_openings where content_id = ${id}`.execute(world.db);
  expect(await get("/lieux?ouvert=maintenant&rayon=9")).not.toContain("Coupole");
  await updateOpenings(world.db, Temporal.Now.instant());
  expect(await get("/lieux?ouvert=maintenant&rayon=10")).toContain("Coupole");
});

test("an event held at a place takes its address from it, its page leads there, and who follows the place learns of it", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory();
  const author = await world.member(here);
  await world.account(author);
  const place = await world.place(author, here, { title: "Jardin des Simples", input: { address: "4 allée des Sauges", latitude: 45.2, longitude: 5.7 } });
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookie = await server.logIn(`${author.handle}@example.org`, password, host);
  const ask = (path: string, form?: Record<string, string>) => server.ask(host, path, { cookie, ...(form ? { method: "POST" as const, form } : {}) });

  expect(JSON.parse((await ask("/lieux-par-nom?q=simples")).text)).toEqual([{ name: "Jardin des Simples", address: "4 allée des Sauges", commune: expect.stringContaining("Grenoble"), latitude: 45.2, longitude: 5.7 }]);
  expect((await ask("/suivre", { kind: "place", target: place, retour: "/lieux" })).status).toBe(303);
  const event = { title: "Nuit des plantes", place_name: "jardin des simples", s_date: "2030-05-04", s_start: "21:00", s_end: "", s_endDate: "", s_repeat: "", s_until: "", s_except: "", type: "visit", pricing: "free", status: "on", do: "publish" };
  const made = await ask("/contribuer/evenement", event);
  expect(made.status).toBe(303);
  const page = (await ask(String(made.headers["location"]))).text;
  expect([page.includes("4 allée des Sauges"), page.includes('href="/lieux/jardin-des-simples"')]).toEqual([true, true]);
  expect((await ask("/lieux/jardin-des-simples")).text).toContain("Nuit des plantes");
  expect((await ask("/mon-espace")).text).toContain("Nuit des plantes");
  // Another commune: another place of the same name.
  const elsewhere = await ask("/contribuer/evenement", { ...event, title: "Ailleurs", commune: "Voiron" });
  expect((await ask(String(elsewhere.headers["location"]))).text).not.toContain("jardin-des-simples");
});

test("the form of a place gives back what is wrong at its field, and waits for the animator where the territory chose so", async () => {
  const server = await testServer();
  const { world } = server;
  const here = await world.territory({ moderation: "before" });
  const member = await world.member(here);
  await world.account(member);
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookie = await server.logIn(`${member.handle}@example.org`, password, host);
  const send = (more: Record<string, string>) => server.ask(host, "/contribuer/lieu", { method: "POST", cookie, form: { title: "Grotte aux échos", body: "Fraîche.", type: "natural-site", commune: "Grenoble", pricing: "free", do: "publish", ...more } });

  const refused = await send({ commune: "", hours_raw: "n’importe quand", hours_kept: "" });
  expect([refused.status, refused.text.includes('href="#commune"'), refused.text.includes("à partir de")]).toEqual([422, true, true]);
  expect((await send({ hours_first: "1", hours_last: "5", hours_opens: "09:00", hours_closes: "17:00" })).status).toBe(303);
  expect((await server.ask(host, "/lieux/grotte-aux-echos")).status).toBe(404);
  expect((await server.ask(host, "/lieux/grotte-aux-echos", { cookie })).text).toContain("Du lundi au vendredi");
});
