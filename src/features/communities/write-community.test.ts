import { describe, expect, test } from "vitest";
import { sql } from "kysely";
import { newWorld, type World } from "../../../tests/support/world.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import type { CommunityId, ContentId } from "../../platform/ids.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import { articleInput, writeArticle } from "../articles/write-article.ts";
import { publishScheduled } from "../contents/change-state.ts";
import { listContents } from "../contents/list-contents.ts";
import { showContentAnywhere } from "../contents/show-content.ts";
import type { Territory } from "../territories/territory.ts";
import { archiveCommunity, archiveOnItsDay } from "./archive-community.ts";
import { decideFounding } from "./decide-founding.ts";
import { communityInput, type CommunityInput } from "./input.ts";
import { setRole } from "./manage-people.ts";
import { featureInCommunity, removeFromCommunity } from "./moderate-content.ts";
import { showCommunity, showCommunityAnywhere } from "./show-community.ts";
import { editCommunity, foundCommunity } from "./write-community.ts";

const given = (more: object = {}): CommunityInput => communityInput.parse({ name: "Les amis du ciel", body: fromMarkdown("Bienvenue."), purpose: "theme", access: "open", ...more });
const refusal = (outcome: { done: boolean; refusal?: { kind: string } }) => (outcome.done ? "done" : outcome.refusal?.kind);
const noMail = async () => {};
const stateOf = async (world: World, id: ContentId) => (await sql<{ state: string; community: string | null }>`select state, community_id as community from contents where id = ${id}`.execute(world.db)).rows[0];

async function publish(world: World, who: MemberViewer, here: Territory, community: CommunityId, more: { intent?: "publish" | "draft" | "schedule"; content?: ContentId } = {}) {
  const target = more.content ? { content: more.content, moderation: "after" as const } : { territory: here };
  const publishAt = more.intent === "schedule" ? Temporal.Now.instant().add({ hours: 1 }) : null;
  return writeArticle(world.as(who), target, articleInput.parse({ title: "Une nuit au jardin", body: fromMarkdown("Texte."), community }), { intent: more.intent ?? "publish", publishAt, submission: null, revision: null });
}

async function published(...args: Parameters<typeof publish>): Promise<ContentId> {
  const outcome = await publish(...args);
  if (!outcome.done) throw new Error(outcome.refusal.kind);
  return outcome.value.id;
}

