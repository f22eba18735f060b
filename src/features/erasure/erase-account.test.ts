import { randomBytes } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import sharp from "sharp";
import { expect, test } from "vitest";
import { rowsSaying } from "../../../tests/support/everything.ts";
import { newWorld } from "../../../tests/support/world.ts";
import { inTransaction } from "../../platform/database.ts";
import { localFiles } from "../../platform/files/file-store.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import { addComment } from "../comments/add-comment.ts";
import { editComment } from "../comments/edit-comment.ts";
import { listCommentsAnywhere } from "../comments/list-comments.ts";
import { follow } from "../follows/follow.ts";
import { like } from "../likes/like.ts";
import { addPicture } from "../media/add-picture.ts";
import { removePictures } from "../media/remove-pictures.ts";
import { relayContent } from "../relays/relay-content.ts";
import { eraseMember } from "./erase-member.ts";

async function setting() {
  const world = await newWorld();
  const here = await world.territory();
  const mark = randomBytes(4).toString("hex");
  const member = await world.member(here, { name: `Odile ${mark}` });
  const email = await world.account(member);
  const other = await world.member(here);
  const animator = await world.member(here, { animates: [here] });
  const files = localFiles(await mkdtemp(join(tmpdir(), "echosciences-erase-")));
  const erase = (choice: "keep" | "delete") => inTransaction(world.db, (tx) => eraseMember(tx, member.id, choice));
  const counts = async (content: ContentId) => (await sql<{ likes: number; comments: number; relays: number }>`select likes, comments, relays from contents where id = ${content}`.execute(world.db)).rows[0];
  return { world, here, member, email, other, animator, files, erase, counts };
}

/** A member who does whatever members do, in everybody's things. */
async function livedIn() {
  const given = await setting();
  const { world, here, member, email, other, files } = given;
  const as = world.as(member);
  const theirs = await world.article(other, here, { title: "L’article d’une autre", body: `Merci @${member.handle} !` });
  const [own, draft, shared] = [await world.article(member, here, { title: "Un article à soi" }), await world.article(member, here, { intent: "draft" }), await world.article(member, here, { title: "À deux" })];
  await sql`insert into content_authors (content_id, member_id, position, published_at) select ${shared}, ${other.id}, 1, published_at from contents where id = ${shared}`.execute(world.db);
  const comment = await addComment(as, { content: theirs, parent: null, body: fromMarkdown("Avant"), submission: null });
  if (!comment.done) throw new Error(comment.refusal.kind);
  await editComment(as, comment.value, fromMarkdown("Après"));
  await addComment(world.as(other), { content: theirs, parent: comment.value, body: fromMarkdown(`D’accord avec @${member.handle}.`), submission: null });
  await like(as, theirs, true);
  await relayContent(as, theirs, "À lire");
  for (const [who, whom] of [[member, other], [other, member]] as const) await follow(world.as(who), { kind: "member", target: whom.id }, true);
  const bytes = new Uint8Array(await sharp({ create: { width: 40, height: 30, channels: 3, background: randomBytes(3).toString("hex").replace(/^/, "#") } }).jpeg().toBuffer());
  const portrait = await addPicture(as, files, here.id, { bytes, alt: `Portrait de ${member.name}`, credit: member.name });
  if (!portrait.done) throw new Error("no picture");
  await sql`update members set picture_id = ${portrait.value.id} where id = ${member.id}`.execute(world.db);
  await sql`insert into accounts.mails (id, recipient, subject, body_text, body_html, created_at) values (gen_random_uuid(), ${email}, 'Bonjour', 'x', 'x', now()), (gen_random_uuid(), 'autre@example.org', 'Transmis', ${`Répondez à ${email}`}, 'x', now())`.execute(world.db);
  await sql`insert into throttles (key, points, expire) values (${`comment:${member.id}`}, 1, 0)`.execute(world.db);
  return { ...given, theirs, own, draft, shared, comment: comment.value, portrait: portrait.value };
}

/** Does what the worker would have done with the files. */
async function removeFiles({ world, files }: Pick<Awaited<ReturnType<typeof setting>>, "world" | "files">): Promise<void> {
  const { rows } = await sql<{ payload: { pictures: { hash: string; widths: number[] }[] } }>`select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'remove-pictures'`.execute(world.db);
  for (const { payload } of rows) await removePictures(world.db, files, payload.pictures);
}

async function keysIn(files: ReturnType<typeof localFiles>): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of files.list()) keys.push(key);
  return keys;
}

