import { expect, test } from "vitest";
import { newWorld } from "../../../tests/support/world.ts";
import { listAgenda, readAgendaCursor, writeAgendaCursor } from "./list-agenda.ts";

test("the agenda of an evening leaves out what was over in the morning, keeps what still runs, and goes on page by page", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const author = await world.member(here);
  const day = Temporal.Now.plainDateISO("Europe/Paris").add({ days: 3 });
  const at = (start: string, end?: string) => ({ sessions: [{ kind: "slot", start: `${day}T${start}`, ...(end ? { end: `${day}T${end}` } : {}) }] });
  await world.event(author, here, { title: "Du matin", ...at("09:00", "10:00") });
  await world.event(author, here, { title: "En cours", ...at("09:30", "21:00") });
  await world.event(author, here, { title: "Sans fin dite", ...at("18:00") });
  await world.event(author, here, { title: "Toute la journée", sessions: [{ kind: "slot", start: day.toString() }] });
  await world.event(author, here, { title: "Ce soir", ...at("20:00", "22:00") });
  const now = day.toZonedDateTime({ timeZone: "Europe/Paris", plainTime: "19:00" }).toInstant();
  const filter = { days: { from: day, until: day } };
  const titles = async (notOverAt: Temporal.Instant | undefined) => (await listAgenda(world.db, here.id, { ...filter, notOverAt }, null, 40)).lines.map((line) => line.card.title);

  expect(await titles(undefined)).toEqual(["Toute la journée", "Du matin", "En cours", "Sans fin dite", "Ce soir"]);
  expect(await titles(now)).toEqual(["Toute la journée", "En cours", "Sans fin dite", "Ce soir"]);

  const first = await listAgenda(world.db, here.id, { ...filter, notOverAt: now }, null, 2);
  const second = await listAgenda(world.db, here.id, { ...filter, notOverAt: now }, readAgendaCursor(first.next ? writeAgendaCursor(first.next) : undefined), 2);
  expect([...first.lines, ...second.lines].map((line) => line.card.title)).toEqual(["Toute la journée", "En cours", "Sans fin dite", "Ce soir"]);
  expect(second.next).toBeNull();
});
