import { expect, test } from "vitest";
import { readingMoment, sent } from "../../../../tests/support/wire.ts";
import { plainText } from "../../../platform/text/plain.ts";
import { hearEvent, type HeardEvent } from "./event.ts";

const host = "https://other.example";
const night = { id: `${host}/e/1`, type: "Event", attributedTo: `${host}/u/museum`, name: "Nuit des lichens", content: "<p>Une soirée</p>", startTime: "2027-01-16T19:00:00+01:00", endTime: "2027-01-16T22:00:00+01:00", to: ["https://www.w3.org/ns/activitystreams#Public"] };
const outcome = (more: object) => hearEvent(sent({ ...night, ...more }), { httpAllowed: false, now: readingMoment }, "Europe/Paris");

function heard(more: object): HeardEvent {
  const event = outcome(more);
  if (!event.done) throw new Error(event.refusal);
  return event.value;
}

test("an event says what it is, when, where and how to come", () => {
  expect(heard({ joinMode: "external", externalParticipationUrl: `${host}/book`, isAccessibleForFree: true, inLanguage: "fr-FR", tag: { type: "Hashtag", name: "#Climat" }, category: "LEARNING" })).toMatchObject({
    title: "Nuit des lichens", summary: "Une soirée", author: `${host}/u/museum`, url: `${host}/e/1`, openness: "public", language: "fr", tags: [{ key: "climat", label: "Climat" }], type: "training", status: "on", joining: "external", bookingUrl: `${host}/book`, free: true, parent: null,
    when: { start: "2027-01-16T19:00", end: "2027-01-16T22:00", zone: "Europe/Paris" },
  });
});

test("where it happens is read in each of the forms in which servers say it", () => {
  const place = { type: "Place", name: "Muséum", latitude: 49.44, longitude: 1.09, address: { type: "PostalAddress", streetAddress: "198 rue Beauvoisine", postalCode: "76000", addressLocality: "Rouen" } };
  const at = (location: unknown, more: object = {}) => {
    const { place, onlineUrl } = heard({ location, ...more });
    return [place?.name ?? null, place?.street ?? null, place?.point?.latitude ?? null, onlineUrl];
  };
  const room = "https://visio.example/1";

  expect(at(place)).toEqual(["Muséum", "198 rue Beauvoisine", 49.44, null]);
  expect(at([{ type: "VirtualLocation", url: room }, place, { type: "Place", name: "Ailleurs" }])).toEqual(["Muséum", "198 rue Beauvoisine", 49.44, room]);
  expect(at({ type: "VirtualLocation", url: room })).toEqual([null, null, null, room]);
  expect(at({ type: "Place", name: "Visio", address: { type: "VirtualLocation", url: room } })).toEqual([null, null, null, room]);
  expect(at({ name: "Colosseo" })).toEqual(["Colosseo", "", null, null]);
  expect(at("Salle des fêtes")).toEqual(["Salle des fêtes", "", null, null]);
  expect(at({ ...place, address: "198 rue Beauvoisine, Rouen", latitude: "49.44", longitude: "1.09" })).toEqual(["Muséum", "198 rue Beauvoisine, Rouen", 49.44, null]);
  expect(at({ ...place, latitude: 91 })[2]).toBeNull();
  expect(at({ ...place, latitude: 0, longitude: 0 })[2]).toBeNull();
  expect(at({ ...place, latitude: "1e5", longitude: "0x10" })[2]).toBeNull();
  const website = [{ type: "Link", name: "Website", href: room }];
  expect([at(undefined, { attachment: website })[3], at(place, { attachment: website })[3], at(place, { attachment: website, isOnline: true })[3], at(place, { onlineAddress: room })[3]]).toEqual([room, null, room, room]);
  for (const odd of [null, 5, [], {}, [[place]], { type: "Person", name: "x" }, { type: "Place" }, "https://x.example/"]) expect(at(odd)[0], JSON.stringify(odd)).toBeNull();
});

test("S23: a place that another server answers for is not named by this one", () => {
  const place = { type: "Place", name: "Faux", latitude: 1, longitude: 1 };

  expect(heard({ location: { ...place, id: "https://victim.example/places/1" } }).place).toMatchObject({ id: null, name: "Faux" });
  expect(heard({ location: { ...place, id: `${host}/places/1` } }).place?.id).toBe(`${host}/places/1`);
});

