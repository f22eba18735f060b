import { sql } from "kysely";
import { expect, test } from "vitest";
import { newWorld, noon, type World } from "../../../tests/support/world.ts";
import { withdraw } from "../contents/change-state.ts";
import type { ContentId } from "../../platform/ids.ts";
import type { Territory } from "../territories/territory.ts";
import { importReport, type ImportOutcome } from "./import-source.ts";
import { readSource } from "./read-source.ts";
import { rollForward } from "./roll-forward.ts";
import { settlePlace } from "./settle-place.ts";

const source = { address: "https://club.example/agenda.ics", name: "Le club du coin" };

function calendar(...events: (readonly string[])[]): string {
  return ["BEGIN:VCALENDAR", "X-WR-CALNAME:Le club du coin", ...events.flatMap((lines) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"]), "END:VCALENDAR"].join("\r\n");
}

const talk = ["UID:talk", "SUMMARY:Une conférence", "DTSTART;TZID=Europe/Paris:20261202T180000", "LOCATION:Salle des fêtes\\, 38500 Voiron", "URL:https://club.example/talk", "ATTENDEE;CN=Jean:mailto:jean@prive.example", "ORGANIZER:mailto:chef@prive.example", "CONTACT:chef@prive.example"];
const walk = ["UID:walk", "SUMMARY:Une balade", "DTSTART;TZID=Europe/Paris:20261205T140000"];

async function read(world: World, territory: Territory, text: string): Promise<ImportOutcome> {
  const report = readSource(new TextEncoder().encode(text), { address: source.address, charset: null, zone: "Europe/Paris" });
  if (!report.done) throw new Error(report.refusal);
  return importReport(world.db, territory, source, report.value, noon);
}

async function kept(world: World, territory: Territory) {
  const { rows } = await sql<{ id: ContentId; title: string; state: string; status: string; revision: number; commune: string; latitude: number | null }>`
    select c.id, c.title, c.state, e.status, c.revision, e.commune_name as commune, e.latitude from contents c join events e on e.content_id = c.id where c.territory_id = ${territory.id} order by c.title`.execute(world.db);
  return rows;
}

test("a second reading changes nothing, a changed item changes alone, and an empty calendar deletes nothing", async () => {
  const world = await newWorld();
  const [here, elsewhere] = [await world.territory(), await world.territory()];
  await read(world, elsewhere, calendar(talk));

  const first = await read(world, here, calendar(talk, walk));
  const before = await kept(world, here);
  const second = await read(world, here, calendar(talk, walk));
  const unchanged = await kept(world, here);
  const third = await read(world, here, calendar(talk, walk.map((line) => line.replace("Une balade", "Une longue balade"))));
  const emptied = await read(world, here, calendar());

  expect(first).toMatchObject({ added: 2, changed: 0, same: 0, refused: [] });
  expect(second).toMatchObject({ added: 0, changed: 0, same: 2 });
  expect(unchanged).toEqual(before);
  expect(third).toMatchObject({ added: 0, changed: 1, same: 1 });
  expect(emptied).toMatchObject({ added: 0, changed: 0, same: 0 });
  expect((await kept(world, here)).map((row) => [row.title, row.state])).toEqual([["Une conférence", "published"], ["Une longue balade", "published"]]);
  expect((await kept(world, elsewhere)).map((row) => row.title)).toEqual(["Une conférence"]);
});

test("what is cancelled at the source is cancelled here, and what was withdrawn here stays withdrawn", async () => {
  const world = await newWorld();
  const here = await world.territory();
  const animator = await world.member(here, { animates: [here] });
  await read(world, here, calendar(talk, walk));
  const [, withdrawn] = [...(await kept(world, here))].reverse();
  if (!withdrawn) throw new Error("Nothing was imported");
  await withdraw(world.as(animator), withdrawn.id);

  const outcome = await read(world, here, calendar([...talk, "STATUS:CANCELLED"], [...walk, "STATUS:CANCELLED"]));

  expect(outcome.changed).toBe(2);
  const rows = await kept(world, here);
  expect(rows.map((row) => row.status)).toEqual(["cancelled", "cancelled"]);
  expect(rows.find((row) => row.id === withdrawn.id)?.state).toBe("withdrawn");
  expect(rows.find((row) => row.id !== withdrawn.id)?.state).toBe("published");
});

test("no address of those who attend or organise reaches the database", async () => {
  const world = await newWorld();
  const here = await world.territory();
  await read(world, here, calendar(talk));

  const { rows: tables } = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(world.db);
  for (const { name } of tables) {
    const { rows } = await sql<{ found: number }>`select count(*)::int as found from ${sql.table(name)} t where t::text like '%prive.example%'`.execute(world.db);
    expect([name, rows[0]?.found]).toEqual([name, 0]);
  }
  expect((await kept(world, here))[0]).toMatchObject({ commune: "Voiron" });
});

test("each refused item is told with its reason, and holds back no other", async () => {
  const world = await newWorld();
  const here = await world.territory();

  const outcome = await read(world, here, calendar(walk, ["UID:1", "DTSTART:20261202T130000Z"], ["UID:2", "SUMMARY:Sans date"], ["UID:3", "SUMMARY:Privé", "DTSTART:20261202T130000Z", "CLASS:PRIVATE"], ["UID:4", "SUMMARY:Un 30 février", "DTSTART:20260230T130000Z"]));

  expect(outcome.added).toBe(1);
  expect(outcome.refused.map((each) => [each.title, each.reason])).toEqual([["", "no-title"], ["Sans date", "no-start"], ["Privé", "not-public"], ["Un 30 février", "broken"]]);
});

test("a place that names a commune is there; coordinates turned round are turned back, those of another country are left out", () => {
  const isere = { perimeter: [{ kind: "departement" as const, code: "38" }], latitude: 45.19, longitude: 5.73 };
  const voiron = { latitude: 45.36, longitude: 5.59 };
  expect(settlePlace("Salle des fêtes, 38500 Voiron", voiron, isere)).toEqual({ communeCode: "38563", point: voiron, warnings: [] });
  expect(settlePlace("Salle des fêtes, Voiron", { latitude: 5.59, longitude: 45.36 }, isere)).toEqual({ communeCode: "38563", point: voiron, warnings: ["coordinates-turned"] });
  expect(settlePlace("Salle des fêtes (Voiron)", { latitude: 37.6, longitude: -122.4 }, isere)).toEqual({ communeCode: "38563", point: null, warnings: ["coordinates-elsewhere"] });
  expect(settlePlace("Avenue des Potiers 59500 Douai", null, isere).communeCode).toBe("59178");
  expect(settlePlace("Une salle, Douai", null, isere).communeCode).toBeNull();
  expect(settlePlace("St Martin d'Hères", null, isere).communeCode).toBe("38421");
  expect(settlePlace("Chez nous", null, isere)).toEqual({ communeCode: null, point: null, warnings: [] });
});

test("a series that began years ago keeps its rhythm this year, and starts anew once a year at most", () => {
  const weekly = { kind: "repeated", start: "2019-03-06T18:00", end: "2019-03-06T20:00", rule: "FREQ=WEEKLY;INTERVAL=2", except: ["2019-04-03", "2026-12-02"] } as const;
  const rolled = rollForward(weekly, Temporal.PlainDate.from("2026-11-25"));
  expect(rolled).toMatchObject({ start: "2025-01-01T18:00", end: "2025-01-01T20:00", except: ["2026-12-02"] });
  expect(rollForward(weekly, Temporal.PlainDate.from("2026-03-01"))).toEqual(rolled);
  const counted = { ...weekly, rule: "FREQ=WEEKLY;COUNT=4" };
  expect(rollForward(counted, Temporal.PlainDate.from("2026-11-25"))).toBe(counted);
});
