import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { lint } from "../../../../tests/federation/lint.ts";
import { newWorld, type World } from "../../../../tests/support/world.ts";
import { eventInput } from "../../../features/agenda/input.ts";
import { writeEvent } from "../../../features/agenda/write-event.ts";
import { addComment } from "../../../features/comments/add-comment.ts";
import { withdrawComment } from "../../../features/comments/withdraw-comment.ts";
import { withdraw } from "../../../features/contents/change-state.ts";
import { contentStates } from "../../../features/contents/content.ts";
import { addUpdate } from "../../../features/projects/add-update.ts";
import { updateInput } from "../../../features/projects/input.ts";
import { makeDirectory } from "../../../features/territories/directory.ts";
import type { Territory } from "../../../features/territories/territory.ts";
import type { CommentId, ContentId } from "../../../platform/ids.ts";
import { fromMarkdown } from "../../../platform/text/from-markdown.ts";
import type { MemberViewer } from "../../../platform/viewer.ts";
import { loadActor, type Identity } from "./load-actor.ts";
import { loadChange, loadChangeAt } from "./load-change.ts";
import { loadComment } from "./load-comment.ts";
import { loadContent } from "./load-content.ts";
import { loadNews } from "./load-news.ts";
import { loadPlaceOfEvent, loadPlaceVersion } from "./load-place.ts";
import type { Sources } from "./sources.ts";

const identity: Identity = { origin: "https://grenoble.echosciences.example", handle: "quelqu-un", since: Temporal.Instant.from("2026-11-01T09:00:00Z"), keys: { publicKeyPem: "-----BEGIN PUBLIC KEY-----", multibase: null }, alsoKnownAs: [], movedTo: null };

function sourcesOf(world: World, territories: readonly Territory[]): Sources {
  const directory = makeDirectory(territories, "https://echosciences.example");
  return { db: world.db, now: () => Temporal.Now.instant(), directory: () => directory };
}

async function comment(world: World, author: MemberViewer, content: ContentId, parent: CommentId | null = null): Promise<CommentId> {
  const added = await addComment(world.as(author), { content, parent, body: fromMarkdown(`Merci @${author.handle} !`), submission: null });
  if (!added.done) throw new Error(added.refusal.kind);
  return added.value;
}

describe("the visibility gate of what is said", () => {
  test("only what a visitor may read is said, in every state", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const author = await world.member(here);
    const id = await world.article(author, here);
    const said = await comment(world, author, id);
    const sources = sourcesOf(world, [here]);
    await sql`update contents set community_id = ${await world.community(here, { access: "private" })} where id = ${id}`.execute(world.db);

    const seen: Record<string, [content: boolean, comment: boolean]> = {};
    for (const state of contentStates) {
      await sql`update contents set state = ${state}, publish_at = now() where id = ${id}`.execute(world.db);
      seen[state] = [(await loadContent(sources, id)) !== null, (await loadComment(sources, said)) !== null];
    }
    await sql`update contents set state = 'published', published_at = now() + interval '1 hour' where id = ${id}`.execute(world.db);

    expect(seen).toEqual({ draft: [false, false], scheduled: [false, false], review: [false, false], published: [true, true], reserved: [false, false], withdrawn: [false, false], suspended: [false, false] });
    expect(await loadContent(sources, id)).toBeNull();
  });

  test("a comment that was taken away, the news of a hidden project, a private community and a closed account aren't said", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const author = await world.member(here);
    const article = await world.article(author, here);
    const said = await comment(world, author, article);
    const project = await world.project(author, here);
    await addUpdate(world.as(author), project, updateInput.parse({ body: fromMarkdown("Une première sortie."), submission: null }));
    const { rows } = await sql<{ id: string }>`select id from project_updates where project_id = ${project}`.execute(world.db);
    const secret = await world.community(here, { access: "private" });
    const sources = sourcesOf(world, [here]);
    const news = rows[0]?.id ?? "";
    expect([await loadComment(sources, said), await loadNews(sources, news)].map(Boolean)).toEqual([true, true]);

    await withdrawComment(world.as(author), said);
    await withdraw(world.as(author), project);
    await sql`update contents set community_id = ${secret} where id = ${article}`.execute(world.db);

    expect([await loadComment(sources, said), await loadNews(sources, news), await loadActor(sources, here, { kind: "community", id: secret }, identity), await loadActor(sources, here, { kind: "project", id: project }, identity)]).toEqual([null, null, null, null]);
    expect(JSON.stringify(await loadContent(sources, article))).not.toContain(`/ap/communities/${secret}`);
    await sql`update members set state = 'suspended' where id = ${author.id}`.execute(world.db);
    expect(await loadActor(sources, here, { kind: "member", id: author.id }, identity)).toBeNull();
  });
});

