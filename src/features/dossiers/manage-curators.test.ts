import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import { inTransaction } from "../../platform/database.ts";
import { addContent } from "./add-content.ts";
import { forgetMember } from "./forget-member.ts";
import { answerInvitation, handOver, inviteCurator, removeCurator } from "./manage-curators.ts";
import { decideSuggestion, takeBackSuggestion } from "./decide-suggestion.ts";
import { listCuratorsAnywhere, listInvitationsToAnywhere } from "./list-curators.ts";
import { listOutlineAnywhere } from "./list-outline.ts";
import { listOwnSuggestionsAnywhere, listSuggestionsAnywhere } from "./list-suggestions.ts";

const untold = async () => undefined;

async function kept(contributions: "open" | "suggested" | "closed" = "suggested") {
  const world = await newWorld();
  const [lille, grenoble] = [await world.territory(), await world.territory()];
  const [owner, second, stranger] = [await world.member(lille, { name: "Ada" }), await world.member(grenoble, { name: "Bo" }), await world.member(grenoble, { name: "Cy" })];
  const dossier = await world.dossier(owner, lille, { contributions });
  const who = async () => (await listCuratorsAnywhere(world.db, dossier)).map((each) => `${each.name}${each.owner ? "*" : ""}`);
  const join = async (member: typeof second) => {
    await inviteCurator(world.as(owner), dossier, { handle: member.handle }, untold);
    const [invitation] = await listInvitationsToAnywhere(world.db, member.id, Temporal.Now.instant());
    return answerInvitation(world.as(member), { id: invitation?.id ?? "" }, true);
  };
  return { world, lille, grenoble, owner, second, stranger, dossier, who, join };
}

test("a member invited by handle accepts and curates; the owner hands over, then leaves", async () => {
  const { world, owner, second, dossier, who, join } = await kept();

  await join(second);
  expect(await who()).toEqual(["Ada*", "Bo"]);
  expect(await removeCurator(world.as(owner), dossier, owner.id)).toMatchObject({ refusal: { kind: "hand-over-first" } });
  await handOver(world.as(owner), dossier, second.id);
  await removeCurator(world.as(owner), dossier, owner.id);

  expect(await who()).toEqual(["Bo*"]);
  expect(await world.factsAbout(dossier)).toEqual(["content.published", "dossier.curators_changed", "dossier.curators_changed", "dossier.curators_changed"]);
});

test("an invitation by mail opens once, one by name opens in nobody else's hands, and the answer says of no address whether it has an account", async () => {
  const { world, owner, second, stranger, dossier, who } = await kept();
  const sent: { to: string; secret: string }[] = [];
  const mail = async (_tx: unknown, to: string, secret: string) => void sent.push({ to, secret });
  await world.account(second);

  expect(await inviteCurator(world.as(owner), dossier, { email: "inconnue@example.org" }, mail)).toMatchObject({ done: true });
  expect(await inviteCurator(world.as(owner), dossier, { handle: second.handle }, mail)).toMatchObject({ done: true });
  expect(sent.map((each) => each.to)).toEqual(["inconnue@example.org", `${second.handle}@example.org`]);
  const [byMail, byName] = sent.map((each) => each.secret);

  expect(await answerInvitation(world.as(stranger), { secret: byName ?? "" }, true)).toMatchObject({ refusal: { kind: "stale" } });
  expect(await answerInvitation(world.as(stranger), { secret: byMail ?? "" }, true)).toMatchObject({ done: true });
  expect(await answerInvitation(world.as(second), { secret: byMail ?? "" }, true)).toMatchObject({ refusal: { kind: "stale" } });
  expect(await who()).toEqual(["Ada*", "Cy"]);
});

