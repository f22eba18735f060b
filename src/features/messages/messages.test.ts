import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld, type World } from "../../../tests/support/world.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import type { MemberViewer } from "../../platform/viewer.ts";
import { eraseMember } from "../erasure/erase-member.ts";
import { inTransaction } from "../../platform/database.ts";
import { blockMember, chooseAcceptance } from "./block-member.ts";
import { editMessage, withdrawMessage } from "./change-message.ts";
import { forgetOldMessages } from "./forget-old-messages.ts";
import { countUnreadAnywhere, listBlockedAnywhere, listConversationsAnywhere } from "./list-conversations.ts";
import { readConversation } from "./read-conversation.ts";
import { sendMessage, type SentMessage } from "./send-message.ts";
import { findMessageAnywhere, showConversationAnywhere } from "./show-conversation.ts";

async function setting() {
  const world = await newWorld();
  const here = await world.territory();
  const [ana, bo, animator] = [await world.member(here, { name: "Ana" }), await world.member(here, { name: "Bo" }), await world.member(here, { animates: [here], coordinator: true })];
  // Members of old: who has just come opens few conversations.
  await sql`update members set created_at = now() - interval '1 month'`.execute(world.db);
  return { world, here, ana, bo, animator };
}

async function tell(world: World, by: MemberViewer, to: MemberViewer, text: string): Promise<SentMessage> {
  const outcome = await sendMessage(world.as(by), { to: to.id, body: fromMarkdown(text), submission: null });
  if (!outcome.done) throw new Error(outcome.refusal.kind);
  return outcome.value;
}

async function read(world: World, by: MemberViewer, { conversation }: SentMessage): Promise<string[] | null> {
  const found = await showConversationAnywhere(world.as(by), conversation, null, 100);
  return found && found.messages.map((message) => plainText(message.body));
}

test("two members write to each other in one conversation, whoever begins; nobody else reads it, animators and coordination neither", async () => {
  const { world, ana, bo, animator } = await setting();
  const [first, , back] = [await tell(world, ana, bo, "Bonjour"), await tell(world, animator, ana, "Autre chose"), await tell(world, bo, ana, "Bonsoir")];

  expect(back.conversation).toBe(first.conversation);
  expect([await read(world, ana, first), await read(world, bo, first), await read(world, animator, first)]).toEqual([["Bonjour", "Bonsoir"], ["Bonjour", "Bonsoir"], null]);
  expect(await showConversationAnywhere({ ...world.as(ana), viewer: { kind: "visitor" } }, first.conversation, null, 100)).toBeNull();
  expect([await findMessageAnywhere(world.as(animator), first.id), (await findMessageAnywhere(world.as(bo), first.id))?.id]).toEqual([null, first.id]);
  expect(await sendMessage(world.as(ana), { to: ana.id, body: fromMarkdown("Moi"), submission: null })).toMatchObject({ refusal: { kind: "unknown" } });
});

test("what one sends twice is written once, even at the same instant, and two who begin at once have one conversation", async () => {
  const { world, ana, bo } = await setting();
  const submission = crypto.randomUUID();
  await Promise.all([1, 2, 3].map(() => sendMessage(world.as(ana), { to: bo.id, body: fromMarkdown("Une fois"), submission })));
  const outcomes = await Promise.all([[ana, bo], [bo, ana]].map(([by, to]) => sendMessage(world.as(by as MemberViewer), { to: (to as MemberViewer).id, body: fromMarkdown("Ensemble"), submission: null })));

  const [mine, theirs] = outcomes.map((each) => (each.done ? each.value.conversation : null));
  expect(mine).toBe(theirs);
  expect((await read(world, bo, { id: "" as SentMessage["id"], conversation: mine as SentMessage["conversation"] }))?.filter((words) => words === "Une fois")).toHaveLength(1);
});