test("what a member of one territory publishes on another has its id at home, where its author is, and its page there", async () => {
  const world = await newWorld();
  const [home, away] = [await world.territory(), await world.territory()];
  const author = await world.member(home);
  const id = await world.article(author, away);
  const sources = sourcesOf(world, [home, away]);

  const object = (await loadContent(sources, id))?.object ?? {};

  expect(object).toMatchObject({ id: `https://${home.slug}.echosciences.example/ap/articles/${id}`, attributedTo: `https://${home.slug}.echosciences.example/ap/members/${author.id}`, url: expect.stringContaining(`https://${away.slug}.echosciences.example/articles/`) });
  expect(lint(object)).toEqual([]);
});

test("in the name of a structure, the structure says it and its writer is named", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const structure = await world.structure(here);
  const author = await world.member(here, { actsFor: [structure], name: "Camille Durand" });
  const id = await world.article(author, here);
  await sql`insert into content_structures (content_id, structure_id, role) values (${id}, ${structure}, 'author')`.execute(world.db);

  const object = (await loadContent(sourcesOf(world, [here]), id))?.object ?? {};

  expect(object).toMatchObject({ attributedTo: expect.stringContaining(`/ap/structures/${structure}`), author: expect.stringContaining(`/ap/members/${author.id}`), content: expect.stringContaining("Écrit par Camille Durand.") });
  expect(lint(object)).toEqual([]);
});

test("a dossier says its contents in order, each by the id of its own author, and leaves out what was withdrawn", async () => {
  const world = await newWorld();
  const [here, there] = [await world.territory(), await world.territory()];
  const [author, other] = [await world.member(here), await world.member(there)];
  const dossier = await world.dossier(author, here);
  const [first, second, gone] = [await world.article(other, there, { title: "Le premier" }), await world.event(author, here), await world.article(author, here, { title: "Retiré depuis" })];
  for (const [position, content] of [first, gone, second].entries()) await sql`insert into dossier_items (dossier_id, content_id, position, added_at, note) values (${dossier}, ${content}, ${position}, now(), '')`.execute(world.db);
  await withdraw(world.as(author), gone);

  const loaded = await loadContent(sourcesOf(world, [here, there]), dossier);

  expect(loaded?.object["orderedItems"]).toEqual([`https://${there.slug}.echosciences.example/ap/articles/${first}`, `https://${here.slug}.echosciences.example/ap/events/${second}`]);
  expect(loaded?.beside[0]).toMatchObject({ type: "Article", id: `https://${here.slug}.echosciences.example/ap/dossiers/${dossier}/notice`, content: expect.stringContaining("Le premier") });
  expect(JSON.stringify(loaded?.beside)).not.toContain("Retiré");
});

test("an answer names whom it answers, and stands under their words", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const [author, reader] = [await world.member(here), await world.member(here)];
  const dossier = await world.dossier(author, here);
  const first = await comment(world, reader, dossier);
  const answer = await comment(world, author, dossier, first);
  const sources = sourcesOf(world, [here]);
  const origin = `https://${here.slug}.echosciences.example`;

  const [one, two] = [(await loadComment(sources, first))?.object ?? {}, (await loadComment(sources, answer))?.object ?? {}];

  expect(one).toMatchObject({ inReplyTo: `${origin}/ap/dossiers/${dossier}/notice`, context: `${origin}/ap/dossiers/${dossier}/notice/context`, cc: expect.arrayContaining([`${origin}/ap/members/${author.id}`]) });
  expect(two).toMatchObject({ inReplyTo: `${origin}/ap/comments/${first}`, tag: expect.arrayContaining([expect.objectContaining({ name: `@${reader.handle}@${here.slug}.echosciences.example` })]) });
  expect([...lint(one), ...lint(two)]).toEqual([]);
});

