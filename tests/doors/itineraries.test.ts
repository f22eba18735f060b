import { sql } from "kysely";
import { parseDocument } from "htmlparser2";
import { beforeAll, expect, test } from "vitest";
import { publishAgain, withdraw } from "../../src/features/contents/change-state.ts";
import { readTrack } from "../../src/features/itineraries/read-track.ts";
import { testServer, until, type TestServer } from "../support/server.ts";

const password = "une phrase assez longue";
const fountain = { name: "La fontaine", latitude: 45.19, longitude: 5.73, note: "Elle ne gèle jamais.", minutes: 10 };

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});

/** Without what only printers see. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

/** A member of a territory of their own, logged in there. */
async function somewhere(more: Parameters<TestServer["world"]["territory"]>[0] = {}) {
  const here = await server.world.territory(more);
  const author = await server.world.member(here);
  await server.world.account(author);
  await server.reload();
  const host = server.hostOf(here.slug);
  const cookie = await server.logIn(`${author.handle}@example.org`, password, host);
  return { world: server.world, here, author, host, cookie, get: async (path: string) => (await server.ask(host, path)).text };
}

test("an itinerary says its stops, its length and its duration in every output, and whoever searches by travel, length, audience or distance finds it", async () => {
  const { world, here, author, host, get } = await somewhere();
  const place = await world.place(author, here, { title: "Muséum des Ronces", input: { latitude: 45.19, longitude: 5.72 } });
  const id = await world.itinerary(author, here, [{ place, minutes: 50 }, fountain], { title: "Le tour des ronces", input: { audience: ["families"], accessibility: ["wheelchair"], looped: true } });
  await world.itinerary(author, here, [{ name: "Lille", communeCode: "59350" }, { name: "Paris", communeCode: "75056" }], { title: "Le grand détour", input: { travel: "car", audience: ["adults"] } });
  await world.itinerary(author, here, [{ place }, fountain], { title: "Sentier inédit", intent: "draft" });
  await server.reload();

  const page = plain(await get("/parcours/le-tour-des-ronces"));
  for (const words of ['"@type":"TouristTrip"', "2 étapes", "1,6 kilomètre", "1 heure 25 minutes", 'href="/lieux/museum-des-ronces"', "Elle ne gèle jamais.", "Retour à la première étape", 'data-line="[[5.72,45.19],[5.73,45.19],[5.72,45.19]]"', "accessible en fauteuil"]) expect(page).toContain(words);
  expect(await get("/lieux/museum-des-ronces")).toContain("Le tour des ronces");
  const outputs = ["/parcours", "/parcours?moyen=walk", "/parcours?longueur=2", "/parcours?public=families&acces=wheelchair", "/parcours?ou=Grenoble&rayon=5", "/parcours.rss", "/parcours.atom", "/parcours.json", "/parcours.csv", "/parcours.geojson?moyen=walk", "/recherche?q=ronces", "/sitemap/contenus-1.xml", "/carte?quoi=parcours", "/api/v1/itineraries", "/api/v1/itineraries?travel=walk&length_up_to=2000", "/api/v1/itineraries?near=45.19,5.72&radius=5", "/api/v1/itineraries/le-tour-des-ronces"];
  for (const path of outputs) expect([path, /our des ronces|le-tour-des-ronces/.test(await get(path)), /Sentier inédit|sentier-inedit/.test(await get(path))]).toEqual([path, true, false]);
  for (const path of ["/parcours?moyen=walk", "/parcours?longueur=2", "/parcours?public=families", "/parcours?ou=Grenoble&rayon=5", "/api/v1/itineraries?travel=walk"]) expect(await get(path), path).not.toContain("Le grand détour");
  const { data } = JSON.parse(await get(`/api/v1/itineraries/${id}`)) as { data: { itinerary: { stops: object[]; geojson: { features: { geometry: object }[] } } } };
  expect(data.itinerary).toMatchObject({ travel: "walk", loop: true, metres: 1567, minutes: 85, stops: [{ number: 1, name: "Muséum des Ronces", place: { id: place } }, { number: 2, name: "La fontaine", place: null }] });
  expect(data.itinerary.geojson.features.map((each) => each.geometry)).toMatchObject([{ type: "LineString", coordinates: [[5.72, 45.19], [5.73, 45.19], [5.72, 45.19]] }, { type: "Point", coordinates: [5.72, 45.19] }, { type: "Point", coordinates: [5.73, 45.19] }]);
  expect((await server.ask(host, "/carte/points?vue=-5,41,10,51&z=18&quoi=parcours")).text).toContain("/parcours/le-tour-des-ronces");
});

