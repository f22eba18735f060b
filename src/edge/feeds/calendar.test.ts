import ICAL from "ical.js";
import { expect, test } from "vitest";
import type { ProgrammeLine } from "../../features/programmes/programme.ts";
import { idFrom, type ContentId, type TerritoryId } from "../../platform/ids.ts";
import { timesCalendar } from "./calendar.ts";

const line: ProgrammeLine = {
  id: idFrom<ContentId>("la nuit"), territory: idFrom<TerritoryId>("ici"), slug: "la-nuit", title: "La nuit des chauves-souris, des papillons et de toutes celles qu’on ne voit jamais", summary: "À la tombée du jour ; prendre un pull, une lampe.", parent: null,
  type: "outing", status: "on", statusReason: "", firstStart: null, zone: "Europe/Paris", placeName: "Étang de Haute-Jarrie", communeName: "Jarrie", latitude: 45.1, longitude: 5.74, online: false, pricing: "free", audience: [], sequence: 0, updatedAt: Temporal.Instant.from("2026-06-01T10:00:00Z"),
  day: "2026-07-03", startLocal: "2026-07-03 21:30:00", endLocal: "2026-07-03 23:00:00", wholeDay: false, opening: false,
};
const head = { title: "Agenda END:VCALENDAR", self: "https://ici.example/agenda.ics", urlOf: (each: ProgrammeLine) => `https://ici.example/evenements/${each.slug}` };
const read = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));

test("a calendar says the same each time that it is asked, and what changed when something did", () => {
  const lines = [line, { ...line, startLocal: "2026-07-04 21:30:00", endLocal: null, day: "2026-07-04" }, { ...line, startLocal: "sans date" }];
  const once = timesCalendar(head, lines);
  expect(timesCalendar(head, lines)).toBe(once);
  expect(once.split("\r\n").every((each) => Buffer.byteLength(each) <= 75)).toBe(true);
  expect(read(once).map((each) => [each.summary, each.startDate.toJSDate().toISOString(), each.location])).toEqual([
    [line.title, "2026-07-03T19:30:00.000Z", "Étang de Haute-Jarrie, Jarrie"],
    [line.title, "2026-07-04T19:30:00.000Z", "Étang de Haute-Jarrie, Jarrie"],
  ]);

  const cancelled = timesCalendar(head, [{ ...line, status: "cancelled", sequence: 1 }]);
  expect(cancelled).toContain("STATUS:CANCELLED");
  expect([read(cancelled)[0]?.uid, read(cancelled)[0]?.sequence]).toEqual([read(once)[0]?.uid, 1]);
  expect(timesCalendar({ ...head, urlOf: () => "https://ailleurs.example/la-nuit" }, [line])).toContain("https://ailleurs.example/la-nuit");
});
