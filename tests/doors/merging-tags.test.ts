import { describe, expect, test } from "vitest";
import { sql } from "kysely";
import { newWorld, type World } from "../support/world.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { listContents } from "../../src/features/contents/list-contents.ts";
import { showContentAnywhere } from "../../src/features/contents/show-content.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { searchContents } from "../../src/features/search/search-contents.ts";
import { findTagLabelAnywhere, listAllTags, listLikelyTagPairs, listSuggestedTags, listTags } from "../../src/features/tags/list-tags.ts";
import { mergeTags, undoMergeTags } from "../../src/features/tags/merge-tags.ts";
import { recountTags } from "../../src/features/tags/recount-tags.ts";

const refusal = (outcome: { done: boolean; refusal?: { kind: string } }) => (outcome.done ? "done" : outcome.refusal?.kind);
const keysOf = async (world: World, content: ContentId) => (await sql<{ tag: string; label: string }>`select tag, label from content_tags where content_id = ${content} order by position`.execute(world.db)).rows.map((row) => `${row.tag}:${row.label}`);
const followed = async (world: World, member: { id: string }) => (await sql<{ target: string }>`select target from follows where member_id = ${member.id} and kind = 'tag' order by target`.execute(world.db)).rows.map((row) => row.target);
const need = <T>(outcome: { done: true; value: T } | { done: false; refusal: { kind: string } }): T => {
  if (!outcome.done) throw new Error(outcome.refusal.kind);
  return outcome.value;
};

async function aNetwork() {
  const world = await newWorld();
  const [here, there] = [await world.territory(), await world.territory()];
  const [author, animator, coordinator, reader] = [await world.member(here), await world.member(here, { animates: [here] }), await world.member(there, { coordinator: true }), await world.member(there)];
  const [astro, both, away] = [await world.article(author, here, { tags: ["Astro", "nuit"] }), await world.article(author, here, { tags: ["astro", "Astronomie"] }), await world.article(author, there, { tags: ["ASTRO"] })];
  return { world, here, there, author, animator, coordinator, reader, astro, both, away };
}

describe("merging tags", () => {
  test("on a territory, its contents and all who followed it follow; elsewhere it lives on; typed words stay; undone, nothing is lost", async () => {
    const { world, here, author, animator, reader, astro, both, away } = await aNetwork();
    await follow(world.as(reader), { kind: "tag", target: "astro" }, true);
    const before = await Promise.all([astro, both, away].map((id) => keysOf(world, id)));

    const merged = need(await mergeTags(world.as(animator), here.id, "astro", "astronomie"));

    expect(await Promise.all([astro, both, away].map((id) => keysOf(world, id)))).toEqual([["astronomie:Astro", "nuit:nuit"], ["astronomie:Astronomie"], ["astro:ASTRO"]]);
    expect(await followed(world, reader)).toEqual(["astro", "astronomie"]);
    // Whoever still types it writes the other; the form gives back what was typed.
    const later = await world.article(author, here, { tags: ["astro"] });
    expect(await keysOf(world, later)).toEqual(["astronomie:astro"]);
    expect((await showContentAnywhere(world.as(author), later))?.tags).toMatchObject([{ key: "astronomie", label: "astro", shown: expect.any(String) }]);
    expect((await listContents(world.db, here.id, { tag: "astronomie" }, null, 10)).cards).toHaveLength(3);

    expect(refusal(await undoMergeTags(world.as(animator), merged.id))).toBe("done");
    expect(await Promise.all([astro, both, away].map((id) => keysOf(world, id)))).toEqual(before);
    expect([await keysOf(world, later), await followed(world, reader)]).toEqual([["astro:astro"], ["astro"]]);
    expect(refusal(await undoMergeTags(world.as(animator), merged.id))).toBe("already");
  });

  test("on the network by the coordination, everywhere; followers go over, and come back but those who stopped", async () => {
    const { world, coordinator, reader, author, astro, both, away } = await aNetwork();
    const both_ = await world.member((await world.territory()));
    for (const [who, tags] of [[reader, ["astro"]], [both_, ["astro", "astronomie"]], [author, ["astro"]]] as const) for (const target of tags) await follow(world.as(who), { kind: "tag", target }, true);

    const merged = need(await mergeTags(world.as(coordinator), null, "astro", "astronomie"));

    expect(await Promise.all([astro, both, away].map(async (id) => (await keysOf(world, id))[0]?.split(":")[0]))).toEqual(["astronomie", "astronomie", "astronomie"]);
    expect(await Promise.all([reader, both_, author].map((who) => followed(world, who)))).toEqual([["astronomie"], ["astronomie"], ["astronomie"]]);
    await follow(world.as(author), { kind: "tag", target: "astronomie" }, false);
    await follow(world.as(await world.member(await world.territory())), { kind: "tag", target: "astro" }, true);
    expect((await sql`select from follows where target = 'astro'`.execute(world.db)).rows).toHaveLength(0);
    need(await undoMergeTags(world.as(coordinator), merged.id));
    expect(await Promise.all([reader, both_, author].map((who) => followed(world, who)))).toEqual([["astro"], ["astro", "astronomie"], []]);
  });

  test("steps add up: what became a second and then a third comes back one step at a time", async () => {
    const { world, here, animator, astro } = await aNetwork();
    const first = need(await mergeTags(world.as(animator), here.id, "astro", "astronomie"));
    const second = need(await mergeTags(world.as(animator), here.id, "astronomie", "ciel"));

    expect((await keysOf(world, astro))[0]).toBe("ciel:Astro");
    expect(refusal(await mergeTags(world.as(animator), here.id, "ciel", "astro"))).toBe("same");
    expect(refusal(await mergeTags(world.as(animator), here.id, "astro", "nuit"))).toBe("already");
    need(await undoMergeTags(world.as(animator), second.id));
    expect((await keysOf(world, astro))[0]).toBe("astronomie:Astro");
    need(await undoMergeTags(world.as(animator), first.id));
    expect((await keysOf(world, astro))[0]).toBe("astro:Astro");
  });

  test("an animator merges on their territory only, the coordination on the network only, and nobody after thirty days", async () => {
    const { world, here, there, animator, coordinator, author } = await aNetwork();

    for (const [who, place, expected] of [[author, here.id, "forbidden"], [animator, there.id, "forbidden"], [animator, null, "forbidden"], [coordinator, here.id, "forbidden"]] as const) expect(refusal(await mergeTags(world.as(who), place, "astro", "nuit"))).toBe(expected);
    const merged = need(await mergeTags(world.as(animator), here.id, "astro", "nuit"));
    for (const who of [author, coordinator]) expect(refusal(await undoMergeTags(world.as(who), merged.id))).toBe("unknown");
    const late = { ...world.as(animator), now: () => Temporal.Now.instant().add({ hours: 24 * 31 }) };
    expect(refusal(await undoMergeTags(late, merged.id))).toBe("too-late");
  });

  test("contents written with a tag at the very moment of its merge all bear the other, and come back when it is undone", async () => {
    const { world, here, animator, author } = await aNetwork();
    const writing = (n: number) => writeArticle(world.as(author), { territory: here }, articleInput.parse({ title: `Au même instant ${n}`, body: fromMarkdown("Texte."), tags: ["astro"] }), { intent: "publish", publishAt: null, submission: null, revision: null });

    const [merged, ...written] = await Promise.all([mergeTags(world.as(animator), here.id, "astro", "astronomie"), ...Array.from({ length: 8 }, (_, n) => writing(n))]);

    expect(written.every((outcome) => outcome.done)).toBe(true);
    const bearing = async (tag: string) => (await sql`select from content_tags where territory_id = ${here.id} and tag = ${tag}`.execute(world.db)).rows.length;
    expect([await bearing("astro"), await bearing("astronomie")]).toEqual([0, 10]);
    const again = await Promise.all([undoMergeTags(world.as(animator), need(merged).id), ...Array.from({ length: 4 }, (_, n) => writing(20 + n))]);
    expect(again.every((outcome) => outcome.done)).toBe(true);
    expect([await bearing("astro"), await bearing("astronomie")]).toEqual([14, 1]);
  });
});

