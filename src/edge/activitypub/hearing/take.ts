import { eventInput } from "../../../features/agenda/input.ts";
import { writeEvent } from "../../../features/agenda/write-event.ts";
import { articleInput, writeArticle } from "../../../features/articles/write-article.ts";
import type { Target, Written, WriteRefusal } from "../../../features/contents/write-content.ts";
import type { OtherActor } from "../../../features/federation/actor.ts";
import { isNews, rememberPicture, tieObject } from "../../../features/federation/take-object.ts";
import { keepGoingTold } from "../../../features/participations/answer-going.ts";
import { settlePlace } from "../../../features/watch/settle-place.ts";
import { findFarAnywhere } from "../../../features/network/find-far.ts";
import { wideWorld } from "../../../features/territories/territory.ts";
import type { Context } from "../../../platform/context.ts";
import { idFrom, type ContentId, type MediaId } from "../../../platform/ids.ts";
import type { Outcome } from "../../../platform/outcome.ts";
import { emptyDocument } from "../../../platform/text/document.ts";
import { fromMarkdown } from "../../../platform/text/from-markdown.ts";
import type { Fetching } from "../fetching.ts";
import { originOf } from "../guard/address.ts";
import type { JsonObject } from "../guard/json.ts";
import { hearArticle, type HeardArticle } from "../heard/article.ts";
import type { HeardContent } from "../heard/content.ts";
import { hearDossier } from "../heard/dossier.ts";
import { hearEvent, isOneDate, type HeardEvent } from "../heard/event.ts";
import { hearMedia, type HeardMedia } from "../heard/media.ts";
import { contextOf } from "./acting.ts";
import { writeHeardDossier } from "./take-dossier.ts";
import { ownWords, writeHeardKind } from "./take-kind.ts";
import { leadOf } from "./picture.ts";
import { applied, ignored, refusedFor, type Verdict } from "./verdict.ts";

/** Before this, an event is of no use to anybody here. */
const pastDays = 30;
const zone = "Europe/Paris";
const spokenHere = ["fr", "en", "br", "oc", "es", "de", "it", "pt"];

/** A content that somebody elsewhere published, or wrote again: shown here as theirs, with where it comes from. What isn't for everybody isn't taken. */
export async function takeContent(fetching: Fetching, from: OtherActor, value: JsonObject, known: ContentId | null): Promise<Verdict> {
  // Whoever leads there: what comes of somebody who is suspended waits with them.
  if (from.state !== "active") return refusedFor(from.state);
  const hearing = { httpAllowed: fetching.httpAllowed, now: fetching.now(), by: from.uri };
  const [event, article, media] = [hearEvent(value, hearing, zone), hearArticle(value, hearing), hearMedia(value, hearing)];
  const dossier = hearDossier(value, hearing);
  const heard = dossier.done ? dossier : event.done ? event : article.done ? article : media;
  if (!heard.done) return ignored(heard.refusal);
  if (heard.value.kind === "event" && isOneDate(heard.value)) return ignored("its event says its dates");
  if (heard.value.openness === "closed") return ignored("not for everybody");
  if (known && !(await isNews(fetching.db, heard.value.id, heard.value.updated, fetching.now()))) return ignored("an older word");
  const now = fetching.now();
  const said = heard.value.published ?? now;
  const context: Context = { ...(await contextOf(fetching, from)), now: () => (known ? now : said) };
  const target: Target = known ? { content: known, moderation: "after" } : { territory: { id: (await findFarAnywhere(fetching.db, originOf(from.uri) ?? "", originOf(heard.value.url) ?? "")) ?? wideWorld, moderation: "after" } };
  const lead = await leadOf(fetching, context, heard.value);
  const written = heard.value.kind === "dossier" ? await writeHeardDossier(context, target, heard.value, commonOf({ ...heard.value, language: null }, lead), intentOf(heard.value)) : heard.value.kind === "event" ? await writeHeardEvent(context, target, heard.value, lead, now) : await writeHeardArticle(context, target, heard.value, lead);
  if (written === "past" || written === "unreadable") return ignored(written === "past" ? "long past" : "what it says doesn't fit");
  if (!written.done) return refusedFor(written.refusal.kind);
  if (!known) await tieObject(fetching.db, from, { uri: heard.value.id, url: heard.value.url, updated: heard.value.updated }, { content: written.value.id }, now);
  if (heard.value.kind === "event") await keepGoingTold(fetching.db, written.value.id, heard.value.participants);
  await rememberPicture(fetching.db, heard.value.id, lead && heard.value.picture ? heard.value.picture.url : "");
  return applied;
}

