import { expect, test } from "vitest";
import { sql } from "kysely";
import { nextSchoolHolidays } from "../../src/features/hours/school-holidays.ts";
import { todayIn } from "../../src/platform/time.ts";
import { testServer, until } from "../support/server.ts";

test("the agenda of La Réunion in the school holidays is theirs, in the page and its feeds; where dates aren't known it says so and leaves nothing out", async () => {
  const server = await testServer();
  const { world } = server;
  const [island, corsica] = [await world.territory(), await world.territory()];
  await sql`update territories set perimeter = '[{"kind":"region","code":"04"}]', zone = 'Indian/Reunion' where id = ${island.id}`.execute(world.db);
  await sql`update territories set perimeter = '[{"kind":"region","code":"94"}]' where id = ${corsica.id}`.execute(world.db);
  await server.reload();
  const today = todayIn("Indian/Reunion", Temporal.Now.instant());
  const holidays = nextSchoolHolidays([{ kind: "region", code: "04" }], today);
  const last = holidays?.until ?? today.add({ days: 20 });
  // The whole day: today may be the last one, at any hour.
  const on = (when: Temporal.PlainDate) => [{ kind: "slot", start: when.toString(), end: null }];
  for (const territory of [island, corsica]) {
    const author = await world.member(territory);
    await world.event(author, territory, { title: "Le dernier jour des vacances", sessions: on(last) });
    await world.event(author, territory, { title: "Le jour de la rentrée", sessions: on(last.add({ days: 1 })) });
  }
  const ask = async (slug: string, path: string, language = "fr") => (await server.ask(server.hostOf(slug), path, { headers: { "accept-language": language } })).text;
  const heard = (text: string) => [text.includes("Le dernier jour des vacances"), text.includes("Le jour de la rentrée")];
  await until(async () => heard(await ask(island.slug, "/agenda?quand=vacances"))[0] === true);

  for (const form of ["", ".ics", ".rss", ".json", ".csv"]) {
    expect(heard(await ask(island.slug, `/agenda${form}?quand=vacances`)), form).toEqual([true, holidays === null]);
    expect(heard(await ask(corsica.slug, `/agenda${form}?quand=vacances`)), form).toEqual([true, nextSchoolHolidays([{ kind: "region", code: "94" }], today) === null]);
  }
  expect(await ask(island.slug, "/agenda?quand=vacances")).toMatch(holidays ? /dates officielles de ce territoire/ : /ne sont pas encore connues ici/);
  expect(await ask(island.slug, `/agenda?quand=vacances&du=${last.add({ days: 1 }).toString()}`)).not.toContain("Le dernier jour des vacances");
  expect(await ask(corsica.slug, "/agenda?quand=vacances")).toContain("ne sont pas encore connues ici");
  expect((await server.ask(server.portal, "/agenda?quand=vacances")).text).toContain("choisissez un territoire");
});
