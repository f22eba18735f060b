import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import { visitor } from "../../platform/viewer.ts";
import { answerProposal, attachChild, detachChild } from "./attach-child.ts";
import { duplicateEvent } from "./duplicate-event.ts";
import { listProgrammeAnywhere } from "./list-programme.ts";
import { showFamilyAnywhere } from "./show-family.ts";

test("a festival, its days and their workshops are one programme; a circle and a fourth level are refused", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const author = await world.member(here);
  const [festival, day, workshop, lower] = [await world.event(author, here), await world.event(author, here), await world.event(author, here), await world.event(author, here)];
  await world.event(author, here, { title: "Ailleurs" });
  const put = (child: typeof day, parent: typeof day) => attachChild(world.as(author), { child, parent });

  // From below: what is attached brings what is under it.
  expect(await put(workshop, day)).toEqual({ done: true, value: "attached" });
  expect(await put(day, festival)).toEqual({ done: true, value: "attached" });

  expect((await listProgrammeAnywhere(world.db, { id: festival, highest: true })).map((line) => line.id).sort()).toEqual([day, workshop].sort());
  expect((await listProgrammeAnywhere(world.db, { id: day, highest: false })).map((line) => line.id)).toEqual([workshop]);
  expect(await put(festival, workshop)).toEqual({ done: false, refusal: "circle" });
  expect(await put(festival, festival)).toEqual({ done: false, refusal: "itself" });
  expect(await put(workshop, day)).toEqual({ done: false, refusal: "already_there" });
  expect(await put(lower, workshop)).toEqual({ done: false, refusal: "too_deep" });
  expect(await world.factsAbout(day)).toContain("event.attached");

  expect(await detachChild(world.as(author), { child: day, parent: festival })).toMatchObject({ done: true });
  expect(await listProgrammeAnywhere(world.db, { id: festival, highest: true })).toEqual([]);
  expect((await listProgrammeAnywhere(world.db, { id: day, highest: true })).map((line) => line.id)).toEqual([workshop]);
});

test("two attachments at the same instant never make a circle", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const author = await world.member(here);
  const [one, other] = [await world.event(author, here), await world.event(author, here)];

  const outcomes = await Promise.all([attachChild(world.as(author), { child: one, parent: other }), attachChild(world.as(author), { child: other, parent: one })]);

  expect(outcomes.filter((each) => each.done)).toHaveLength(1);
  expect(outcomes.find((each) => !each.done)).toEqual({ done: false, refusal: "circle" });
});

test("who writes only the workshop proposes it; the festival's authors say, and nobody else", async () => {
  const world = await newWorld();
  const [here, there] = [await world.territory(), await world.territory()];
  const [organiser, club, stranger] = [await world.member(here), await world.member(there), await world.member(here)];
  const [festival, workshop, declined] = [await world.event(organiser, here), await world.event(club, here), await world.event(club, here)];

  expect(await attachChild(world.as(visitor), { child: workshop, parent: festival })).toEqual({ done: false, refusal: "sign-in" });
  expect(await attachChild(world.as(stranger), { child: workshop, parent: festival })).toEqual({ done: false, refusal: "forbidden" });
  expect(await attachChild(world.as(club), { child: await world.event(club, there), parent: festival })).toEqual({ done: false, refusal: "elsewhere" });
  expect(await attachChild(world.as(club), { child: workshop, parent: await world.event(organiser, here, { intent: "draft" }) })).toEqual({ done: false, refusal: "unknown" });
  expect(await attachChild(world.as(club), { child: workshop, parent: festival })).toEqual({ done: true, value: "proposed" });
  expect(await attachChild(world.as(club), { child: declined, parent: festival })).toEqual({ done: true, value: "proposed" });
  expect(await listProgrammeAnywhere(world.db, { id: festival, highest: true })).toEqual([]);

  expect(await answerProposal(world.as(club), { child: workshop, parent: festival, accepted: true })).toEqual({ done: false, refusal: "unknown" });
  expect(await answerProposal(world.as(organiser), { child: declined, parent: festival, accepted: false })).toMatchObject({ done: true });
  const twice = await Promise.all([1, 2].map(() => answerProposal(world.as(organiser), { child: workshop, parent: festival, accepted: true })));
  expect(twice.filter((each) => each.done)).toHaveLength(1);
  expect((await listProgrammeAnywhere(world.db, { id: festival, highest: true })).map((line) => line.id)).toEqual([workshop]);
});

test("the next edition is made once, as drafts of who asks, with its programme and every date a year later", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const [organiser, club, stranger] = [await world.member(here), await world.member(here), await world.member(here)];
  const at = (day: string) => [{ kind: "slot", start: `2026-10-${day}T14:00`, end: `2026-10-${day}T16:00` }];
  const festival = await world.event(organiser, here, { title: "Festival 2026", sessions: at("03") });
  const [same, cancelled, gone] = [await world.event(club, here, { title: "Atelier", sessions: at("03") }), await world.event(club, here, { title: "Atelier", sessions: at("04"), input: { status: "cancelled", statusReason: "Pluie" } }), await world.event(organiser, here, { intent: "draft" })];
  for (const child of [same, cancelled]) {
    await attachChild(world.as(club), { child, parent: festival });
    await answerProposal(world.as(organiser), { child, parent: festival, accepted: true });
  }
  await attachChild(world.as(organiser), { child: gone, parent: festival });
  const submission = crypto.randomUUID();

  expect(await duplicateEvent(world.as(stranger), { event: festival, weeks: 52, submission })).toEqual({ done: false, refusal: "forbidden" });
  expect(await duplicateEvent(world.as(organiser), { event: festival, weeks: 0, submission })).toEqual({ done: false, refusal: "dates" });
  const outcomes = await Promise.all([1, 2, 3].map(() => duplicateEvent(world.as(organiser), { event: festival, weeks: 52, submission })));

  const made = outcomes.flatMap((each) => (each.done ? [each.value] : []));
  expect(new Set(made.map((each) => each.id)).size).toBe(1);
  expect(made.map((each) => each.count)).toEqual([4, 4, 4]);
  const id = made[0]?.id ?? festival;
  // Nothing of it is public.
  expect(await listProgrammeAnywhere(world.db, { id, highest: true })).toEqual([]);
  const family = await showFamilyAnywhere(world.as(organiser), id);
  expect([family.highest, family.children]).toEqual([true, 0]);
  const { rows } = await sql<{ title: string; slug: string; status: string; state: string; start: string; mine: boolean }>`
    select c.title, c.slug, e.status, c.state, e.sessions->0->>'start' as start, c.created_by = ${organiser.id} as mine from events e join contents c on c.id = e.content_id where e.root_id = ${id} or e.content_id = ${id} order by e.starts_at, c.slug`.execute(world.db);
  expect(rows.filter((row) => row.title !== "Festival 2027" && row.title !== "Atelier")).toHaveLength(1);
  expect(rows.filter((row) => row.title === "Atelier").map((row) => [row.status, row.start, row.slug])).toEqual([["on", "2027-10-02T14:00", "atelier-3"], ["on", "2027-10-03T14:00", "atelier-4"]]);
  expect(rows.every((row) => row.state === "draft" && row.mine)).toBe(true);
});
