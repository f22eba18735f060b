import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { bookedEvent } from "../../../tests/support/booker.ts";
import { rowsSaying } from "../../../tests/support/everything.ts";
import { newWorld } from "../../../tests/support/world.ts";
import { inTransaction } from "../../platform/database.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { bookSeats } from "../bookings/book-seats.ts";
import { bookingInput } from "../bookings/input.ts";
import { addContent } from "../dossiers/add-content.ts";
import { askToActFor, decideClaim } from "../structures/claim-structure.ts";
import { tellAnimators } from "../structures/tell-animators.ts";
import type { StructureId } from "../../platform/ids.ts";
import { eraseMember } from "./erase-member.ts";

/** A member who owns a structure, curates a dossier, administers a community, has booked, with and without the account, and has answered a call. */
async function busyMember() {
  const world = await newWorld();
  const here = await world.territory();
  const mark = randomBytes(4).toString("hex");
  const member = await world.member(here, { name: `Armelle ${mark}` });
  const email = await world.account(member);
  const [organiser, heir] = [await world.member(here), await world.member(here)];

  const structure = await world.structure(here);
  for (const [who, role, days] of [[member, "owner", 9], [heir, "editor", 3]] as const) await sql`insert into structure_members (structure_id, member_id, role, since) values (${structure}, ${who.id}, ${role}, now() - make_interval(days => ${days}))`.execute(world.db);
  const dossier = await world.dossier(member, here, { title: "Un dossier tenu seule" });
  await addContent(world.as(member), { dossier, content: await world.article(organiser, here), note: "À garder" });
  const community = await world.community(here, { access: "request" });
  for (const [who, role] of [[member, "administrator"], [heir, "member"]] as const) await sql`insert into community_members (community_id, member_id, role, state, since) values (${community}, ${who.id}, ${role}, 'in', now())`.execute(world.db);

  const booked = await bookedEvent(world, organiser, here, { offer: { capacity: 4, mostEach: 4 } });
  const time = (await booked.times())[0]?.id;
  for (const [viewer, seats, address] of [[member, 2, email], [{ kind: "visitor" } as const, 1, `Autre-${email}`]] as const) {
    const outcome = await bookSeats(world.as(viewer), booked.event, bookingInput.parse({ time, seats: { kseat: seats }, name: member.name, email: address, locale: "fr", submission: null, answers: {} }));
    if (!outcome.done) throw new Error(outcome.refusal.kind);
  }
  // Later the second address became the account's own.
  await sql`update accounts.users set email = ${`autre-${email}`} where id = ${member.id}`.execute(world.db);
  expect(await booked.book("zoe", 3)).toBe("waiting");

  const call = await world.announcement(organiser, here);
  await sql`insert into calls (content_id, territory_id, questions, closes_at, keep_months, forget_at) select id, territory_id, '[]', now() + interval '9 days', 3, now() + interval '99 days' from contents where id = ${call}`.execute(world.db);
  await sql`insert into answers (id, content_id, member_id, answered, sent_at, changed_at) values (gen_random_uuid(), ${call}, ${member.id}, ${JSON.stringify([{ question: "Qui ?", answer: member.name }])}::jsonb, now(), now())`.execute(world.db);
  await sql`insert into answer_files (id, content_id, member_id, name, type, size, bytes, created_at) values (gen_random_uuid(), ${call}, ${member.id}, ${`cv-${member.handle}.pdf`}, 'application/pdf', 3, 'abc', now())`.execute(world.db);
  return { world, here, member, email, heir, structure, dossier, community, booked };
}