test("what waits to be read comes first and is counted; opening it reads it, and taking it back leaves nothing to read", async () => {
  const { world, here, ana, bo } = await setting();
  const zoe = await world.member(here, { name: "Zoé" });
  await tell(world, zoe, ana, "Ancien, non lu");
  const answered = await tell(world, bo, ana, "Récent");
  await readConversation(world.as(ana), answered.conversation);
  const lines = async () => (await listConversationsAnywhere(world.db, ana.id, null, 30)).lines.map((line) => [line.other?.name, line.unread, line.words, line.own]);

  expect(await lines()).toEqual([["Zoé", 1, "Ancien, non lu", false], ["Bo", 0, "Récent", false]]);
  expect(await countUnreadAnywhere(world.db, ana.id)).toBe(1);

  const late = await tell(world, bo, ana, "À retirer");
  expect(await countUnreadAnywhere(world.db, ana.id)).toBe(2);
  expect(await withdrawMessage(world.as(ana), late.id)).toMatchObject({ refusal: { kind: "forbidden" } });
  expect((await withdrawMessage(world.as(bo), late.id)).done).toBe(true);
  expect(await countUnreadAnywhere(world.db, ana.id)).toBe(1);
  expect(await read(world, ana, late)).toEqual(["Récent", ""]);
  expect((await editMessage(world.as(bo), late.id, fromMarkdown("Revenu"))).done).toBe(false);

  const pages: (string | undefined)[] = [];
  let from: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listConversationsAnywhere>> = await listConversationsAnywhere(world.db, ana.id, from, 1);
    pages.push(...page.lines.map((line) => line.other?.name));
    from = page.next;
  } while (from);
  expect(pages).toEqual(["Zoé", "Bo"]);
});

test("a long conversation is read page by page, the latest first", async () => {
  const { world, ana, bo } = await setting();
  let last = await tell(world, ana, bo, "n0");
  for (let n = 1; n < 7; n++) last = await tell(world, n % 2 ? bo : ana, n % 2 ? ana : bo, `n${n}`);
  const seen: string[][] = [];
  let before: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof showConversationAnywhere>> = await showConversationAnywhere(world.as(bo), last.conversation, before, 3);
    seen.push((page?.messages ?? []).map((message) => plainText(message.body)));
    before = page?.earlier ?? null;
  } while (before);

  expect(seen).toEqual([["n4", "n5", "n6"], ["n1", "n2", "n3"], ["n0"]]);
});

test("whoever is blocked sees their message sent, and it is shown, counted and told to nobody; unblocked, what comes later arrives", async () => {
  const { world, ana, bo } = await setting();
  const jobs = async () => (await sql`select from graphile_worker.jobs where task_identifier = 'message-mails'`.execute(world.db)).rows.length;
  const before = await jobs();
  await blockMember(world.as(bo), ana.id, true);
  const lost = await tell(world, ana, bo, "Tu m’entends ?");

  expect([await read(world, ana, lost), await read(world, bo, lost), await findMessageAnywhere(world.as(bo), lost.id)]).toEqual([["Tu m’entends ?"], null, null]);
  expect([(await listConversationsAnywhere(world.db, bo.id, null, 9)).lines, await countUnreadAnywhere(world.db, bo.id)]).toEqual([[], 0]);
  expect(await jobs()).toBe(before);
  expect(await sendMessage(world.as(bo), { to: ana.id, body: fromMarkdown("Non"), submission: null })).toMatchObject({ refusal: { kind: "blocked" } });
  expect((await listBlockedAnywhere(world.db, bo.id)).map((each) => each.name)).toEqual(["Ana"]);

  await blockMember(world.as(bo), ana.id, false);
  const heard = await tell(world, ana, bo, "Et maintenant ?");
  expect(await jobs()).toBe(before + 1);
  expect(await read(world, bo, heard)).toEqual(["Et maintenant ?"]);
  expect(await read(world, ana, heard)).toEqual(["Tu m’entends ?", "Et maintenant ?"]);
});

