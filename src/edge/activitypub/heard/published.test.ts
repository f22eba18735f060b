import { expect, test } from "vitest";
import { readingMoment, sent } from "../../../../tests/support/wire.ts";
import { plainText } from "../../../platform/text/plain.ts";
import { hearArticle } from "./article.ts";
import { hearCollectionPage } from "./collection.ts";
import { hearDossier } from "./dossier.ts";
import { hearMedia } from "./media.ts";
import { hearTombstone } from "./tombstone.ts";
import { hearVisit } from "./visit.ts";

const host = "https://other.example";
const hearing = { httpAllowed: false, now: readingMoment };
const ours = { id: `${host}/a/1`, attributedTo: `${host}/u/camille`, name: "Pourquoi les lichens", to: "as:Public" };

function article(more: object) {
  const heard = hearArticle(sent({ ...ours, type: "Article", content: "<p>Les lichens disent l’air.</p>", ...more }), hearing);
  if (!heard.done) throw new Error(heard.refusal);
  return heard.value;
}

test("of an article, the summary and a link; the whole only where its author gave a licence", () => {
  expect(article({ summary: "<p>En <b>bref</b></p>" })).toMatchObject({ kind: "article", title: "Pourquoi les lichens", summary: "En bref", full: null, licence: null, warning: null });
  expect(article({}).summary).toBe("Les lichens disent l’air.");
  expect(article({ preview: { type: "Note", content: "<p>Un extrait</p>" } }).summary).toBe("Un extrait");
  const shared = article({ license: "https://creativecommons.org/licenses/by-sa/4.0/", sensitive: true, summary: "x" });
  expect([shared.licence, shared.full && plainText(shared.full), shared.warning]).toEqual(["cc-by-sa", "Les lichens disent l’air.", ""]);
  for (const license of ["https://creativecommons.org/licenses/by-nd/4.0/", "https://evil.example/creativecommons.org/licenses/by/4.0/", 5, null, {}, "toString", { identifier: "toString" }]) expect(article({ license }).full, JSON.stringify(license)).toBeNull();
});

test("what one of our servers says that an article is counts: a call that ends, a notice of a dossier of its own", () => {
  const dossier = `${host}/ap/dossiers/1`;

  expect(article({ "es:kind": "announcement", endTime: "2026-12-15T23:59:00+01:00" })).toMatchObject({ kind: "announcement", closesAt: Temporal.Instant.from("2026-12-15T22:59:00Z") });
  expect([article({ "es:kind": "project" }).kind, article({ "es:kind": "operation" }).kind, article({ "es:kind": "news" }).kind, article({ "es:kind": "event" }).kind, article({ "es:kind": "constructor" }).kind]).toEqual(["project", "operation", "news", "article", "article"]);
  expect(article({ "es:kind": "operation", startTime: "2027-10-01T09:00:00+02:00", endTime: "2027-10-10T18:00:00+02:00" }).when).toMatchObject({ start: "2027-10-01T09:00", end: "2027-10-10T18:00" });
  expect([article({ "es:kind": "itinerary" }).kind, article({ "es:kind": "project", "es:project": `${host}/ap/projects/1` }).project, article({ "es:kind": "project", "es:project": "https://victim.example/ap/projects/1" }).project]).toEqual(["itinerary", `${host}/ap/projects/1`, null]);
  expect(article({ "es:kind": "dossier", "es:dossier": dossier })).toMatchObject({ kind: "notice", dossier });
  expect(article({ "es:kind": "dossier", "es:dossier": "https://victim.example/ap/dossiers/1" })).toMatchObject({ kind: "article", dossier: null });
});

test("a page that points elsewhere is read at its own server, and says where it points to", () => {
  const linked = "https://journal.example/2026/lichens";

  expect(article({ type: "Page", url: linked })).toMatchObject({ url: `${host}/a/1`, linked });
  expect(article({ type: "Page", attachment: [{ type: "Link", href: linked }] }).linked).toBe(linked);
  expect(article({ url: "https://www.other.example/lichens" })).toMatchObject({ url: "https://www.other.example/lichens", linked: null });
  expect(article({ type: "Page", name: undefined, content: undefined, summary: "Bonjour" }).title).toBe("Bonjour");
  expect(article({ audience: [`${host}/c/1`], "es:coAuthors": ["https://third.example/u/b", "x"] })).toMatchObject({ community: `${host}/c/1`, coAuthors: ["https://third.example/u/b"] });
});

test("a video or a sound is a card that leads to its page", () => {
  const media = (more: object) => {
    const heard = hearMedia(sent({ ...ours, type: "Video", url: [{ type: "Link", mediaType: "application/x-mpegURL", href: `${host}/v.m3u8` }, { type: "Link", mimeType: "text/html", href: `${host}/w/1` }], icon: [{ type: "Image", url: `${host}/t.jpg` }], duration: "PT1H2M3S", ...more }), hearing);
    return heard.done ? heard.value : heard.refusal;
  };

  expect(media({ attributedTo: [{ type: "Person", id: `${host}/u/a` }, { type: "Group", id: `${host}/c/b` }], licence: { identifier: "2" } })).toMatchObject({ kind: "video", url: `${host}/w/1`, seconds: 3723, authors: [`${host}/u/a`, `${host}/c/b`], licence: "cc-by-sa", picture: { url: `${host}/t.jpg` }, player: null });
  expect(media({ type: "Audio", duration: "P9999D", icon: null })).toMatchObject({ kind: "audio", seconds: null, picture: null });
  expect([media({ name: null }), media({ type: "Image" }), media({ attributedTo: [{ id: `${host}/u/a` }, { id: "https://victim.example/c" }] })]).toEqual(["no-title", "other-type", "foreign-author"]);
});