test("whoever leaves and leaves their contents behind is named by no row and no file", async () => {
  const lived = await livedIn();
  const { world, member, email, files, erase, theirs, own, draft, shared, counts } = lived;
  expect((await rowsSaying(world, [member.id, member.name, email, member.handle])).length).toBeGreaterThan(20);
  expect((await keysIn(files)).length).toBeGreaterThan(0);

  await erase("keep");
  await removeFiles(lived);

  expect(await rowsSaying(world, [member.id, member.name, email, member.handle])).toEqual([]);
  expect(await keysIn(files)).toEqual([]);
  expect(await counts(theirs)).toEqual({ likes: 0, comments: 2, relays: 0 });
  expect((await listCommentsAnywhere(world.db, theirs, null)).comments.map((each) => [each.author === null, each.state, plainText(each.body)])).toEqual([[true, "visible", "Après"], [false, "visible", "D’accord avec @…."]]);
  const { rows } = await sql<{ id: ContentId; authors: MemberId[] }>`select id, array(select member_id from content_authors where content_id = c.id) as authors from contents c where id = any(${[own, draft, shared]}::uuid[]) order by id`.execute(world.db);
  expect(rows).toEqual([{ id: own, authors: [] }, { id: shared, authors: [lived.other.id] }]);
});

test("whoever leaves and takes their contents along leaves the places of their words empty, and others' work to others", async () => {
  const lived = await livedIn();
  const { world, member, email, erase, theirs, own, shared, counts } = lived;

  await erase("delete");

  expect(await rowsSaying(world, [member.id, member.name, email, member.handle])).toEqual([]);
  expect(await counts(theirs)).toEqual({ likes: 0, comments: 1, relays: 0 });
  expect((await listCommentsAnywhere(world.db, theirs, null)).comments.map((each) => [each.state, plainText(each.body)])).toEqual([["withdrawn", ""], ["visible", "D’accord avec @…."]]);
  expect((await sql`select from contents where id = ${own}`.execute(world.db)).rows).toEqual([]);
  expect((await sql`select from tombstones where content_id = ${own}`.execute(world.db)).rows).toHaveLength(1);
  expect((await sql`select from search_entries where content_id = ${own}`.execute(world.db)).rows).toEqual([]);
  expect((await sql`select from contents where id = ${shared}`.execute(world.db)).rows).toHaveLength(1);
});

test("a structure passes to whoever has edited it longest, and can be claimed again when nobody is left", async () => {
  const { world, here, member, other, erase } = await setting();
  const [kept, empty] = [await world.structure(here), await world.structure(here)];
  const late = await world.member(here, { actsFor: [kept] });
  for (const [structure, who, role, days] of [[kept, member, "owner", 30], [kept, other, "editor", 20], [empty, member, "owner", 10]] as const) {
    await sql`insert into structure_members (structure_id, member_id, role, since) values (${structure}, ${who.id}, ${role}, now() - make_interval(days => ${days}))`.execute(world.db);
  }
  await sql`update structures set claimed_at = now(), recorded_by = ${member.id} where id = any(${[kept, empty]}::uuid[])`.execute(world.db);

  await erase("keep");

  const { rows } = await sql`select structure_id as structure, member_id as member, role from structure_members where structure_id = any(${[kept, empty]}::uuid[]) order by since`.execute(world.db);
  expect(rows).toEqual([{ structure: kept, member: other.id, role: "owner" }, { structure: kept, member: late.id, role: "editor" }]);
  const { rows: claimed } = await sql<{ id: string; claimed: boolean }>`select id, claimed_at is not null as claimed from structures where id = any(${[kept, empty]}::uuid[])`.execute(world.db);
  expect(new Map(claimed.map((each) => [each.id, each.claimed]))).toEqual(new Map([[kept, true], [empty, false]]));
});

test("a picture that somebody else's text shows, or that somebody else brought too, stays for them", async () => {
  const lived = await livedIn();
  const { world, here, other, files, erase, portrait, theirs } = lived;
  const own = await files.get(`${portrait.hash}-40.webp`);
  await sql`insert into media (id, territory_id, owner_id, hash, width, height, widths, colour, created_at) select gen_random_uuid(), ${here.id}, ${other.id}, hash, width, height, widths, colour, now() from media where id = ${portrait.id}`.execute(world.db);
  const second = await addPicture(world.as(lived.member), files, here.id, { bytes: new Uint8Array(await sharp({ create: { width: 50, height: 30, channels: 3, background: "#123456" } }).png().toBuffer()), alt: "", credit: "" });
  if (!second.done) throw new Error("no picture");
  await sql`insert into content_media (content_id, media_id) values (${theirs}, ${second.value.id})`.execute(world.db);

  await erase("delete");
  await removeFiles(lived);

  expect(own).not.toBeNull();
  expect((await keysIn(files)).map((key) => key.slice(0, 64)).toSorted()).toEqual([portrait.hash, portrait.hash, second.value.hash, second.value.hash].toSorted());
});