describe("a change of an event", () => {
  async function rewrite(world: World, author: MemberViewer, id: ContentId, change: object): Promise<number> {
    const start = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 2 }).toString();
    const input = eventInput.parse({ title: "Nuit des lichens", body: fromMarkdown("Venez."), sessions: [{ kind: "slot", start: `${start}T14:00`, end: `${start}T16:00` }], placeName: "Médiathèque", communeCode: "38185", ...change });
    const written = await writeEvent(world.as(author), { content: id, moderation: "after" }, input, { intent: "publish", publishAt: null, submission: null, revision: null });
    if (!written.done) throw new Error(written.refusal.kind);
    const { rows } = await sql<{ revision: number }>`select revision from contents where id = ${id}`.execute(world.db);
    return rows[0]?.revision ?? 0;
  }

  test("is told when people would come at the wrong time or place, and only then", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const author = await world.member(here);
    const id = await world.event(author, here, { title: "Nuit des lichens" });
    const sources = sourcesOf(world, [here]);
    const day = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 9 }).toString();
    const told = async (change: object) => String((await loadChange(sources, id, await rewrite(world, author, id, change)))?.["content"] ?? "");

    expect(await told({ summary: "Un autre résumé", tags: ["lichen"] })).toBe("");
    expect(await told({ placeName: "Muséum" })).toMatch(/^<p>📍 Changement de lieu.*Muséum, Grenoble, au lieu de.*Médiathèque, Grenoble/);
    expect(await told({ placeName: "Muséum", status: "postponed" })).toContain("La nouvelle date n’est pas encore connue");
    expect(await told({ placeName: "Muséum", status: "postponed", sessions: [{ kind: "slot", start: `${day}T14:00`, end: null }] })).toContain("Nouvelle date");
    const revision = await rewrite(world, author, id, { placeName: "Muséum", status: "cancelled", statusReason: "Trop de neige.", sessions: [{ kind: "slot", start: `${day}T14:00`, end: null }] });
    const note = await loadChange(sources, id, revision);
    expect(note).toMatchObject({ type: "Note", inReplyTo: `https://${here.slug}.echosciences.example/ap/events/${id}`, id: `https://${here.slug}.echosciences.example/ap/events/${id}/changes/${revision}`, content: expect.stringContaining("❌ Annulé") });
    expect(lint(note)).toEqual([]);
    expect(await loadChange(sources, id, revision)).toEqual(note);
    expect(await loadChangeAt(sources, id, Temporal.Now.instant())).toEqual(note);
  });

  test("of an address makes another place of it, since others keep for ever the first that they read", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const author = await world.member(here);
    const id = await world.event(author, here, { title: "Nuit des lichens" });
    const sources = sourcesOf(world, [here]);
    const placeId = async () => ((await loadContent(sources, id))?.object["location"] as { id?: string } | undefined)?.id;

    const before = await placeId();
    await rewrite(world, author, id, { summary: "Le même lieu" });
    const same = await placeId();
    const alone = await loadPlaceOfEvent(sources, id, same ?? "");
    await rewrite(world, author, id, { placeName: "Muséum" });

    expect(before).toMatch(new RegExp(`/ap/events/${id}/place/\\d+$`));
    expect(same).toBe(before);
    expect(await placeId()).not.toBe(before);
    expect(alone).toMatchObject({ type: "Place", id: before, name: "Médiathèque" });
    expect(lint(alone)).toEqual([]);
    expect(await loadPlaceOfEvent(sources, id, before ?? "")).toBeNull();
  });
});

test("an event of several dates says each as an event under it, and only those to come", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const author = await world.member(here);
  const start = Temporal.Now.plainDateISO("Europe/Paris").subtract({ days: 8 });
  const id = await world.event(author, here, { sessions: [{ kind: "repeated", start: `${start.toString()}T18:00`, end: `${start.toString()}T20:00`, rule: "FREQ=WEEKLY;COUNT=4", except: [] }] });

  const loaded = await loadContent(sourcesOf(world, [here]), id);

  const parent = `https://${here.slug}.echosciences.example/ap/events/${id}`;
  expect(loaded?.beside.map((each) => each["id"])).toEqual([2, 3].map((week) => `${parent}/sessions/${start.add({ weeks: week }).toString().replaceAll("-", "")}T1800`));
  expect(loaded?.beside.map((each) => [each["es:parent"], each["context"]])).toEqual([[parent, `${parent}/context`], [parent, `${parent}/context`]]);
  expect(loaded?.beside.flatMap((each) => lint(each))).toEqual([]);
});

test("an event held in a place of the census, as that place says itself, is there under the place's address", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const author = await world.member(here);
  const place = await world.place(author, here, { title: "La Casemate" });
  const at = { placeName: "La Casemate", placeId: place };
  const [same, other] = [await world.event(author, here, { input: at }), await world.event(author, here, { input: { ...at, address: "L’entrée de derrière" } })];
  const sources = sourcesOf(world, [here]);
  const placeId = async (id: ContentId) => String(((await loadContent(sources, id))?.object["location"] as { id?: string } | undefined)?.id);

  const shared = await placeId(same);

  expect(shared).toMatch(new RegExp(`/ap/places/${place}/\\d+$`));
  expect(await loadPlaceVersion(sources, place, shared)).toMatchObject({ id: shared, name: "La Casemate" });
  expect(await loadPlaceVersion(sources, place, `${shared}1`)).toBeNull();
  expect(await placeId(other)).toContain(`/ap/events/${other}/place/`);
});