test("D9: its times are those of its poster, or none that can't be", () => {
  const when = (startTime: unknown, endTime?: unknown, more: object = {}) => {
    const event = outcome({ startTime, endTime, ...more });
    return event.done ? [event.value.when.start, event.value.when.end, event.value.when.zone] : event.refusal;
  };

  expect(when("2027-01-16T19:00:00+01:00", null, { timezone: "America/Cayenne" })).toEqual(["2027-01-16T15:00", null, "America/Cayenne"]);
  expect(when("2027-07-16T19:00:00Z", "2027-07-16T20:00:00.000Z")).toEqual(["2027-07-16T21:00", "2027-07-16T22:00", "Europe/Paris"]);
  expect(when("2027-07-16T19:00:00-08:00")).toEqual(["2027-07-16T19:00", null, "Etc/GMT+8"]);
  expect(when("2027-07-16T19:00:00+0200")).toEqual(["2027-07-16T19:00", null, "Europe/Paris"]);
  expect(when("2027-07-16T19:00", null, { timezone: "Indian/Reunion" })).toEqual(["2027-07-16T19:00", null, "Indian/Reunion"]);
  expect(when("2027-07-16T19:00:00+02:00", null, { timezone: "Mars/Olympus" })).toEqual(["2027-07-16T19:00", null, "Europe/Paris"]);
  expect(when("2027-07-16", "2027-07-18")).toEqual(["2027-07-16", "2027-07-18", "Europe/Paris"]);
  expect(when("2027-07-16T00:00:00+02:00", "2027-07-19T00:00:00+02:00", { displayEndTime: false })).toEqual(["2027-07-16", "2027-07-18", "Europe/Paris"]);
  for (const end of ["2027-01-15T19:00:00Z", "2127-01-16T19:00:00Z", "2027-01-16T18:00:00Z", "never", 5, "9999-12-31T00:00:00Z"]) expect(when("2027-01-16T19:00:00+01:00", end), String(end)).toEqual(["2027-01-16T19:00", null, "Europe/Paris"]);
  for (const start of [undefined, null, 5, "", "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "2027-02-30T19:00:00Z", "2027-13-01", "2027-01-16T25:00:00Z", "demain", `2027-01-16T19:00:00${"0".repeat(90_000)}`]) expect(when(start), String(start).slice(0, 30)).toBe("no-start");
  expect(heard({ updated: "2090-01-01T00:00:00Z" }).updated?.toString()).toBe("2026-11-25T12:00:00Z");
});

test("that it is cancelled, moved or full is heard however it is said, and its title is its own again", () => {
  const status = (more: object) => heard(more).status;

  expect(heard({ name: "[Annulé] Nuit des lichens", status: "CANCELLED" })).toMatchObject({ status: "cancelled", title: "Nuit des lichens" });
  expect([status({ "ical:status": "CANCELLED" }), status({ eventStatus: "EventCancelled", status: "CONFIRMED" }), status({ eventStatus: "https://w3id.org/fep/8a8e/EventCancelled" }), status({ status: null }), status({ status: "TENTATIVE", eventStatus: "EventPostponed" }), status({ maximumAttendeeCapacity: 10, remainingAttendeeCapacity: 0 }), status({ maximumAttendeeCapacity: 0, remainingAttendeeCapacity: 0 })]).toEqual(["cancelled", "cancelled", "cancelled", "on", "postponed", "full", "on"]);
  expect(heard({ eventStatus: "EventRescheduled", previousStartTime: "2027-01-10T19:00:00+01:00" }).firstStart?.toString()).toBe("2027-01-10T18:00:00Z");
});

test("what one of our servers says in words of ours is heard, and no other word", () => {
  expect(heard({ "es:type": "exhibition", "es:status": "postponed", "es:statusReason": "Neige\u202e", "es:audience": ["families", "aliens", 5], "es:accessibility": "wheelchair" })).toMatchObject({ type: "exhibition", status: "postponed", statusReason: "Neige", audience: ["families"], accessibility: ["wheelchair"] });
  expect(heard({ "es:type": "toString", "es:status": "constructor", "es:statusReason": ["x"], "es:audience": {}, "es:accessibility": null })).toMatchObject({ type: "other", status: "on", statusReason: "", audience: [], accessibility: [] });
});

test("one date of several leads to its event, at its own server alone", () => {
  expect(heard({ id: `${host}/e/1/sessions/20270116T1900`, "es:parent": `${host}/e/1` }).parent).toBe(`${host}/e/1`);
  for (const parent of ["https://victim.example/e/1", `${host}/e/1`, 5, null, "x"]) expect(heard({ "es:parent": parent }).parent).toBeNull();
});

test("the lines that say when and where to those who know no events aren't its summary", () => {
  expect(heard({ summary: "<p>📅 Samedi 16 janvier · 📍 Rouen</p><p>Une soirée pour reconnaître les lichens.</p>" }).summary).toBe("Une soirée pour reconnaître les lichens.");
  expect(heard({ summary: "\n  📍 Colosseo\n  📅 Wednesday\n", content: "\n 📍 Colosseo\n\nUn concert" }).summary).toBe("Un concert");
});

test("its picture is its image, its banner or the first one attached, with what it shows", () => {
  const picture = (more: object) => heard(more).picture;
  const attached = { type: "Document", mediaType: "image/jpeg", url: `${host}/b.jpg`, name: "Lichen jaune" };

  expect(picture({ image: { type: "Image", url: `${host}/a.jpg`, name: "Une roche" } })).toEqual({ url: `${host}/a.jpg`, alt: "Une roche" });
  expect(picture({ image: `${host}/a.jpg` })?.url).toBe(`${host}/a.jpg`);
  expect(picture({ image: [{ url: [{ type: "Link", mediaType: "image/png", href: `${host}/a.png` }] }] })?.url).toBe(`${host}/a.png`);
  expect(picture({ attachment: [{ ...attached, url: `${host}/x.jpg` }, { ...attached, name: "Banner" }] })).toEqual({ url: `${host}/b.jpg`, alt: "" });
  expect(picture({ image: { type: "Image", url: `${host}/b.jpg` }, attachment: [attached] })).toEqual({ url: `${host}/b.jpg`, alt: "Lichen jaune" });
  for (const image of [null, "data:image/svg+xml,<svg onload=x>", { url: "javascript:alert(1)" }, { url: `${host}/a.svg`, mediaType: "image/svg+xml" }, 5, {}]) expect(picture({ image, attachment: [{ type: "Document", mediaType: "video/mp4", url: `${host}/v.mp4` }] })).toBeNull();
});

test("A3, C6: an event of another server's people is refused; so is one without a name, a title or an author, and a draft", () => {
  const refusal = (more: object) => {
    const event = outcome(more);
    return event.done ? null : event.refusal;
  };

  expect(refusal({ attributedTo: "https://victim.example/u/a" })).toBe("foreign-author");
  expect(refusal({ attributedTo: [`${host}/u/m`, "https://victim.example/u/a"] })).toBe("foreign-author");
  expect([refusal({ id: undefined }), refusal({ id: "http://other.example/e/1" }), refusal({ name: "" }), refusal({ name: ["x"] }), refusal({ attributedTo: undefined }), refusal({ draft: true }), refusal({ type: "Note" })]).toEqual(["no-id", "insecure", "no-title", "no-title", "no-author", "draft", "other-type"]);
  expect(hearEvent(sent({ ...night, attributedTo: undefined }), { httpAllowed: false, now: readingMoment, by: `${host}/u/x` }, "Europe/Paris")).toMatchObject({ done: true, value: { author: `${host}/u/x` } });
  expect(hearEvent(sent(night), { httpAllowed: false, now: readingMoment, by: `${host}/u/mallory` }, "Europe/Paris")).toEqual({ done: false, refusal: "foreign-author" });
  expect(hearEvent(sent(night), { httpAllowed: false, now: readingMoment, by: "https://evil.example/u/m" }, "Europe/Paris")).toEqual({ done: false, refusal: "foreign-author" });
});

test("X2: an address that runs something leads nowhere", () => {
  const event = heard({ url: "javascript:alert(1)", externalParticipationUrl: "javascript:alert(1)", joinMode: "external", location: { type: "VirtualLocation", url: "data:text/html,x" }, onlineAddress: "vbscript:x" });

  expect([event.url, event.bookingUrl, event.onlineUrl]).toEqual([`${host}/e/1`, `${host}/e/1`, null]);
  expect(heard({ url: "https://victim.example/page" }).url).toBe(`${host}/e/1`);
  expect(plainText(heard({ content: null }).body)).toBe("");
});
