import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import type { Territory } from "../../src/features/territories/territory.ts";
import { multipart, png, signedIn } from "../support/hostile.ts";
import { testServer, type TestServer } from "../support/server.ts";

type Person = Awaited<ReturnType<typeof signedIn>>;
let server: TestServer;
let here: Territory;
let author: Person;
let other: Person;
let neighbour: Person;
let picture: string;
const drafts: Record<"place" | "project", string> = { place: "", project: "" };
const secret = /zircon secret/i;

/** A member with a place and a project that nobody else may know of, each with a picture; another member, and the animator of the territory next door. */
beforeAll(async () => {
  server = await testServer();
  const { world } = server;
  here = await world.territory();
  const there = await world.territory();
  await server.reload();
  author = await signedIn(server, here);
  other = await signedIn(server, here);
  const next = await signedIn(server, there, { animates: [there], coordinator: true });
  neighbour = { ...next, cookie: await server.logIn(next.email, "une phrase assez longue", author.host) };
  const sent = await server.ask(author.host, "/televerser", { method: "POST", cookie: author.cookie, ...multipart({ alt: "Le zircon secret" }, { name: "picture", filename: "z.png", type: "image/png", bytes: await png(61, 41) }) });
  picture = (JSON.parse(sent.text) as { id: string }).id;
  const input = { lead: picture };
  drafts.place = await world.place(author.member, here, { title: "Grotte du zircon secret", intent: "draft", input: { ...input, latitude: 45.2, longitude: 5.7 } });
  drafts.project = await world.project(author.member, here, { title: "Projet du zircon secret", intent: "draft", input });
  await world.place(author.member, here, { title: "Jardin ouvert" });
});

const strangers = () => [null, other, neighbour] as const;
const ask = (who: Person | null, path: string, more: { method?: string; form?: Record<string, string> } = {}) => server.ask(author.host, path, { ...more, ...(who ? { cookie: who.cookie } : {}) });

describe("E1 a place or a project that isn't public", () => {
  test("is absent by its address, its feeds, the API, the map and search, to whoever isn't its author", async () => {
    const slugs = await sql<{ kind: "place" | "project"; slug: string }>`select kind, slug from contents where id in (${drafts.place}, ${drafts.project})`.execute(server.world.db);
    const absent = slugs.rows.flatMap(({ kind, slug }) => kind === "place"
      ? [`/lieux/${slug}`, `/api/v1/places/${slug}`, `/api/v1/places/${drafts.place}`, `/api/v1/contents/${drafts.place}`, `/contenus/${drafts.place}/commentaires.atom`]
      : [`/projets/${slug}`, `/api/v1/projects/${slug}`, `/api/v1/projects/${drafts.project}`, `/projets/${slug}/journal.rss`, `/projets/${slug}/journal.atom`, `/projets/${slug}/journal.json`]);
    const listings = ["lieux", "projets"].flatMap((plural) => ["", ".rss", ".atom", ".json", ".csv", ...(plural === "lieux" ? [".geojson"] : [])].map((suffix) => `/${plural}${suffix}`));
    const shown = [...listings, "/", "/carte?quoi=lieux,projets", "/carte/points?ouest=5&sud=45&est=6&nord=46&zoom=18&quoi=lieux,projets", "/recherche?q=zircon", "/api/v1/places?near=45.2,5.7&radius=5", "/api/v1/places?q=zircon", "/api/v1/projects", "/api/v1/contents?updated_since=2000-01-01T00:00:00Z", "/sitemap/contenus-1.xml", "/lieux-par-nom?q=zircon", `/api/v1/oembed?url=${encodeURIComponent(`http://${author.host}/lieux/${slugs.rows.find((row) => row.kind === "place")?.slug}`)}`];
    expect(absent).toHaveLength(11);

    for (const who of strangers()) {
      for (const path of absent) expect([(await ask(who, path)).status, path]).toEqual([404, path]);
      for (const path of shown) {
        const answer = await ask(who, path);
        expect(answer.text, path).not.toMatch(/zircon[ -]secret/i);
      }
    }
    for (const { kind, slug } of slugs.rows) expect((await ask(author, `/${kind === "place" ? "lieux" : "projets"}/${slug}`)).text).toMatch(secret);
  });

  test("shows its picture to its author alone, until it is published", async () => {
    const { rows: [media] } = await sql<{ hash: string; width: number }>`select hash, widths[1] as width from media where id = ${picture}`.execute(server.world.db);
    const address = `/media/${media?.hash ?? ""}-${media?.width ?? 0}.webp`;

    for (const who of strangers()) expect((await ask(who, address)).status).toBe(404);
    expect((await ask(author, address)).status).toBe(200);
    expect((await ask(other, `/televerser/${picture}`)).status).toBe(404);
    await sql`update contents set state = 'published', published_at = now() where id = ${drafts.project}`.execute(server.world.db);
    expect((await ask(null, address)).status).toBe(200);
    await sql`update contents set state = 'draft', published_at = null where id = ${drafts.project}`.execute(server.world.db);
  });
});

describe("E4 another's place or project in the request", () => {
  test("is neither read nor changed by its forms, nor takes another's picture, nor is followed, nor joined", async () => {
    const state = async () => JSON.stringify((await sql`select c.*, (select jsonb_agg(m) from project_members m where m.project_id = c.id) as team from contents c where c.id in (${drafts.place}, ${drafts.project}) order by c.id`.execute(server.world.db)).rows);
    const before = await state();
    for (const who of [other, neighbour]) {
      for (const [word, id] of [["lieu", drafts.place], ["projet", drafts.project]] as const) {
        const read = await ask(who, `/contribuer/${word}/${id}`);
        expect([[403, 404].includes(read.status), read.text.match(secret)]).toEqual([true, null]);
        expect([403, 404]).toContain((await ask(who, `/contribuer/${word}/${id}`, { method: "POST", form: { title: "Volé", body: "x", do: "publish", revision: "1" } })).status);
      }
      for (const path of [`/projets/${drafts.project}/equipe`, `/projets/${drafts.project}/journal`, `/projets/${drafts.project}/equipe/repondre`]) expect([403, 404], path).toContain((await ask(who, path, { method: "POST", form: { identifiant: "x", update: "Volé", accepter: "1" } })).status);
      for (const kind of ["place", "project"] as const) await ask(who, "/suivre", { method: "POST", form: { kind, target: drafts[kind], retour: "/" } });
    }
    const stolen = await ask(other, "/contribuer/lieu", { method: "POST", form: { title: "Avec une image volée", summary: "x", body: `![x](media:${picture})`, type: "museum", commune: "38185", do: "publish" } });

    expect(stolen.status).toBe(422);
    expect(await state()).toBe(before);
    expect((await sql`select from follows where target in (${drafts.place}, ${drafts.project})`.execute(server.world.db)).rows).toEqual([]);
    for (const who of [other, neighbour]) expect((await ask(who, "/mon-espace")).text).not.toMatch(secret);
  });
});
