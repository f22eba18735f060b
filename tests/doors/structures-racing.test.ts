import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { until } from "../support/server.ts";
import { newWorld, type World } from "../support/world.ts";
import { inTransaction, type Database } from "../../src/platform/database.ts";
import { emptyDocument } from "../../src/platform/text/document.ts";
import { fromMarkdown } from "../../src/platform/text/from-markdown.ts";
import type { StructureId } from "../../src/platform/ids.ts";
import type { MemberViewer } from "../../src/platform/viewer.ts";
import { articleInput, writeArticle } from "../../src/features/articles/write-article.ts";
import { eventInput } from "../../src/features/agenda/input.ts";
import { writeEvent } from "../../src/features/agenda/write-event.ts";
import { follow } from "../../src/features/follows/follow.ts";
import { askToActFor, claimByMail, confirmClaim, decideClaim } from "../../src/features/structures/claim-structure.ts";
import { declineNaming } from "../../src/features/structures/decline-naming.ts";
import { structureInput } from "../../src/features/structures/input.ts";
import { setRole } from "../../src/features/structures/manage-people.ts";
import { mergeStructures, undoMerge } from "../../src/features/structures/merge-structures.ts";
import { showStructureAnywhere } from "../../src/features/structures/show-structure.ts";
import { editStructure } from "../../src/features/structures/write-structure.ts";

/** Everybody on a connection of their own: the first act is done and not yet committed when the second begins, and waits for it. */
async function racing<A, B>(world: World, first: (db: Database) => Promise<A>, second: () => Promise<B>, waits = true): Promise<[A, B]> {
  let begun: Promise<B> | null = null;
  const before = await inTransaction(world.db, async (tx) => {
    const done = await first(tx);
    let over = false;
    begun = second().finally(() => {
      over = true;
    });
    // A rejection is read below, not now.
    begun.catch(() => undefined);
    if (waits) await until(async () => (await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(world.db)).rows.length > 0 || over);
    return done;
  });
  if (!begun) throw new Error("The second act didn't begin");
  return [before, await begun];
}

async function twoOfOne() {
  const world = await newWorld();
  const here = await world.territory();
  const [animator, member] = [await world.member(here, { animates: [here] }), await world.member(here)];
  const [goes, stays] = [await world.structure(here, { name: "Museum" }), await world.structure(here, { name: "Muséum" })];
  await sql`update structures set website = 'https://museum.example' where id = any(${[goes, stays]}::uuid[])`.execute(world.db);
  const owner = await world.member(here, { actsFor: [goes] });
  await sql`update structure_members set role = 'owner' where member_id = ${owner.id}`.execute(world.db);
  const merge = (db: Database = world.db) => mergeStructures({ ...world.as(animator), db }, goes, stays);
  const as = (viewer: MemberViewer, db: Database = world.db) => ({ ...world.as(viewer), db });
  const claims = async () => (await sql<{ at: StructureId; state: string }>`select structure_id as at, state from structure_claims where member_id = ${member.id}`.execute(world.db)).rows;
  const followed = async () => (await sql<{ target: string }>`select target from follows where member_id = ${member.id}`.execute(world.db)).rows.map((row) => row.target);
  return { world, here, animator, member, owner, goes, stays, merge, as, claims, followed };
}

const fields = (more: object) => structureInput.parse({ name: "Museum", type: "museum", body: emptyDocument, website: "https://museum.example", ...more });
const publish = { intent: "publish", publishAt: null, submission: null, revision: null } as const;

describe("duplicate merge racing an edit", () => {
  test("merged first, the one that goes isn't corrected any more, and says so; the one that stays isn't from what was read before", async () => {
    const { world, owner, animator, goes, stays, merge, as } = await twoOfOne();
    const [merged, edited] = await racing(world, merge, () => editStructure(as(owner), goes, fields({ phone: "04" }), 1));
    expect([merged.done, edited]).toEqual([true, { done: false, refusal: { kind: "merged" } }]);

    const other = await twoOfOne();
    const [, late] = await racing(other.world, other.merge, () => editStructure(other.as(other.animator), other.stays, fields({ phone: "04" }), 1));
    expect(late).toEqual({ done: false, refusal: { kind: "changed-meanwhile" } });
    expect((await editStructure(as(animator), stays, fields({ phone: "04" }), null)).done).toBe(true);
  });

  test("corrected first, the merge keeps what was written, in either of them", async () => {
    const { world, owner, goes, stays, merge, as } = await twoOfOne();
    const [edited, merged] = await racing(world, (db) => editStructure(as(owner, db), goes, fields({ phone: "04 76 11" }), 1), merge);
    expect([edited.done, merged.done]).toEqual([true, true]);
    expect(await showStructureAnywhere(as(owner), stays)).toMatchObject({ name: "Muséum", phone: "04 76 11" });

    const other = await twoOfOne();
    const [, after] = await racing(other.world, (db) => editStructure(other.as(other.animator, db), other.stays, fields({ name: "Le Muséum", phone: "05" }), 1), other.merge);
    expect(after.done).toBe(true);
    expect(await showStructureAnywhere(as(owner), other.stays)).toMatchObject({ name: "Le Muséum", phone: "05" });
  });
});