test("it is taken along as GPX, which says the stops and the drawn line and reads back, and as PDF", async () => {
  const { world, here, author, host, get } = await somewhere();
  const line = [[5.72, 45.19], [5.725, 45.192], [5.73, 45.19]];
  await world.itinerary(author, here, [{ ...fountain, name: "A & <b>“c”</b> ]]> \uFFFF" }, { ...fountain, latitude: 45.2 }], { title: "Trace & <écho>", input: { line } });
  await server.reload();

  const answer = await server.ask(host, "/parcours/trace-echo.gpx");

  expect([answer.status, answer.headers["content-type"], answer.headers["content-disposition"]]).toEqual([200, "application/gpx+xml; charset=utf-8", 'attachment; filename="trace-echo.gpx"']);
  expect(readTrack(answer.text)).toEqual({ done: true, value: line });
  const said = (JSON.stringify(parseDocument(answer.text, { xmlMode: true }), (key, value: unknown) => (["parent", "prev", "next"].includes(key) ? undefined : value)));
  expect([said.match(/"name":"wpt"/g)?.length, said.match(/"name":"rtept"/g)?.length, said.match(/"name":"trkpt"/g)?.length]).toEqual([2, 2, 3]);
  expect(answer.text).toContain("<name>1. A &#38; &#60;b&#62;“c”&#60;/b&#62; ]]&#62;");
  expect(answer.text).not.toContain("\uFFFF");
  const pdf = await server.ask(host, "/parcours/trace-echo.pdf");
  expect([pdf.status, pdf.headers["content-type"], pdf.text.startsWith("%PDF-1.7")]).toEqual([200, "application/pdf", true]);
  expect(await get("/parcours/trace-echo")).toContain('href="/parcours/trace-echo.gpx"');
});

test("a place that is taken away is said to be, named nowhere, and comes back with its itinerary untouched", async () => {
  const { world, here, author, get, cookie, host } = await somewhere();
  const [kept, gone] = [await world.place(author, here, { title: "Le jardin" }), await world.place(author, here, { title: "Grotte fermée", input: { latitude: 45.111, longitude: 5.777 } })];
  const id = await world.itinerary(author, here, [{ place: kept }, { place: gone, note: "Prenez une lampe." }], { title: "Sous terre" });
  await server.reload();
  expect(await get("/parcours/sous-terre")).toContain("Grotte fermée");

  await withdraw(world.as(author), gone);
  // Pages that are kept are told of it.
  await until(async () => !(await get("/parcours/sous-terre")).includes("Grotte fermée"));

  const outputs = ["/parcours/sous-terre", "/parcours/sous-terre.gpx", `/api/v1/itineraries/${id}`];
  for (const path of outputs) for (const secret of ["Grotte fermée", "45.111", "5.777"]) expect([path, (await get(path)).includes(secret)]).toEqual([path, false]);
  expect(await get("/parcours/sous-terre")).toContain("plus publié");
  const form = await server.ask(host, `/contribuer/parcours/${id}`, { cookie });
  expect(form.text).toContain(`name="stop_place" value="${gone}"`);
  expect(form.text).toContain("plus publié");
  await publishAgain(world.as(author), gone);
  await until(async () => (await get("/parcours/sous-terre")).includes("Grotte fermée"));
});

