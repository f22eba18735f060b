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
