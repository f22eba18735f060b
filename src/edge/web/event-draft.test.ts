import { describe, expect, test } from "vitest";
import type { Session } from "../../features/agenda/session.ts";
import type { EventDetails } from "../../features/contents/show-content.ts";
import { valuesOfPairs } from "./form-data.ts";
import { eventDraft, readEventDraft, type EventDraft } from "./event-draft.ts";

const event = (sessions: readonly Session[], zone = "Europe/Paris") => ({ zone, type: "workshop", sessions, placeName: "", address: "", postcode: "", communeCode: null, communeName: "", latitude: null, longitude: null, onlineUrl: null, audience: [], ageMin: null, ageMax: null, pricing: "free", prices: [], bookingUrl: null, accessibility: [], organiser: "", status: "on", statusReason: "", firstStart: null, joining: "free", going: 0, goingTold: null }) satisfies EventDetails;

/** What the browser sends back of a form that nobody touched. */
function sentBack(draft: EventDraft) {
  const rows = draft.rows.flatMap((row) => Object.entries(row).map(([name, value]) => [`s_${name}`, value] as const));
  const opening = Object.entries(draft.opening).flatMap(([name, value]) => [value].flat().map((each) => [`o_${name}`, each] as const));
  const pairs = [...rows, ...opening, ...Object.entries(draft.values)];
  return readEventDraft(valuesOfPairs(pairs.map(([name, value]) => [name, String(value)] as const))).input as { sessions: Session[]; zone?: string };
}

describe("an event that is opened and saved again without a change", () => {
  const slot: Session = { kind: "slot", start: "2026-12-02T14:00", end: "2026-12-02T16:00" };
  const repeated = (rule: string): Session => ({ kind: "repeated", start: "2026-12-02T14:00", end: "2026-12-02T16:00", rule, except: ["2026-12-09"] });
  const opening = (hours: { days: number[]; opens: string; closes: string }[]): Session => ({ kind: "opening", from: "2026-12-01", until: "2027-01-10", hours, except: [] });

  test.each<[string, Session[]]>([
    ["one time", [slot]],
    ["every week until a day", [repeated("FREQ=WEEKLY;UNTIL=20261230T235959")]],
    ["two weekdays, by an imported rule", [repeated("FREQ=WEEKLY;BYDAY=WE,SA;UNTIL=20261230T235959")]],
    ["a number of times", [repeated("FREQ=DAILY;COUNT=12"), slot]],
    ["one opening", [opening([{ days: [3, 6], opens: "10:00", closes: "18:00" }])]],
    ["an opening with a closed noon", [slot, opening([{ days: [3], opens: "10:00", closes: "12:00" }, { days: [3], opens: "14:00", closes: "18:00" }])]],
  ])("keeps %s", (_, sessions) => {
    expect(sentBack(eventDraft(event(sessions))).sessions).toEqual(sessions);
  });

  test("keeps the clock where it hangs, even far from its territory's", () => {
    expect(sentBack(eventDraft(event([slot], "Indian/Reunion"))).zone).toBe("Indian/Reunion");
  });
});