describe("founding and changing", () => {
  test("a member asks for a community and the animator answers; whoever administers one founds the next at once", async () => {
    const world = await newWorld();
    const [here, there] = [await world.territory(), await world.territory()];
    const [member, animator, neighbour] = [await world.member(here), await world.member(here, { animates: [here] }), await world.member(there, { animates: [there] })];
    await world.account(member);
    const submission = crypto.randomUUID();
    const mails: string[] = [];

    const asked = await foundCommunity(world.as(member), here.id, given(), submission);
    if (!asked.done) throw new Error(asked.refusal.kind);
    const { id, slug } = asked.value;
    expect([asked.value.state, (await foundCommunity(world.as(member), here.id, given(), submission)).done]).toEqual(["proposed", true]);
    expect(await showCommunity(world.as(await world.member(here)), here.id, slug)).toBeNull();
    expect(refusal(await publish(world, { ...member, memberships: [{ community: id, role: "administrator" }] }, here, id))).toBe("community-closed");
    expect(refusal(await decideFounding(world.as(member), id, true, "", noMail))).toBe("forbidden");
    expect(refusal(await decideFounding(world.as(neighbour), id, true, "", noMail))).toBe("unknown");
    expect(refusal(await decideFounding(world.as(animator), id, true, "", async (_tx, to) => void mails.push(to)))).toBe("done");

    expect(mails).toEqual([`${member.handle}@example.org`]);
    expect((await foundCommunity(world.as(member), here.id, given({ name: "Les amis des roches" }), null))).toMatchObject({ done: true, value: { state: "active" } });
    expect((await foundCommunity(world.as(member), there.id, given(), null))).toMatchObject({ done: true, value: { state: "proposed" } });
    expect((await sql`select from communities`.execute(world.db)).rows).toHaveLength(3);
  });

  test("a new name moves it, and its old address leads there; for strangers a private one has neither", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const [animator, stranger] = [await world.member(here, { animates: [here] }), await world.member(here)];
    const open = await foundCommunity(world.as(animator), here.id, given(), null);
    const hidden = await foundCommunity(world.as(animator), here.id, given({ access: "private" }), null);
    const beside = await foundCommunity(world.as(animator), here.id, given({ name: "Les secrets" }), null);
    if (!open.done || !hidden.done || !beside.done) throw new Error("refused");

    expect([open.value.slug, beside.value.slug]).toEqual(["les-amis-du-ciel", "les-secrets"]);
    expect(hidden.value.slug).toMatch(/^les-amis-du-ciel-[0-9a-f]{8}$/);
    await editCommunity(world.as(animator), open.value.id, given({ name: "Ciel ouvert" }), 1);
    await editCommunity(world.as(animator), hidden.value.id, given({ name: "Ciel couvert", access: "private" }), 1);

    expect(await showCommunity(world.as(stranger), here.id, "les-amis-du-ciel")).toEqual({ moved: "ciel-ouvert" });
    expect(await showCommunity(world.as(stranger), here.id, hidden.value.slug)).toBeNull();
    expect(await showCommunity(world.as(animator), here.id, hidden.value.slug)).toMatchObject({ moved: expect.stringMatching(/^ciel-couvert-/) });
    expect(refusal(await editCommunity(world.as(animator), open.value.id, given(), 1))).toBe("changed-meanwhile");
    expect(refusal(await editCommunity(world.as(stranger), open.value.id, given(), null))).toBe("forbidden");
    expect(refusal(await editCommunity(world.as(stranger), hidden.value.id, given(), null))).toBe("unknown");
  });

  test("it becomes private, or stops being so, only while nothing is published in it or on its way", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const [open, hidden, empty] = [await world.community(here), await world.community(here, { access: "private" }), await world.community(here)];
    const member = await world.member(here, { runs: [open, hidden, empty] });
    await published(world, member, here, open);
    await published(world, member, here, hidden, { intent: "schedule" });

    expect(refusal(await editCommunity(world.as(member), open, given({ access: "private" }), null))).toBe("holds-contents");
    expect(refusal(await editCommunity(world.as(member), hidden, given({ access: "request" }), null))).toBe("holds-contents");
    expect(refusal(await editCommunity(world.as(member), open, given({ access: "request" }), null))).toBe("done");
    expect(refusal(await editCommunity(world.as(member), empty, given({ access: "private" }), null))).toBe("done");
  });
});

