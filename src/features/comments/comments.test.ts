import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld, type World } from "../../../tests/support/world.ts";
import type { CommentId, ContentId } from "../../platform/ids.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import { addComment } from "./add-comment.ts";
import { closeComments } from "./close-comments.ts";
import { mostLevels, pathsAbove, readPath } from "./comment.ts";
import { editComment } from "./edit-comment.ts";
import { findCommentAnywhere, listCommentsAnywhere, listCommentVersionsAnywhere } from "./list-comments.ts";
import { withdrawComment } from "./withdraw-comment.ts";

async function say(world: World, by: MemberViewer, content: ContentId, text: string, parent: CommentId | null = null): Promise<CommentId> {
  const outcome = await addComment(world.as(by), { content, parent, body: fromMarkdown(text), submission: null });
  if (!outcome.done) throw new Error(outcome.refusal.kind);
  return outcome.value;
}

async function setting() {
  const world = await newWorld();
  const here = await world.territory();
  const [author, member, animator] = [await world.member(here), await world.member(here), await world.member(here, { animates: [here] })];
  const article = await world.article(author, here);
  const counted = async () => (await sql<{ comments: number }>`select comments from contents where id = ${article}`.execute(world.db)).rows[0]?.comments;
  const read = async (from: string | null = null, limit = 100) => (await listCommentsAnywhere(world.db, article, from, limit)).comments;
  return { world, here, author, member, animator, article, counted, read };
}

test("answers stand under what they answer, in the order in which they were written, whoever came between", async () => {
  const { world, author, member, article, read } = await setting();
  const first = await say(world, member, article, "Un");
  const second = await say(world, member, article, "Deux");
  const answer = await say(world, author, article, "À un", first);
  await say(world, author, article, "À deux", second);
  await say(world, member, article, "À la réponse", answer);
  await say(world, member, article, "À un, plus tard", first);

  expect((await read()).map((comment) => plainText(comment.body))).toEqual(["Un", "À un", "À la réponse", "À un, plus tard", "Deux", "À deux"]);
});

test("C3 a chain of a thousand answers is kept five levels deep, and read page by page", async () => {
  const { world, member, article, read, counted } = await setting();
  let last: CommentId | null = null;
  for (let n = 0; n < 1000; n++) last = await say(world, member, article, `n${n}`, last);

  const pages: string[][] = [];
  let from: string | null = null;
  do {
    const page = await listCommentsAnywhere(world.db, article, from, 100);
    expect(page.above.map((each) => each.path)).toEqual(from ? pathsAbove(from) : []);
    pages.push(page.comments.map((each) => plainText(each.body)));
    from = page.next;
  } while (from);

  expect(pages.flat()).toEqual(Array.from({ length: 1000 }, (_, n) => `n${n}`));
  expect(Math.max(...(await read(null, 1000)).map((each) => pathsAbove(each.path).length))).toBe(mostLevels - 1);
  expect(await counted()).toBe(1000);
  const found = last && (await findCommentAnywhere(world.db, last));
  expect((await read(found ? found.from : null))[0]?.id).toBe(last);
});

test("a comment edited by its author keeps what it said for those who moderate; nobody else edits it", async () => {
  const { world, author, member, animator, article, read } = await setting();
  const comment = await say(world, member, article, "Avant");

  expect(await editComment(world.as(author), comment, fromMarkdown("Volé"))).toMatchObject({ refusal: { kind: "forbidden" } });
  expect(await editComment(world.as(animator), comment, fromMarkdown("Volé"))).toMatchObject({ refusal: { kind: "forbidden" } });
  expect(await editComment(world.as(member), comment, fromMarkdown(""))).toMatchObject({ refusal: { kind: "empty" } });
  expect((await editComment(world.as(member), comment, fromMarkdown("Avant"))).done).toBe(true);
  expect((await read())[0]).toMatchObject({ revision: 1, editedAt: null });

  expect((await editComment(world.as(member), comment, fromMarkdown("Après"))).done).toBe(true);

  const [edited] = await read();
  expect([edited && plainText(edited.body), edited?.revision, edited?.editedAt instanceof Temporal.Instant]).toEqual(["Après", 2, true]);
  expect((await listCommentVersionsAnywhere(world.as(animator), comment)).map((version) => plainText(version.body))).toEqual(["Après", "Avant"]);
});

