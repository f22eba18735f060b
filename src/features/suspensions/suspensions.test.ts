import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import { inTransaction } from "../../platform/database.ts";
import type { ContentId, MemberId } from "../../platform/ids.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import { findMemberViewerAnywhere } from "../accounts/find-viewer.ts";
import { addComment } from "../comments/add-comment.ts";
import { listCommentsAnywhere } from "../comments/list-comments.ts";
import { publishScheduled, withdraw } from "../contents/change-state.ts";
import { articleInput, writeArticle } from "../articles/write-article.ts";
import { eraseMember } from "../erasure/erase-member.ts";
import type { OutgoingMail } from "../mails/mail.ts";
import { findMemberAnywhere } from "../members/show-member.ts";
import { endSuspension, liftSuspension } from "./lift-suspension.ts";
import { listSuspensions } from "./list-suspensions.ts";
import { suspendMember } from "./suspend-member.ts";
import type { SuspensionId } from "./suspension.ts";

async function setting() {
  const world = await newWorld();
  const [here, elsewhere] = [await world.territory(), await world.territory()];
  const member = await world.member(here, { name: "Ulysse Absent" });
  const [other, animator] = [await world.member(here), await world.member(here, { animates: [here] })];
  const email = await world.account(member);
  const mail = (told: { email: string; reason?: string }): OutgoingMail => ({ to: told.email, subject: "", text: told.reason ?? "rouvert", html: "" });
  const suspend = async (by: MemberViewer, whom: MemberId, more: { reason?: string; days?: number | null } = {}) => suspendMember(world.as(by), { member: whom, reason: more.reason ?? "Publicité", days: more.days ?? null }, mail);
  const lift = (by: MemberViewer, id: SuspensionId) => liftSuspension(world.as(by), id, mail);
  const states = async (...ids: ContentId[]) => {
    const { rows } = await sql<{ id: string; state: string }>`select id, state from contents where id = any(${ids}::uuid[])`.execute(world.db);
    return ids.map((id) => rows.find((row) => row.id === id)?.state);
  };
  const sent = async () => (await sql<{ text: string }>`select body_text as text from accounts.mails where recipient = ${email} order by created_at, id`.execute(world.db)).rows.map((row) => row.text);
  return { world, here, elsewhere, member, other, animator, suspend, lift, states, sent, mail };
}

function need<T>(outcome: { done: true; value: T } | { done: false; refusal: unknown }): T {
  if (!outcome.done) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
}

test("what a suspended member wrote alone leaves its readers and comes back as it was; what others sign too stays, and so does what nobody read", async () => {
  const { world, here, member, other, animator, suspend, lift, states, sent } = await setting();
  const [shown, event, dossier] = [await world.article(member, here, { title: "Sel", tags: ["mer"] }), await world.event(member, here), await world.dossier(member, here)];
  const [draft, gone, together] = [await world.article(member, here, { intent: "draft" }), await world.article(member, here), await world.article(member, here)];
  await withdraw(world.as(member), gone);
  await sql`insert into content_authors (content_id, member_id, position, published_at) values (${together}, ${other.id}, 1, now())`.execute(world.db);
  const inLists = async () => (await sql<{ n: number }>`select (select count(*) from search_entries where content_id = ${shown})::int + (select count(*) from content_tags where content_id = ${shown} and published_at is not null)::int as n`.execute(world.db)).rows[0]?.n;
  const before = await inLists();

  const id = need(await suspend(animator, member.id));

  expect(await states(shown, event, dossier, draft, gone, together)).toEqual(["suspended", "suspended", "suspended", "draft", "withdrawn", "published"]);
  expect([before, await inLists()]).toEqual([2, 0]);
  expect([await findMemberViewerAnywhere(world.db, member.id), await findMemberAnywhere(world.db, member.handle)]).toEqual([null, null]);
  // An animator who corrects it doesn't bring it back.
  const corrected = await writeArticle(world.as(animator), { content: shown, moderation: "after" }, articleInput.parse({ title: "Sel fin", genre: "news", body: fromMarkdown("Texte") }), { intent: "publish", publishAt: null, submission: null, revision: null });
  expect([corrected.done, await states(shown)]).toEqual([true, ["suspended"]]);

  expect((await lift(animator, id)).done).toBe(true);
  expect(await states(shown, event, dossier, draft, gone, together)).toEqual(["published", "published", "published", "draft", "withdrawn", "published"]);
  expect(await inLists()).toBeGreaterThan(0);
  expect((await sql`select from tombstones where content_id = ${shown}`.execute(world.db)).rows).toEqual([]);
  expect((await findMemberViewerAnywhere(world.db, member.id))?.id).toBe(member.id);
  expect(await sent()).toEqual(["Publicité", "rouvert"]);
});

test("what they said is read no more under what others wrote, the thread keeps its place, and it is counted again when they are back", async () => {
  const { world, here, member, other, animator, suspend, lift } = await setting();
  const theirs = await world.article(other, here);
  const said = need(await addComment(world.as(member), { content: theirs, parent: null, body: fromMarkdown("Achetez mon sel"), submission: null }));
  need(await addComment(world.as(other), { content: theirs, parent: said, body: fromMarkdown("Non merci"), submission: null }));
  const discussion = async () => [(await sql<{ n: number }>`select comments as n from contents where id = ${theirs}`.execute(world.db)).rows[0]?.n, ...(await listCommentsAnywhere(world.db, theirs, null)).comments.map((each) => `${each.state} ${plainText(each.body)}`)];

  const id = need(await suspend(animator, member.id));
  expect(await discussion()).toEqual([1, "suspended ", "visible Non merci"]);

  await lift(animator, id);
  expect(await discussion()).toEqual([2, "visible Achetez mon sel", "visible Non merci"]);
});