test("a member takes messages of those whom they follow or have written to, or of nobody, and a block doesn't show through it", async () => {
  const { world, ana, bo } = await setting();
  const outcome = async () => {
    const sent = await sendMessage(world.as(ana), { to: bo.id, body: fromMarkdown("Bonjour"), submission: null });
    return sent.done ? "sent" : sent.refusal.kind;
  };
  await chooseAcceptance(world.as(bo), "known");
  expect(await outcome()).toBe("strangers-declined");
  await blockMember(world.as(bo), ana.id, true);
  expect(await outcome()).toBe("strangers-declined");
  await blockMember(world.as(bo), ana.id, false);
  await sql`insert into follows (member_id, kind, target, at) values (${bo.id}, 'member', ${ana.id}, now())`.execute(world.db);
  expect(await outcome()).toBe("sent");
  await sql`delete from follows where member_id = ${bo.id}`.execute(world.db);
  expect(await outcome()).toBe("strangers-declined");
  await tell(world, bo, ana, "C’est moi qui écris");
  expect(await outcome()).toBe("sent");

  await chooseAcceptance(world.as(bo), "nobody");
  expect(await outcome()).toBe("declined");
  await blockMember(world.as(bo), ana.id, true);
  expect(await outcome()).toBe("declined");
});

test("who has just come opens three conversations a day, even at once; those that exist stay open", async () => {
  const { world, here } = await setting();
  const fresh = await world.member(here);
  const others = await Promise.all([1, 2, 3, 4, 5].map(() => world.member(here)));
  const outcomes = await Promise.all(others.map((to) => sendMessage(world.as(fresh), { to: to.id, body: fromMarkdown("Bonjour"), submission: null })));

  expect(outcomes.filter((each) => each.done)).toHaveLength(3);
  expect(outcomes.filter((each) => !each.done && each.refusal.kind === "too-many")).toHaveLength(2);
  const [known] = outcomes.flatMap((each, index) => (each.done ? [others[index]] : []));
  expect(known && (await sendMessage(world.as(fresh), { to: known.id, body: fromMarkdown("Encore"), submission: null })).done).toBe(true);
});

test("who leaves takes along what they wrote, whatever becomes of the rest, and leaves no name; what was written to them stays its author's", async () => {
  const { world, here, ana, bo } = await setting();
  const zoe = await world.member(here);
  await Promise.all([ana, bo].map((each) => world.account(each)));
  const kept = await tell(world, ana, bo, "De moi");
  await tell(world, bo, ana, "Réponse");
  const gone = await tell(world, ana, zoe, "À Zoé");
  await blockMember(world.as(zoe), ana.id, true);

  await inTransaction(world.db, (tx) => eraseMember(tx, ana.id, "keep"));

  expect(await read(world, bo, kept)).toEqual(["Réponse"]);
  expect((await showConversationAnywhere(world.as(bo), kept.conversation, null, 9))?.other).toBeNull();
  expect([await read(world, zoe, gone), await countUnreadAnywhere(world.db, zoe.id), await listBlockedAnywhere(world.db, zoe.id)]).toEqual([null, 0, []]);
  const { rows } = await sql<{ row: string }>`select c::text as row from conversations c union all select m::text from messages m union all select p::text from conversation_members p`.execute(world.db);
  expect(rows.filter(({ row }) => row.includes(ana.id))).toEqual([]);
});

test("messages are kept for two years", async () => {
  const { world, ana, bo } = await setting();
  const old = await tell(world, ana, bo, "Il y a longtemps");
  await sql`update messages set at = now() - interval '731 days' where id = ${old.id}`.execute(world.db);
  const fresh = await tell(world, ana, bo, "Hier");
  await forgetOldMessages(world.db, Temporal.Now.instant());
  expect(await read(world, bo, fresh)).toEqual(["Hier"]);

  await sql`update messages set at = now() - interval '731 days'`.execute(world.db);
  await forgetOldMessages(world.db, Temporal.Now.instant());
  expect((await sql`select from conversations`.execute(world.db)).rows).toEqual([]);
});