describe("how tags are shown", () => {
  test("the form that most have typed is shown, and proposed while one types, with what a synonym leads to", async () => {
    const { world, here, animator, author } = await aNetwork();
    for (const tags of [["Fête de la science"], ["Fête de la science"], ["fete de la science"], ["fêter"]]) await world.article(author, here, { tags });
    await recountTags(world.db);

    expect(await findTagLabelAnywhere(world.db, "fete-de-la-science")).toBe("Fête de la science");
    expect((await listTags(world.db, here.id, 50)).find((tag) => tag.tag === "fete-de-la-science")).toMatchObject({ label: "Fête de la science", uses: 3 });
    expect((await listSuggestedTags(world.db, here.id, "Fête", 8)).map((tag) => [tag.label, tag.uses])).toEqual([["Fête de la science", 3], ["fêter", 1]]);
    await mergeTags(world.as(animator), here.id, "fds", "fete-de-la-science");
    expect((await listSuggestedTags(world.db, here.id, "fds", 8)).map((tag) => tag.tag)).toEqual(["fete-de-la-science"]);
    expect([await listSuggestedTags(world.db, here.id, "%", 8), await listSuggestedTags(world.db, here.id, "f", 8)]).toEqual([[], []]);
  });

  test("an animator sees all of their territory's tags with their counts, page by page, and those that look alike", async () => {
    const { world, here, author } = await aNetwork();
    for (const tags of [["champignon"], ["champignon", "lichens"], ["champignons"], ["planétarium"], ["planetariums"]]) await world.article(author, here, { tags });
    await recountTags(world.db);

    const first = await listAllTags(world.db, here.id, "", null, 3);
    const rest = await listAllTags(world.db, here.id, "", first.next, 50);
    const all = [...first.tags, ...rest.tags].map((tag) => tag.tag);
    expect([all.length, new Set(all).size, all.slice(0, 2)]).toEqual([8, 8, ["astro", "champignon"]]);
    expect((await listAllTags(world.db, here.id, "Champi", null, 9)).tags.map((tag) => [tag.tag, tag.uses])).toEqual([["champignon", 2], ["champignons", 1]]);
    expect((await listLikelyTagPairs(world.db, here.id, 10)).map(({ from, into }) => [from.tag, into.tag])).toEqual(expect.arrayContaining([["champignons", "champignon"]]));
    expect((await listAllTags(world.db, null, "astr", null, 9)).tags.map((tag) => tag.tag)).toEqual(["astro", "astronomie"]);
  });

  test("searching one word finds what was written with the other, both ways", async () => {
    const { world, here, animator, author } = await aNetwork();
    await world.article(author, here, { title: "Une soirée astro", tags: [] });
    await world.article(author, here, { title: "Cours d’astronomie", tags: [] });
    const found = async (text: string) => (await searchContents(world.db, here.id, { text }, 10)).cards.map((card) => card.title).filter((title) => !title.startsWith("Article")).sort();
    expect(await found("astro")).toEqual(["Une soirée astro"]);

    await mergeTags(world.as(animator), here.id, "astro", "astronomie");

    expect([await found("astro"), await found("Astronomie")]).toEqual([["Cours d’astronomie", "Une soirée astro"], ["Cours d’astronomie", "Une soirée astro"]]);
    expect(await found("soirée astronomie")).toEqual(["Une soirée astro"]);
  });
});