test("only the owner says who curates: not another curator, not the animator, not a stranger", async () => {
  const { world, lille, second, stranger, owner, dossier, who, join } = await kept();
  const animator = await world.member(lille, { animates: [lille] });
  await join(second);

  for (const viewer of [second, animator, stranger]) {
    expect(await inviteCurator(world.as(viewer), dossier, { handle: stranger.handle }, untold)).toMatchObject({ refusal: { kind: "forbidden" } });
    expect(await handOver(world.as(viewer), dossier, second.id)).toMatchObject({ refusal: { kind: "forbidden" } });
    expect(await removeCurator(world.as(viewer), dossier, owner.id)).toMatchObject({ refusal: { kind: "forbidden" } });
  }
  expect(await who()).toEqual(["Ada*", "Bo"]);
});

test("what a member suggests waits for the curators, who are told once; the suggester is told the answer", async () => {
  const { world, owner, stranger, grenoble, dossier } = await kept("suggested");
  const [first, second, hidden] = [await world.article(owner, grenoble), await world.article(owner, grenoble), await world.article(owner, grenoble, { intent: "draft" })];
  const told: string[] = [];
  const tell = async (_tx: unknown, _dossier: unknown, whom: unknown) => void told.push(JSON.stringify(whom));
  const suggest = (content: typeof first, note = "") => addContent(world.as(stranger), { dossier, content, note }, tell);

  expect([(await suggest(first, "Un mot")).done, (await suggest(second)).done, (await suggest(first)).done, (await suggest(hidden)).done]).toEqual([true, true, false, false]);
  expect(told).toEqual([JSON.stringify([owner.id])]);
  expect((await listOutlineAnywhere(world.db, dossier))[0]?.entries).toEqual([]);

  const [one, two] = await listSuggestionsAnywhere(world.db, dossier);
  expect([one?.word, one?.by]).toEqual(["Un mot", "Cy"]);
  expect(await decideSuggestion(world.as(stranger), one?.id ?? never(), { accepted: true, answer: "" }, tell)).toMatchObject({ refusal: { kind: "unknown" } });
  await decideSuggestion(world.as(owner), one?.id ?? never(), { accepted: true, answer: "Merci" }, tell);
  await decideSuggestion(world.as(owner), two?.id ?? never(), { accepted: false, answer: "" }, tell);

  expect((await listOutlineAnywhere(world.db, dossier))[0]?.entries.map((entry) => entry.content)).toEqual([first]);
  expect((await listOwnSuggestionsAnywhere(world.db, stranger.id)).map((each) => [each.state, each.answer])).toEqual([["refused", ""], ["accepted", "Merci"]]);
  expect(told.slice(1)).toEqual([JSON.stringify(stranger.id), JSON.stringify(stranger.id)]);
});

test("a suggestion is taken back by its suggester only, and a content withdrawn meanwhile can't be let in", async () => {
  const { world, owner, second, stranger, grenoble, dossier } = await kept("suggested");
  const content = await world.article(owner, grenoble);
  await addContent(world.as(stranger), { dossier, content, note: "" });
  const [waiting] = await listSuggestionsAnywhere(world.db, dossier);
  await sql`update contents set state = 'withdrawn' where id = ${content}`.execute(world.db);

  expect(await decideSuggestion(world.as(owner), waiting?.id ?? never(), { accepted: true, answer: "" }, untold)).toMatchObject({ refusal: { kind: "gone" } });
  expect(await takeBackSuggestion(world.as(second), waiting?.id ?? never())).toMatchObject({ done: false });
  expect(await takeBackSuggestion(world.as(stranger), waiting?.id ?? never())).toMatchObject({ done: true });
  expect(await listSuggestionsAnywhere(world.db, dossier)).toEqual([]);
});

test("E10: when its owner erases their account, a dossier of several stays with the others, and what they suggested goes", async () => {
  const { world, owner, second, lille, join, who } = await kept("suggested");
  await join(second);
  const elsewhere = await world.dossier(second, lille, { contributions: "suggested" });
  const content = await world.article(second, lille);
  await addContent(world.as(owner), { dossier: elsewhere, content, note: "de ma part" });

  await inTransaction(world.db, (tx) => forgetMember(tx, owner.id));

  expect(await who()).toEqual(["Bo*"]);
  expect(await listSuggestionsAnywhere(world.db, elsewhere)).toEqual([]);
});

function never(): never {
  throw new Error("There is none");
}