test("a withdrawn comment keeps its place without its words, its answers stay, and it is counted no more", async () => {
  const { world, author, member, animator, article, read, counted } = await setting();
  const [mine, hidden] = [await say(world, member, article, "À retirer"), await say(world, member, article, "À masquer")];
  await say(world, author, article, "Une réponse", mine);

  expect(await withdrawComment(world.as(author), mine)).toMatchObject({ refusal: { kind: "forbidden" } });
  expect((await withdrawComment(world.as(member), mine)).done).toBe(true);
  expect((await withdrawComment(world.as(animator), hidden)).done).toBe(true);
  expect(await withdrawComment(world.as(member), mine)).toMatchObject({ refusal: { kind: "unknown" } });
  expect(await editComment(world.as(member), mine, fromMarkdown("Revenu"))).toMatchObject({ refusal: { kind: "unknown" } });

  expect((await read()).map((comment) => [comment.state, plainText(comment.body)])).toEqual([["withdrawn", ""], ["visible", "Une réponse"], ["hidden", ""]]);
  expect(await counted()).toBe(1);
});

test("a discussion that its author or the animator closes is read and no longer added to, until it is opened again", async () => {
  const { world, author, member, animator, article, read } = await setting();
  const before = await say(world, member, article, "Avant la clôture");
  expect(await closeComments(world.as(member), article, true)).toMatchObject({ refusal: { kind: "forbidden" } });
  expect((await closeComments(world.as(author), article, true)).done).toBe(true);

  const late = { content: article, parent: null, body: fromMarkdown("Trop tard"), submission: null };
  expect(await addComment(world.as(member), late)).toMatchObject({ refusal: { kind: "closed" } });
  expect(await addComment(world.as(author), { ...late, parent: before })).toMatchObject({ refusal: { kind: "closed" } });
  expect(await editComment(world.as(member), before, fromMarkdown("Autre"))).toMatchObject({ refusal: { kind: "closed" } });
  expect(await read()).toHaveLength(1);

  expect((await closeComments(world.as(animator), article, false)).done).toBe(true);
  expect((await addComment(world.as(member), late)).done).toBe(true);
  expect(await world.factsAbout(article)).toEqual(["content.published", "content.commented", "content.comments_closed", "content.comments_reopened", "content.commented"]);
});

test("what is reserved to a private community is discussed by its members alone, and a draft by nobody", async () => {
  const { world, here, author, member } = await setting();
  const community = await world.community(here, { access: "private" });
  const inside = await world.member(here, { communities: [community] });
  const [article, draft] = [await world.article(author, here), await world.article(author, here, { intent: "draft" })];
  await sql`update contents set state = 'reserved', community_id = ${community} where id = ${article}`.execute(world.db);
  const words = { parent: null, body: fromMarkdown("Entre nous"), submission: null };

  expect((await addComment(world.as(inside), { content: article, ...words })).done).toBe(true);
  expect(await addComment(world.as(member), { content: article, ...words })).toMatchObject({ refusal: { kind: "unknown" } });
  expect(await addComment(world.as(author), { content: draft, ...words })).toMatchObject({ refusal: { kind: "unknown" } });
});

test("the place where a page begins is a path, and nothing else that an address may hold", () => {
  expect(readPath("0".repeat(24))).toBe("0".repeat(24));
  for (const text of [undefined, "", "0", "z".repeat(24), "0".repeat(144), "' or 1=1 --".padEnd(24)]) expect(readPath(text), text).toBeNull();
});