test("the form finds places by their name or their page’s address, puts stops in the order asked, and says which one is at fault", async () => {
  const { world, here, author, host, cookie } = await somewhere();
  const there = await world.territory();
  await world.place(author, here, { title: "La serre" });
  await world.place(author, there, { title: "Un musée ailleurs", input: { communeCode: "59350" } });
  await world.place(author, here, { title: "Un lieu secret", intent: "draft" });
  await server.reload();
  const columns = (rows: readonly Partial<Record<string, string>>[]) => Object.fromEntries(["place", "known", "name", "minutes", "note", "address", "commune", "latitude", "longitude", "rank"].map((part) => [`stop_${part}`, rows.map((row) => row[part] ?? "")]));
  const send = (rows: readonly Partial<Record<string, string>>[], more: Record<string, string> = {}) => server.ask(host, "/contribuer/parcours", { method: "POST", cookie, form: { title: "Par les serres", body: "Venez.", travel: "bike", level: "easy", pricing: "free", do: "publish", ...more, ...columns(rows) } });
  const away = `http://${server.hostOf(there.slug)}/lieux/un-musee-ailleurs`;

  const alone = await send([{ name: "La serre" }]);
  expect([alone.status, alone.text.includes("au moins deux étapes")]).toEqual([422, true]);
  for (const [row, words] of [[{ name: "Nulle part" }, "Étape 2 : aucun lieu à visiter de ce nom"], [{ name: "Un lieu secret" }, "Étape 2 : aucun lieu à visiter de ce nom"], [{ note: "Sans nom", commune: "Grenoble" }, "Étape 2 : donnez-lui un nom"], [{ name: "Ici", latitude: "45" }, "Étape 2 : il faut la latitude"], [{ name: "Ici", commune: "Nullepartville" }, "Étape 2 : nous ne connaissons pas"], [{ name: `http://${host}/articles/x` }, "Étape 2 : aucun lieu à visiter du réseau"]] as const) {
    const refused = await send([{ name: "La serre" }, row]);
    expect([row, refused.status, plain(refused.text).includes(words)]).toEqual([row, 422, true]);
  }
  const moved = await send([{ name: "Un" }, { name: "Deux" }, { name: "Trois" }], { do: "rows-up-2" });
  expect([...moved.text.matchAll(/name="stop_name"[^>]*value="([^"]*)"/g)].map(([, name]) => name)).toEqual(["Un", "Trois", "Deux"]);
  const fewer = await send([{ name: "Un" }, { name: "Deux" }], { do: "rows-remove-0" });
  expect([...fewer.text.matchAll(/name="stop_name"[^>]*value="([^"]*)"/g)].map(([, name]) => name)).toEqual(["Deux"]);

  const made = await send([{ name: "Le pont", latitude: "45,19", longitude: "5,72", rank: "3" }, { name: "la SERRE", rank: "1" }, { name: away, rank: "2", minutes: "20" }, {}]);
  expect(made.status).toBe(303);
  const page = (await server.ask(host, String(made.headers["location"]), { cookie })).text;
  expect([...page.matchAll(/data-title="(\d\. [^"]*)"/g)].map(([, title]) => title)).toEqual(["1. La serre", "2. Un musée ailleurs", "3. Le pont"]);
  expect((await server.ask(host, "/parcours/par-les-serres.gpx")).text).toContain(`<link href="${away}"/>`);
});

test("E1 E4 another’s draft isn’t there by its address, nor as GPX or PDF; and nobody’s hidden place is shown by putting its id into an itinerary", async () => {
  const { world, here, author, host, cookie, get } = await somewhere();
  const other = await world.member(here);
  await world.account(other);
  const theirs = await server.logIn(`${other.handle}@example.org`, password, host);
  const id = await world.itinerary(author, here, [fountain, { ...fountain, name: "Le puits" }], { title: "Parcours caché", intent: "draft" });
  const secret = await world.place(other, here, { title: "Labo secret", intent: "draft", input: { latitude: 45.1234, longitude: 5.4321 } });
  await server.reload();

  for (const path of ["/parcours/parcours-cache", "/parcours/parcours-cache.gpx", "/parcours/parcours-cache.pdf", `/api/v1/itineraries/${id}`, "/api/v1/itineraries/parcours-cache", `/contribuer/parcours/${id}`]) {
    for (const who of ["", theirs]) expect([path, [303, 404].includes((await server.ask(host, path, { cookie: who })).status)]).toEqual([path, true]);
  }
  expect((await server.ask(host, "/parcours/parcours-cache.gpx", { cookie })).status).toBe(200);
  await world.itinerary(author, here, [{ place: secret }, fountain, fountain], { title: "Par le labo" });
  for (const path of ["/parcours/par-le-labo", "/parcours/par-le-labo.gpx", "/api/v1/itineraries/par-le-labo", "/recherche?q=labo"]) for (const words of ["Labo secret", "45.1234"]) expect([path, (await get(path)).includes(words)]).toEqual([path, false]);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from itinerary_stops where place_id = ${secret}`.execute(world.db);
  expect(rows[0]?.n).toBe(0);
});

test("a track is taken from its file and kept when something else is at fault; a bad one is said at its field", async () => {
  const { host, cookie } = await somewhere();
  const track = `<gpx version="1.1"><trk><trkseg><trkpt lat="45.19" lon="5.72"/><trkpt lat="45.2" lon="5.73"/></trkseg></trk></gpx>`;
  async function send(bytes: string, title: string) {
    const form = new FormData();
    for (const [name, value] of [["title", title], ["body", "Venez."], ["travel", "walk"], ["pricing", "free"], ["do", "publish"]] as const) form.append(name, value);
    for (const name of ["Un", "Deux"]) for (const [part, value] of [["name", name], ["commune", "Grenoble"]] as const) form.append(`stop_${part}`, value);
    form.append("track", new File([bytes], "sortie.gpx", { type: "application/gpx+xml" }));
    const sent = new Response(form);
    return server.ask(host, "/contribuer/parcours", { method: "POST", cookie, headers: { "content-type": sent.headers.get("content-type") ?? "" }, body: new Uint8Array(await sent.arrayBuffer()) });
  }

  const bad = await send(track.replace("<gpx", "<!DOCTYPE gpx [<!ENTITY x \"y\">]><gpx"), "La sortie");
  expect([bad.status, bad.text.includes('href="#track"'), bad.text.includes("pas une trace GPX")]).toEqual([422, true, true]);
  const untitled = await send(track, "");
  expect([untitled.status, untitled.text.includes('name="line" value="[[5.72,45.19],[5.73,45.2]]"')]).toEqual([422, true]);
  expect((await send(track, "La sortie")).status).toBe(303);
  expect(readTrack((await server.ask(host, "/parcours/la-sortie.gpx")).text)).toEqual({ done: true, value: [[5.72, 45.19], [5.73, 45.2]] });
});

test("where the territory reads first, a member’s itinerary waits; and who follows one learns of the events on its way", async () => {
  const waiting = await somewhere({ moderation: "before" });
  await waiting.world.itinerary(waiting.author, waiting.here, [fountain, { ...fountain, name: "Le puits" }], { title: "À relire" });
  expect((await server.ask(waiting.host, "/parcours/a-relire")).status).toBe(404);
  expect((await server.ask(waiting.host, "/parcours/a-relire", { cookie: waiting.cookie })).status).toBe(200);

  const { world, here, author, host, cookie, get } = await somewhere();
  const place = await world.place(author, here, { title: "La tour" });
  const id = await world.itinerary(author, here, [{ place }, fountain], { title: "Par la tour" });
  await server.reload();
  expect((await server.ask(host, "/suivre", { method: "POST", cookie, form: { kind: "itinerary", target: id, retour: "/parcours" } })).status).toBe(303);
  const event = await world.event(author, here, { title: "Nuit de la tour", input: { placeId: place } });
  expect(await get("/parcours/par-la-tour")).toContain("Nuit de la tour");
  const space = (await server.ask(host, "/mon-espace", { cookie })).text;
  expect([space.includes("Nuit de la tour"), space.includes("Par la tour")]).toEqual([true, true]);
  await withdraw(world.as(author), event);
  await until(async () => !(await get("/parcours/par-la-tour")).includes("Nuit de la tour"));
});
