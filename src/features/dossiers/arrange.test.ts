import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import type { ContentId } from "../../platform/ids.ts";
import { withdraw } from "../contents/change-state.ts";
import { searchContents } from "../search/search-contents.ts";
import { addContent } from "./add-content.ts";
import { arrange, type Arrangement } from "./arrange.ts";
import { listOutlineAnywhere, listOutlineForCuratorsAnywhere } from "./list-outline.ts";

async function shelf(contributions: "open" | "suggested" | "closed" = "closed") {
  const world = await newWorld();
  const [lille, grenoble] = [await world.territory(), await world.territory()];
  const [curator, author] = [await world.member(lille), await world.member(grenoble)];
  const dossier = await world.dossier(curator, lille, { contributions });
  const contents: ContentId[] = [];
  for (const title of ["un", "deux", "trois"]) {
    const content = await world.article(author, grenoble, { title: `${title} ${crypto.randomUUID()}` });
    await addContent(world.as(curator), { dossier, content, note: "" });
    contents.push(content);
  }
  const [one, two, three] = contents as [ContentId, ContentId, ContentId];
  const does = (arrangement: Arrangement) => arrange(world.as(curator), dossier, arrangement);
  const outline = () => listOutlineAnywhere(world.db, dossier);
  const names = async () => (await outline()).map((section) => `${section.title}:${section.entries.map((entry) => ["un", "deux", "trois"][contents.indexOf(entry.content)]).join(",")}`);
  return { world, lille, grenoble, curator, author, dossier, one, two, three, does, outline, names };
}

test("sections are added, named, moved and taken away; what stood in one joins the section before", async () => {
  const { does, outline, names, one, three } = await shelf();

  await does({ kind: "add-section", title: "Lire" });
  await does({ kind: "add-section", title: "Voir" });
  const [, read, see] = await outline();
  await does({ kind: "move", content: one, move: { kind: "before", section: see?.id ?? null, before: null } });
  await does({ kind: "move", content: three, move: { kind: "rank", section: read?.id ?? null, rank: 1 } });
  await does({ kind: "rename-section", section: read?.id ?? never(), title: "Écouter", revision: 1 });

  expect(await names()).toEqual([":deux", "Écouter:trois", "Voir:un"]);
  await does({ kind: "move-section", section: see?.id ?? never(), by: -1 });
  expect(await names()).toEqual([":deux", "Voir:un", "Écouter:trois"]);
  await does({ kind: "move-section", section: see?.id ?? never(), by: -1 });
  expect(await names()).toEqual([":deux", "Voir:un", "Écouter:trois"]);
  await does({ kind: "remove-section", section: read?.id ?? never() });
  expect(await names()).toEqual([":deux", "Voir:un,trois"]);
});

test("two curators who move at the same instant both have their way, and of two notes on one content the second is told", async () => {
  const { does, names, one, two, three, outline } = await shelf();

  await Promise.all([does({ kind: "move", content: three, move: { kind: "before", section: null, before: one } }), does({ kind: "add-section", title: "À deux" }), does({ kind: "move", content: one, move: { kind: "step", by: 1 } })]);
  const present = await names();
  expect(present[0]?.split(/[:,]/).slice(1).toSorted()).toEqual(["deux", "trois", "un"]);
  expect(present[1]).toBe("À deux:");

  const outcomes = await Promise.all(["Mon mot", "Le tien"].map((note) => does({ kind: "note", content: two, note, revision: 1 })));
  expect(outcomes.map((outcome) => outcome.done).toSorted()).toEqual([false, true]);
  expect(outcomes.find((outcome) => !outcome.done)).toMatchObject({ refusal: { kind: "changed-meanwhile" } });
  expect((await outline()).flatMap((section) => section.entries).find((entry) => entry.content === two)?.noteWords).toMatch(/Mon mot|Le tien/);
});

test("a note keeps its emphases, links and lists, and nothing larger", async () => {
  const { does, one, outline } = await shelf();

  await does({ kind: "note", content: one, note: "# Grand titre\n\nUn **mot** et [un lien](https://example.org).\n\n- un\n- deux\n\n| a | b |\n| --- | --- |\n| c | d |", revision: null });

  const entry = (await outline())[0]?.entries.find((each) => each.content === one);
  expect(entry?.note?.content.map((block) => block.type)).toEqual(["paragraph", "paragraph", "bulletList", "paragraph"]);
  expect(entry?.noteWords).toContain("un lien");
});

test("whoever doesn't curate a dossier changes nothing in it, and a closed section of another dossier is none of its own", async () => {
  const { world, author, dossier, one, curator, lille, outline, does } = await shelf();
  const other = await world.dossier(curator, lille);
  await arrange(world.as(curator), other, { kind: "add-section", title: "Ailleurs" });
  const foreign = (await listOutlineAnywhere(world.db, other))[1]?.id ?? never();

  expect(await arrange(world.as(author), dossier, { kind: "remove", content: one })).toMatchObject({ refusal: { kind: "forbidden" } });
  expect(await does({ kind: "move", content: one, move: { kind: "before", section: foreign, before: null } })).toMatchObject({ refusal: { kind: "gone" } });
  expect(await does({ kind: "remove-section", section: foreign })).toMatchObject({ refusal: { kind: "gone" } });
  expect((await outline())[0]?.entries).toHaveLength(3);
});

test("a content that its author took back is still named to the curators, and to nobody else; one that an animator took away to nobody", async () => {
  const { world, grenoble, author, one, two, three, dossier, outline } = await shelf();
  const animator = await world.member(grenoble, { animates: [grenoble] });
  const former = async (content: ContentId) => (await listOutlineForCuratorsAnywhere(world.db, dossier)).flatMap((section) => section.entries).find((entry) => entry.content === content)?.formerTitle ?? null;
  const { rows } = await sql<{ title: string }>`select title from contents where id = ${one}`.execute(world.db);

  await withdraw(world.as(author), one);
  await withdraw(world.as(animator), two);
  await sql`update contents set title = 'Un titre que personne n’a vu' where id = any(${[one, two]}::uuid[])`.execute(world.db);

  expect([await former(one), await former(two), await former(three)]).toEqual([rows[0]?.title, null, null]);
  expect((await outline()).flatMap((section) => section.entries).map((entry) => entry.card?.title ?? entry.formerTitle)).toEqual([null, null, expect.stringContaining("trois")]);
  await withdraw(world.as(animator), one);
  expect(await former(one)).toBeNull();
});

test("the names of the sections are found by search", async () => {
  const { world, does, lille, dossier } = await shelf();

  await does({ kind: "add-section", title: "Photovoltaïsme zébulonien" });

  const { cards } = await searchContents(world.db, lille.id, { text: "zébulonien", kind: undefined, offset: 0 }, 5);
  expect(cards.map((card) => card.id)).toEqual([dossier]);
});

function never(): never {
  throw new Error("There is no such section");
}