test("a dossier is its curator's list of names, bounded and each once", () => {
  const dossier = (more: object) => {
    const heard = hearDossier(sent({ ...ours, id: `${host}/ap/dossiers/1`, type: "OrderedCollection", "es:kind": "dossier", totalItems: 1e15, ...more }), hearing);
    return heard.done ? heard.value.items : heard.refusal;
  };
  const many = Array.from({ length: 1500 }, (_, index) => `${host}/x/${index}`);

  expect(dossier({ orderedItems: [`${host}/a/1`, { id: "https://third.example/a/2", name: "forgé" }, `${host}/a/1`, "x", 5, null] })).toEqual([`${host}/a/1`, "https://third.example/a/2"]);
  expect(dossier({ orderedItems: many })).toHaveLength(150);
  expect([dossier({ attributedTo: "https://victim.example/u/a" }), dossier({ "es:kind": undefined }), dossier({ name: "" }), dossier({})]).toEqual(["foreign-author", "other-type", "no-title", []]);
});

test("a place to visit says where it is and when it is open; a place by itself is nobody's content", () => {
  const visit = (more: object) => {
    const heard = hearVisit(sent({ ...ours, id: `${host}/ap/places/1`, type: "Place", "es:kind": "place", name: "Muséum", content: "<p>Des oiseaux</p>", latitude: 49.4, longitude: 1.1, address: { type: "PostalAddress", addressLocality: "Rouen" }, "es:hours": "We 14:00-18:00", ...more }), hearing);
    return heard.done ? { title: heard.value.title, locality: heard.value.where?.locality, hours: heard.value.hours, summary: heard.value.summary, full: heard.value.full } : heard.refusal;
  };

  expect(visit({})).toEqual({ title: "Muséum", locality: "Rouen", hours: "We 14:00-18:00", summary: "Des oiseaux", full: null });
  expect([visit({ "es:kind": undefined }), visit({ name: null }), visit({ attributedTo: "https://victim.example/u" }), visit({ type: "Event" })]).toEqual(["other-type", "no-title", "foreign-author", "other-type"]);
});

test("D5: a list goes on at its own server alone, never where it already is, and its figures are claims", () => {
  const id = `${host}/outbox`;
  const page = (more: object) => hearCollectionPage(sent({ id, type: "OrderedCollectionPage", orderedItems: [], ...more }));

  expect(page({ next: `${host}/outbox?page=2` })?.next).toBe(`${host}/outbox?page=2`);
  for (const next of [id, "https://victim.example/outbox", "http://127.0.0.1/", "x", 5, null, { id }]) expect(page({ next })?.next, JSON.stringify(next)).toBeNull();
  for (const totalItems of [1e15, -1, 1.5, "12", null, {}]) expect(page({ totalItems })?.claimed, JSON.stringify(totalItems)).toBeNull();
  expect(page({ totalItems: 12 })?.claimed).toBe(12);
  expect(page({ orderedItems: Array.from({ length: 1999 }, (_, index) => `${host}/${index}`) })?.items).toHaveLength(200);
  expect(page({ orderedItems: [{ id: `${host}/1`, type: "Note" }, { id: "https://victim.example/1", type: "Note" }, "https://victim.example/2"] })?.items.map((each) => [each.id, each.value !== null])).toEqual([[`${host}/1`, true], ["https://victim.example/1", false], ["https://victim.example/2", false]]);
  expect(page({ type: "OrderedCollection", first: { type: "OrderedCollectionPage", items: [`${host}/9`], next: `${host}/outbox?page=2` } })).toMatchObject({ items: [{ id: `${host}/9` }], next: `${host}/outbox?page=2` });
  expect(page({ type: "OrderedCollection", orderedItems: undefined, first: `${host}/outbox?page=1` })?.next).toBe(`${host}/outbox?page=1`);
  expect(page({ type: "OrderedCollection", orderedItems: undefined, first: { id: "https://victim.example/p", type: "OrderedCollectionPage", items: [`${host}/9`] } })).toMatchObject({ items: [], next: null });
  expect([page({ type: "Note" }), page({ id: undefined })]).toEqual([null, null]);
});

test("what is no more says what it was", () => {
  expect(hearTombstone(sent({ id: `${host}/a/1`, type: "Tombstone", formerType: "Article", deleted: "2090-01-01T00:00:00Z" }), hearing)).toMatchObject({ id: `${host}/a/1`, formerType: "Article", deletedAt: readingMoment });
  expect(hearTombstone(sent({ ...ours, type: "Article" }), hearing)).toBeNull();
});