describe("a merge racing a claim", () => {
  test("a request or a link asked for meanwhile, or before, is one for the structure that stays", async () => {
    for (const order of ["merge first", "claim first"] as const) {
      const { world, goes, stays, member, animator, owner, merge, as, claims } = await twoOfOne();
      const ask = (db?: Database) => askToActFor(as(member, db), goes, "C’est moi.");
      const outcomes = order === "merge first" ? await racing(world, merge, ask) : await racing(world, ask, merge);
      expect([order, outcomes.map((each) => each.done), await claims()]).toEqual([order, [true, true], [{ at: stays, state: "waiting" }]]);
      const { rows } = await sql<{ id: string }>`select id from structure_claims where member_id = ${member.id}`.execute(world.db);
      expect((await decideClaim(as(animator), rows[0]?.id ?? "", true)).done).toBe(true);
      expect((await showStructureAnywhere(as(owner), stays))?.people.map((each) => each.member)).toContain(member.id);
    }
  });

  test("a link that is used, or a request that is answered, while its structure is merged opens the one that stays", async () => {
    const { world, goes, stays, member, merge, as } = await twoOfOne();
    await sql`delete from structure_members where structure_id = ${goes}`.execute(world.db);
    let link = "";
    await claimByMail(as(member), goes, "moi@museum.example", async (_tx, secret) => {
      link = secret;
    });
    const [, confirmed] = await racing(world, merge, () => confirmClaim(as(member), link));
    expect(confirmed.done).toBe(true);
    expect((await showStructureAnywhere(as(member), stays))?.people).toEqual([{ member: member.id, role: "owner" }]);

    const other = await twoOfOne();
    await askToActFor(other.as(other.member), other.goes, "");
    const { rows } = await sql<{ id: string }>`select id from structure_claims where member_id = ${other.member.id}`.execute(other.world.db);
    const [, decided] = await racing(other.world, other.merge, () => decideClaim(other.as(other.owner), rows[0]?.id ?? "", true));
    expect(decided.done).toBe(true);
    expect((await showStructureAnywhere(as(member), other.stays))?.people.map((each) => each.member)).toEqual([other.owner.id, other.member.id]);
  });

  test("somebody let in or put out meanwhile is in, or out, of the one that stays", async () => {
    const { world, goes, stays, member, owner, merge, as } = await twoOfOne();
    const [named, merged] = await racing(world, (db) => setRole(as(owner, db), goes, member.id, "editor"), merge);
    expect([named.done, merged.done]).toEqual([true, true]);
    expect((await showStructureAnywhere(as(owner), stays))?.people).toHaveLength(2);

    const other = await twoOfOne();
    const [, late] = await racing(other.world, other.merge, () => setRole(other.as(other.owner), other.goes, other.member.id, "editor"));
    expect(late).toEqual({ done: false, refusal: { kind: "unknown" } });
  });
});

describe("a merge racing a follow", () => {
  test("who follows, or stops, in either order, follows the one that stays, or nothing", async () => {
    for (const order of ["merge first", "follow first"] as const) for (const wanted of [true, false]) {
      const { world, goes, stays, member, merge, as, followed } = await twoOfOne();
      if (!wanted) await follow(as(member), { kind: "structure", target: goes }, true);
      const act = (db?: Database) => follow(as(member, db), { kind: "structure", target: goes }, wanted);
      const outcomes = order === "merge first" ? await racing(world, merge, act) : await racing(world, act, merge);
      expect([order, wanted, outcomes.map((each) => each.done), await followed()]).toEqual([order, wanted, [true, true], wanted ? [stays] : []]);
    }
  });
});

describe("a merge, or its undoing, racing the writing of a content", () => {
  const organised = (structure: StructureId) => eventInput.parse({ title: "Visite", body: fromMarkdown("Venez."), sessions: [{ kind: "slot", start: "2030-05-04T14:00", end: null }], placeName: "Là", communeCode: "38185", organisers: [structure] });
  const behind = async (world: World) => (await sql<{ at: StructureId }>`select structure_id as at from content_structures where role = 'organiser'`.execute(world.db)).rows.map((row) => row.at);

  test("what is written in the name of the one that goes, or names it, stands in that of the one that stays", async () => {
    for (const order of ["merge first", "writing first"] as const) {
      const { world, here, owner, goes, stays, merge, as } = await twoOfOne();
      const write = (db?: Database) => writeArticle(as(owner, db), { territory: here }, articleInput.parse({ title: "Au nom de", body: fromMarkdown("Texte."), structure: goes }), publish);
      const outcomes = order === "merge first" ? await racing(world, merge, write) : await racing(world, write, merge);
      expect([order, outcomes.map((each) => each.done)]).toEqual([order, [true, true]]);
      expect((await sql<{ at: StructureId }>`select structure_id as at from content_structures where role = 'author' and structure_id = any(${[goes, stays]}::uuid[])`.execute(world.db)).rows).toEqual([{ at: stays }]);
    }
  });

  test("nobody waits in a circle: correcting an event while a merge is undone, or a name declined", async () => {
    const { world, here, owner, member, goes, animator, merge, as } = await twoOfOne();
    const made = await writeEvent(as(member), { territory: here }, organised(goes), publish);
    if (!made.done) throw new Error(made.refusal.kind);
    const correct = () => writeEvent(as(member), { content: made.value.id, moderation: "after" }, organised(goes), publish);
    const merged = await merge();
    if (!merged.done) throw new Error(merged.refusal.kind);
    // Who corrects holds the content and waits for the names; who undoes holds the names.
    const pairs = await Promise.all([undoMerge(as(animator), merged.value.merge), ...Array.from({ length: 4 }, correct)]);
    expect(pairs.map((each) => each.done)).toEqual([true, true, true, true, true]);
    expect(await behind(world)).toEqual([goes]);

    const [again, declined] = await Promise.all([merge(), declineNaming(as(owner), goes, made.value.id, async () => undefined)]);
    expect(again.done).toBe(true);
    expect(declined.done || declined.refusal.kind === "unknown").toBe(true);
  });
});