for (const choice of ["keep", "delete"] as const) {
  test(`a member who owns a structure, curates a dossier, has booked and has answered leaves nothing of themselves (${choice})`, async () => {
    const { world, member, email, heir, structure, dossier, community, booked } = await busyMember();
    expect((await rowsSaying(world, [member.id, member.name, email, member.handle])).length).toBeGreaterThan(15);

    await inTransaction(world.db, (tx) => eraseMember(tx, member.id, choice));

    expect(await rowsSaying(world, [member.id, member.name, email, member.handle])).toEqual([]);
    const { rows: roles } = await sql<{ role: string }>`select role from structure_members where structure_id = ${structure} and member_id = ${heir.id} union all select role from community_members where community_id = ${community} and member_id = ${heir.id}`.execute(world.db);
    expect(roles.map((each) => each.role)).toEqual(["owner", "member"]);
    expect((await sql`select from contents where id = ${dossier}`.execute(world.db)).rows).toHaveLength(choice === "keep" ? 1 : 0);
    // Their seats go to those who waited.
    expect(await booked.states()).toEqual(["zoe booked"]);
  });
}

test("a member who is named in a text of somebody else's that nobody has published yet is named there no more", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const [member, other] = [await world.member(here), await world.member(here)];
  const draft = await world.article(other, here, { intent: "draft", body: `À voir avec @${member.handle}.` });

  await inTransaction(world.db, (tx) => eraseMember(tx, member.id, "keep"));

  const { rows } = await sql<{ body: object }>`select body from contents where id = ${draft}`.execute(world.db);
  expect(rows[0]?.body).toEqual(fromMarkdown("À voir avec @…."));
});

test("the territory's animators are told of a structure that nobody acts for any more, once, and anybody may claim it", async () => {
  const world = await newWorld();
  const [here, elsewhere] = [await world.territory(), await world.territory()];
  const [owner, animator, neighbour, next] = [await world.member(here, { name: "Basile Seulement" }), await world.member(here, { animates: [here] }), await world.member(elsewhere, { animates: [elsewhere] }), await world.member(here)];
  const [email, toAnimator, toNeighbour] = [await world.account(owner), await world.account(animator), await world.account(neighbour)];
  const [alone, shared, claimed] = [await world.structure(here, { name: "Le Phare" }), await world.structure(here), await world.structure(here)];
  for (const [structure, who] of [[alone, owner], [shared, owner], [claimed, owner], [shared, next]] as const) await sql`insert into structure_members (structure_id, member_id, role, since) values (${structure}, ${who.id}, 'owner', now())`.execute(world.db);

  await inTransaction(world.db, (tx) => eraseMember(tx, owner.id, "keep"));
  expect((await askToActFor(world.as(next), claimed, "")).done).toBe(true);
  await sql`insert into structure_members (structure_id, member_id, role, since) values (${claimed}, ${next.id}, 'owner', now())`.execute(world.db);
  const { rows: jobs } = await sql<{ structure: StructureId }>`select payload ->> 'structure' as structure from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'structure-left-mails'`.execute(world.db);
  expect(jobs.map((each) => each.structure).sort()).toEqual([alone, claimed].sort());
  for (const { structure } of [...jobs, ...jobs]) await tellAnimators(world.db, structure, ({ email: to, structure: { name } }) => ({ to, subject: name, text: name, html: "" }));

  const { rows } = await sql<{ to: string; text: string }>`select recipient as to, body_text as text from accounts.mails where recipient = any(${[toAnimator, toNeighbour]}::text[])`.execute(world.db);
  expect(rows.map((row) => row.to)).toEqual([toAnimator]);
  expect(rows[0]?.text).toBe("Le Phare");
  expect(await rowsSaying(world, [owner.id, owner.name, email, owner.handle])).toEqual([]);
  const asked = await askToActFor(world.as(next), alone, "Je reprends le phare.");
  expect(asked.done).toBe(true);
  const { rows: claims } = await sql<{ id: string }>`select id from structure_claims where structure_id = ${alone} and state = 'waiting'`.execute(world.db);
  expect((await decideClaim(world.as(animator), claims[0]?.id ?? "", true)).done).toBe(true);
  expect((await sql<{ role: string }>`select role from structure_members where structure_id = ${alone}`.execute(world.db)).rows).toEqual([{ role: "owner" }]);
});