test("what was to come out during a suspension waits for its end, and what waited for an animator waits on", async () => {
  const { world, here, member, animator, suspend, lift, states } = await setting();
  const [soon, read] = [await world.article(member, here, { intent: "draft" }), await world.article(member, here, { intent: "draft" })];
  const past = Temporal.Now.instant().subtract({ hours: 1 });
  await sql`update contents set state = 'scheduled', publish_at = ${past} where id = ${soon}`.execute(world.db);
  await sql`update contents set state = 'review' where id = ${read}`.execute(world.db);

  const id = need(await suspend(animator, member.id));
  await publishScheduled(world.db, soon, Temporal.Now.instant());
  expect(await states(soon, read)).toEqual(["suspended", "suspended"]);

  await lift(animator, id);
  expect(await states(soon, read)).toEqual(["published", "review"]);
});

test("an animator suspends who lives on their territory, never who animates, and the coordination anybody but its own; a reason is needed", async () => {
  const { world, here, elsewhere, member, animator, suspend } = await setting();
  const [neighbour, colleague, coordinator, another] = [await world.member(elsewhere, { animates: [elsewhere] }), await world.member(here, { animates: [here] }), await world.member(elsewhere, { coordinator: true }), await world.member(here, { coordinator: true })];
  const refusal = async (by: MemberViewer, whom: MemberViewer, reason = "Publicité") => {
    const outcome = await suspend(by, whom.id, { reason });
    return outcome.done ? "done" : outcome.refusal.kind;
  };

  expect(await refusal(neighbour, member)).toBe("forbidden");
  expect(await refusal(member, neighbour)).toBe("forbidden");
  expect(await refusal(animator, colleague)).toBe("forbidden");
  expect(await refusal(animator, another)).toBe("forbidden");
  expect(await refusal(coordinator, another)).toBe("forbidden");
  expect(await refusal(animator, animator)).toBe("forbidden");
  expect(await refusal(animator, member, "  ")).toBe("reason-needed");
  expect((await sql`select from suspensions where territory_id in (${here.id}, ${elsewhere.id})`.execute(world.db)).rows).toEqual([]);
  expect(await refusal(coordinator, colleague)).toBe("done");
  expect(await refusal(animator, member)).toBe("done");
  expect(await refusal(coordinator, member)).toBe("suspended-already");
});

test("what the coordination decided, it alone lifts; the territory reads who decided what, and what is over stays told", async () => {
  const { world, here, elsewhere, member, animator, suspend, lift } = await setting();
  const coordinator = await world.member(elsewhere, { coordinator: true, name: "Cécile Coordonne" });
  const id = need(await suspend(coordinator, member.id, { reason: "Menaces" }));

  expect(await lift(animator, id)).toMatchObject({ done: false, refusal: { kind: "forbidden" } });
  expect((await listSuspensions(world.db, here.id, "standing", null, 10)).items).toMatchObject([{ id, member: { name: "Ulysse Absent" }, decidedBy: "coordination", by: "Cécile Coordonne", reason: "Menaces", endedAt: null }]);
  expect((await listSuspensions(world.db, elsewhere.id, "standing", null, 10)).items).toEqual([]);

  expect((await lift(coordinator, id)).done).toBe(true);
  expect(await lift(coordinator, id)).toMatchObject({ done: false, refusal: { kind: "unknown" } });
  expect((await listSuspensions(world.db, here.id, "ended", null, 10)).items).toMatchObject([{ id, endedBy: "Cécile Coordonne" }]);
});

test("a suspension for a time ends by itself, once, and not before", async () => {
  const { world, member, animator, suspend, sent, mail } = await setting();
  const id = need(await suspend(animator, member.id, { days: 7 }));
  const { rows: jobs } = await sql<{ at: Temporal.Instant }>`select run_at as at from graphile_worker.jobs where task_identifier = 'end-suspension'`.execute(world.db);
  expect(jobs).toHaveLength(1);
  const now = Temporal.Now.instant();

  await endSuspension(world.db, id, now.add({ hours: 24 * 6 }), mail);
  expect(await findMemberViewerAnywhere(world.db, member.id)).toBeNull();
  for (const _ of [1, 2]) await endSuspension(world.db, id, now.add({ hours: 24 * 8 }), mail);

  expect((await findMemberViewerAnywhere(world.db, member.id))?.id).toBe(member.id);
  expect(await sent()).toEqual(["Publicité", "rouvert"]);
});

test("suspended by several at the same instant, they are suspended once, and told once", async () => {
  const { world, here, member, animator, suspend, sent } = await setting();
  const second = await world.member(here, { animates: [here] });

  const outcomes = await Promise.all([suspend(animator, member.id), suspend(second, member.id), suspend(animator, member.id)]);

  expect(outcomes.filter((each) => each.done)).toHaveLength(1);
  expect(await sent()).toHaveLength(1);
});

test("whoever is erased while suspended leaves nothing that comes back", async () => {
  const { world, here, member, other, animator, suspend } = await setting();
  const [shown, theirs] = [await world.article(member, here), await world.article(other, here)];
  need(await addComment(world.as(member), { content: theirs, parent: null, body: fromMarkdown("Achetez mon sel"), submission: null }));
  need(await suspend(animator, member.id));

  await inTransaction(world.db, (tx) => eraseMember(tx, member.id, "keep"));

  expect((await sql`select from contents where id = ${shown} union all select from suspensions where member_id = ${member.id}`.execute(world.db)).rows).toEqual([]);
  expect((await sql`select state, body::text as body from comments where content_id = ${theirs}`.execute(world.db)).rows).toEqual([{ state: "withdrawn", body: expect.not.stringContaining("sel") as string }]);
});
