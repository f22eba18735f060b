import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { addContent } from "../../src/features/dossiers/add-content.ts";
import type { ContentId } from "../../src/platform/ids.ts";
import { makeDoor, type Door } from "../federation/door.ts";
import { activityOf, type Stranger } from "../federation/other-server.ts";
import { eventually, personOf } from "../federation/servers.ts";

let door: Door;
let eve: Stranger;
let [suggested, article] = [] as unknown as [ContentId, ContentId];

beforeAll(async () => {
  door = await makeDoor("offre");
  eve = await door.victim.person("eve");
  suggested = await door.server.world.dossier(door.bob, door.here, { title: "À compléter", contributions: "suggested" });
  article = await door.server.world.article(door.bob, door.here, { title: "Le grand hamster" });
});

const dossier = (id: ContentId) => `${door.origin}/ap/dossiers/${id}`;
const page = (id: ContentId) => `${door.origin}/ap/articles/${id}`;
const offer = (by: Stranger, object: string, target: string) => activityOf(by, "Offer", object, { target });

test("what may be proposed waits for the curators once; what not everybody reads, what isn't there, what is no dossier does not", async () => {
  const { world } = door.server;
  expect((await door.say(offer(door.alice, page(article), dossier(suggested)), door.alice)).became).toBe("applied");
  await door.nothingComes(offer(door.mallory, page(article), dossier(suggested)), door.mallory, { became: /ignored: it is there, or waits/ });
  const [draft, hidden] = [await world.article(door.bob, door.here, { intent: "draft" }), await world.dossier(door.bob, door.here, { intent: "draft", contributions: "open" })];
  await door.nothingComes(offer(door.mallory, page(draft), dossier(suggested)), door.mallory, { became: /ignored/ });
  await door.nothingComes(offer(door.mallory, page(article), dossier(hidden)), door.mallory, { became: /ignored/ });
  for (const target of [page(article), `${door.victim.origin}/d/1`, `${dossier(suggested)}/notice`]) await door.nothingComes(offer(door.mallory, page(article), target), door.mallory, { became: /ignored: no dossier of ours/ });
  // What another server is said to hold is asked of it: it has no such thing.
  await door.nothingComes(offer(door.mallory, `${door.victim.origin}/notes/faux`, dossier(suggested)), door.mallory, { became: /ignored: nothing that its own server shows/ });
  await door.nothingComes({ ...offer(door.alice, page(article), dossier(suggested)), id: `${door.mallory.id}/o/1` }, door.mallory, { status: [400, 401] });
  const closed = await world.dossier(door.bob, door.here, { contributions: "closed" });
  await door.nothingComes(offer(door.mallory, page(article), dossier(closed)), door.mallory, { became: /ignored: closed/ });
});

test("an answer to a proposal counts of who keeps the dossier alone", async () => {
  const kept = door.victim.serve("/dossiers/1", { "@context": "https://www.w3.org/ns/activitystreams", id: `${door.victim.origin}/dossiers/1`, type: "OrderedCollection", "es:kind": "dossier", "es:details": { contributions: "open" }, attributedTo: door.alice.id, name: "Dossier de la victime", orderedItems: [page(article)], to: ["https://www.w3.org/ns/activitystreams#Public"], published: "2026-11-24T10:00:00Z", updated: "2026-11-24T10:00:00Z" });
  const lea = await personOf(door.server, door.here, "Léa");
  expect(await lea.lookUp(kept)).toContain("/dossiers/");
  const shown = (await sql<{ id: ContentId }>`select id from contents where title = 'Dossier de la victime'`.execute(door.server.world.db)).rows[0]?.id;
  if (!shown) throw new Error("nothing is shown");
  expect((await sql<{ id: string }>`select content_id as id from dossier_items where dossier_id = ${shown}`.execute(door.server.world.db)).rows).toEqual([{ id: article }]);
  // An open one is proposed to all the same: only its own server says what it holds.
  const another = await door.server.world.article(lea.viewer, door.here);
  expect(await addContent(door.server.world.as(lea.viewer), { dossier: shown, content: another, note: "" })).toMatchObject({ value: { verdict: "proposed" } });
  const asked = await eventually(async () => door.victim.heard.find((each) => each.activity["type"] === "Offer")?.activity, (found) => found !== undefined, [door.server]);
  const said = { id: asked?.["id"], type: "Offer", actor: asked?.["actor"], object: page(another), target: kept };
  for (const type of ["Accept", "Reject"]) for (const by of [door.mallory, eve]) await door.nothingComes(activityOf(by, type, said), by, { became: /refused: somebody else's/ });
  // Nor does anybody but who keeps it say what it holds.
  for (const type of ["Add", "Remove"]) for (const by of [door.mallory, eve]) await door.nothingComes(activityOf(by, type, page(another), { target: kept }), by, {});
  expect((await door.say(activityOf(door.alice, "Reject", said), door.alice)).became).toBe("applied");
  expect((await sql<{ state: string }>`select state from dossier_suggestions where dossier_id = ${shown}`.execute(door.server.world.db)).rows).toEqual([{ state: "refused" }]);
});