describe("what is published in it", () => {
  test("what is scheduled for a private community comes out for its members only", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const community = await world.community(here, { access: "private" });
    const [writer, reader, stranger] = [await world.member(here, { communities: [community] }), await world.member(here, { communities: [community] }), await world.member(here)];
    const content = await published(world, writer, here, community, { intent: "schedule" });
    expect(await stateOf(world, content)).toMatchObject({ state: "scheduled" });

    const later = Temporal.Now.instant().add({ hours: 2 });
    await publishScheduled(world.db, content, later);

    expect(await stateOf(world, content)).toMatchObject({ state: "reserved" });
    expect((await listContents(world.db, here.id, {}, null, 10)).cards).toHaveLength(0);
    expect([await showContentAnywhere(world.as(stranger), content), (await showContentAnywhere(world.as(reader), content))?.id]).toEqual([null, content]);
  });

  test("whoever leaves a private community keeps their own texts and the right to take them back, and reads no others", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const community = await world.community(here, { access: "private" });
    const [writer, other] = [await world.member(here, { communities: [community] }), await world.member(here, { runs: [community] })];
    const [own, others] = [await published(world, writer, here, community), await published(world, other, here, community)];

    await setRole(world.as(writer), community, writer.id, null);
    const gone: MemberViewer = { ...writer, memberships: [] };

    expect((await showContentAnywhere(world.as(other), own))?.gathered?.id).toBe(community);
    expect((await showContentAnywhere(world.as(gone), own))?.gathered).toBeNull();
    expect([await showContentAnywhere(world.as(gone), others), await showCommunityAnywhere(world.as(gone), community)]).toEqual([null, null]);
    expect(refusal(await publish(world, gone, here, community, { content: own }))).toBe("done");
    expect(await stateOf(world, own)).toMatchObject({ state: "reserved" });
    expect(refusal(await publish(world, gone, here, community))).toBe("not-your-community");
  });

  test("those who moderate feature and take out, not from the territory; what was reserved goes back to its author's drafts", async () => {
    const world = await newWorld();
    const [here, there] = [await world.territory(), await world.territory()];
    const [open, hidden] = [await world.community(here), await world.community(here, { access: "private" })];
    const writer = await world.member(there, { communities: [open, hidden] });
    const [moderator, plain, neighbour] = [await world.member(here, { moderates: [open, hidden] }), await world.member(here, { communities: [open, hidden] }), await world.member(there, { animates: [there] })];
    await world.account(writer);
    const [shown, reserved] = [await published(world, writer, there, open), await published(world, writer, there, hidden)];
    const mails: string[] = [];
    const mail = async (_tx: unknown, to: string) => void mails.push(to);

    for (const who of [plain, neighbour]) expect(refusal(await featureInCommunity(world.as(who), shown, true))).toBe("forbidden");
    expect(refusal(await removeFromCommunity(world.as(neighbour), reserved, mail))).toBe("unknown");
    expect(refusal(await featureInCommunity(world.as(moderator), shown, true))).toBe("done");
    for (const content of [shown, reserved]) expect(refusal(await removeFromCommunity(world.as(moderator), content, mail))).toBe("done");

    expect(await stateOf(world, shown)).toEqual({ state: "published", community: null });
    expect(await stateOf(world, reserved)).toEqual({ state: "draft", community: null });
    expect((await listContents(world.db, there.id, {}, null, 10)).cards.map((card) => card.id)).toEqual([shown]);
    expect(mails).toEqual([1, 2].map(() => `${writer.handle}@example.org`));
    expect(refusal(await removeFromCommunity(world.as(moderator), shown, mail))).toBe("unknown");
  });
});

describe("an end", () => {
  test("on its day, on its territory's clock, it becomes read-only, once; reopened, it lives on", async () => {
    const world = await newWorld();
    const here = await world.territory();
    const community = await world.community(here);
    const member = await world.member(here, { runs: [community] });
    const before = await published(world, member, here, community);
    const draft = await published(world, member, here, community, { intent: "draft" });
    await editCommunity(world.as(member), community, given({ purpose: "class", archiveOn: "2031-07-05" }), null);
    const state = async () => (await showCommunityAnywhere(world.as(member), community))?.state;
    const { rows } = await sql<{ run_at: Temporal.Instant }>`select run_at from graphile_worker.jobs where task_identifier = 'archive-community'`.execute(world.db);
    expect(rows.map((row) => row.run_at.toString())).toEqual(["2031-07-04T22:00:00Z"]);

    await archiveOnItsDay(world.db, community, Temporal.Instant.from("2031-07-04T21:59:00Z"));
    expect(await state()).toBe("active");
    for (const _ of [1, 2]) await archiveOnItsDay(world.db, community, Temporal.Instant.from("2031-07-04T22:00:00Z"));

    expect([await state(), (await world.factsAbout(community)).filter((kind) => kind === "community.archived")]).toEqual(["archived", ["community.archived"]]);
    expect(refusal(await publish(world, member, here, community))).toBe("community-closed");
    expect(refusal(await publish(world, member, here, community, { content: draft }))).toBe("community-closed");
    expect(refusal(await publish(world, member, here, community, { content: before }))).toBe("done");
    expect(refusal(await featureInCommunity(world.as(member), before, true))).toBe("forbidden");
    expect(refusal(await archiveCommunity(world.as(await world.member(here)), community, false))).toBe("forbidden");
    expect(refusal(await archiveCommunity(world.as(member), community, false))).toBe("done");
    expect([await state(), (await showCommunityAnywhere(world.as(member), community))?.archiveOn]).toEqual(["active", null]);
    expect(refusal(await publish(world, member, here, community))).toBe("done");
  });
});
