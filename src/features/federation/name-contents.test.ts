import { readFile } from "node:fs/promises";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld, type World } from "../../../tests/support/world.ts";
import type { Territory } from "../territories/territory.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import { newId, type ContentId } from "../../platform/ids.ts";
import type { OwnActor } from "./actor.ts";
import { ensureOwnActor } from "./ensure-actor.ts";
import { findNamedAnywhere, handOver, listNamesAnywhere, nameContents } from "./name-contents.ts";

const at = Temporal.Instant.from("2026-11-25T10:00:00Z");

function actorOf(world: World, member: MemberViewer, host: string, territory: Territory): Promise<OwnActor> {
  const uri = `https://${host}/ap/members/${member.id}`;
  return ensureOwnActor(world.db, { kind: "member", subject: member.id, territory: territory.id, handles: [member.handle], addresses: { uri, inbox: `${uri}/inbox`, sharedInbox: `https://${host}/inbox` } }, at);
}

test("who says a content first is its author for ever, and an address that was given is given to nobody else", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const [camille, dora] = [await world.member(here), await world.member(here)];
  const [first, second] = [await actorOf(world, camille, "ici.example", here), await actorOf(world, dora, "ici.example", here)];
  const content = await world.article(camille, here);

  await Promise.all([nameContents(world.db, [{ content, actor: first.id }], at), nameContents(world.db, [{ content, actor: first.id }], at)]);
  await nameContents(world.db, [{ content, actor: second.id }], at);
  expect((await listNamesAnywhere(world.db, [content])).get(content)).toEqual({ content, kind: "article", wireId: content, actor: first.id, author: first.uri });

  await handOver(world.db, content, at);
  const anew = (await nameContents(world.db, [{ content, actor: second.id }], at)).get(content);
  expect([anew?.author, anew?.wireId === content]).toEqual([second.uri, false]);
  expect([await findNamedAnywhere(world.db, content), await findNamedAnywhere(world.db, anew?.wireId ?? "")]).toEqual([{ content, endedAt: at }, { content, endedAt: null }]);
});

test("somebody keeps the address of the host where they were first spoken of", async () => {
  const world = await newWorld();
  const [here, there] = [await world.territory(), await world.territory()];
  const camille = await world.member(here);

  const [one, other] = [await actorOf(world, camille, "ici.example", here), await actorOf(world, camille, "ailleurs.example", there)];

  expect(other).toEqual(one);
});

test("a server that spoke before addresses were kept goes on under those that it said last", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const [camille, dora] = [await world.member(here), await world.member(here)];
  const [before, now] = [await actorOf(world, camille, "ancien.example", here), await actorOf(world, dora, "ici.example", here)];
  const [article, unsaid] = [await world.article(camille, here), await world.article(camille, here)];
  const say = async (type: string, actor: OwnActor, object: string, content: ContentId, minutes: number) => {
    const id = newId();
    await sql`insert into federation.activities (id, uri, actor_id, type, object_uri, content_id, body, at) values (${id}, ${`https://x.example/${id}`}, ${actor.id}, ${type}, ${object}, ${content}, '{}', ${at.add({ minutes })})`.execute(world.db);
  };
  await say("Create", now, `https://ici.example/ap/articles/${article}`, article, 0);
  await say("Update", before, `https://ancien.example/ap/articles/${article}`, article, 5);
  await say("Create", now, `https://ici.example/ap/comments/${newId()}`, article, 6);
  await say("Announce", now, `https://ancien.example/ap/articles/${article}`, article, 7);
  const migration = await readFile(new URL("../../../migrations/0072_what_others_were_told_keeps_its_address.sql", import.meta.url), "utf8");

  await sql.raw(migration.slice(migration.indexOf("insert into federation.names"), migration.indexOf("-- Whoever moves home"))).execute(world.db);

  const names = await listNamesAnywhere(world.db, [article, unsaid]);
  expect([...names.values()]).toEqual([{ content: article, kind: "article", wireId: article, actor: before.id, author: before.uri }]);
});