function intentOf(heard: HeardContent) {
  return { intent: "publish", publishAt: null, submission: idFrom(heard.id), revision: null } as const;
}

function commonOf(heard: Pick<HeardEvent | HeardArticle | HeardMedia, "title" | "summary" | "tags" | "language" | "licence">, lead: MediaId | null) {
  return { lead, title: heard.title.slice(0, 200), summary: heard.summary.slice(0, 600), tags: heard.tags.slice(0, 12).map((tag) => tag.label), language: heard.language && spokenHere.includes(heard.language) ? heard.language : "fr", licence: heard.licence ?? "all-rights" };
}

async function writeHeardEvent(context: Context, target: Target, heard: HeardEvent, lead: MediaId | null, now: Temporal.Instant): Promise<Outcome<Written, WriteRefusal> | "past" | "unreadable"> {
  const { when, place } = heard;
  if (Temporal.Instant.compare(when.endsAt ?? when.startsAt, now.subtract({ hours: 24 * pastDays })) < 0) return "past";
  const address = place ? [place.name, place.street, `${place.postcode} ${place.locality}`.trim()].filter(Boolean).join(", ") : "";
  const settled = place ? settlePlace(address, place.point, { perimeter: [], latitude: place.point?.latitude ?? 46.5, longitude: place.point?.longitude ?? 2.5 }) : null;
  const from = {
    ...commonOf(heard, lead), body: heard.body, zone: when.zone, type: heard.type, sessions: (heard.dates.length > 0 ? heard.dates : [when]).map(({ start, end }) => ({ kind: "slot", start, end })),
    placeName: (place?.name || address || (heard.onlineUrl ? "" : "—")).slice(0, 200), address: [place?.street, place?.locality].filter(Boolean).join(", ").slice(0, 300), communeCode: settled?.communeCode ?? null,
    latitude: settled?.point?.latitude ?? null, longitude: settled?.point?.longitude ?? null, onlineUrl: heard.onlineUrl, pricing: heard.free === null ? "unknown" : heard.free ? "free" : "paid", bookingUrl: heard.bookingUrl, joining: heard.joining === null || heard.joining === "external" ? "none" : heard.joining, status: heard.status, statusReason: heard.statusReason, audience: heard.audience, accessibility: heard.accessibility,
  };
  // One of our servers says what its form held; in words that ours wouldn't pass, what it says to all counts.
  const own = heard.details ? eventInput.safeParse({ ...from, ...ownWords(heard.details, eventWords) }) : null;
  const parsed = own?.success ? own : eventInput.safeParse(from);
  return parsed.success ? writeEvent(context, target, parsed.data, intentOf(heard)) : "unreadable";
}

async function writeHeardArticle(context: Context, target: Target, heard: HeardArticle | HeardMedia, lead: MediaId | null): Promise<Outcome<Written, WriteRefusal> | "unreadable"> {
  const common = commonOf(heard, lead);
  if ("body" in heard) {
    const written = await writeHeardKind(context, target, heard, common, intentOf(heard));
    // What came as an article before it was told what it is stays one.
    if (written && (written.done || written.refusal.kind !== "unknown")) return written;
  }
  const full = "full" in heard ? heard.full : heard.player ? fromMarkdown(heard.player) : null;
  const parsed = articleInput.safeParse({ genre: "news", ...common, body: full ?? emptyDocument, ...(heard.kind === "article" && heard.details ? ownGenre(heard.details) : {}) });
  return parsed.success ? writeArticle(context, target, parsed.data, intentOf(heard)) : "unreadable";
}

const eventWords = ["zone", "type", "sessions", "placeName", "address", "communeCode", "latitude", "longitude", "onlineUrl", "audience", "ageMin", "ageMax", "pricing", "prices", "bookingUrl", "accessibility", "organiser", "status", "statusReason", "firstStart", "joining"];

/** Title, summary and genre as they were typed, where a form of ours would pass them. */
function ownGenre(details: JsonObject): object {
  const own = ownWords(details, ["genre"]);
  return articleInput.safeParse({ title: "-", body: emptyDocument, ...own }).success ? own : {};
}
