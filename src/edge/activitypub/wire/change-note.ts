import { expand } from "../../../features/agenda/expand.ts";
import type { MessageKey } from "../../../platform/messages.ts";
import type { Saying } from "../../session-words.ts";
import { objectPartUri, objectUri, parseUri } from "../uris.ts";
import { contexts } from "./contexts.ts";
import { whereWords, type SaidEvent } from "./event.ts";
import { whenWords } from "./event-words.ts";
import { versionOf } from "./place.ts";
import { moment, publicly, said, type WireObject } from "./wire.ts";
import { escapeAttribute, escapeText, sayingIn } from "./words.ts";

/** What readers counted on before an event was written anew. */
export type EventBefore = Pick<SaidEvent, "sessions" | "zone" | "status" | "where" | "onlineUrl">;

/**
 * The short note that tells the followers of an event's author that it changed: many servers pass over a change of an
 * event in silence. Only what makes people come at the wrong time or place is told; null for the rest, and for what is over.
 */
export function changeNote(after: SaidEvent, before: EventBefore, revision: number, at: Temporal.Instant): WireObject | null {
  const parsed = parseUri(after.id);
  if (!parsed || parsed.address.kind !== "event" || (isOver(before, at) && isOver(after, at))) return null;
  const say = sayingIn(after.language);
  const lines = [standing(after, before, say), where(after, before, say)].filter((line) => line !== null);
  if (lines.length === 0) return null;
  const reason = after.statusReason && (after.status === "cancelled" || after.status === "postponed") ? `<p>${escapeText(after.statusReason)}</p>` : "";
  const html = `${lines.map((line) => `<p>${line}</p>`).join("")}${reason}`;
  return said({
    "@context": contexts.object,
    id: objectUri(parsed.origin, { kind: "change", id: parsed.address.id, revision }),
    type: "Note",
    actor: after.author,
    attributedTo: after.author,
    inReplyTo: after.id,
    context: objectPartUri(after.id, "context"),
    content: html,
    mediaType: "text/html",
    contentMap: { [after.language]: html },
    url: after.url,
    published: moment(at),
    updated: moment(at),
    attachment: [],
    tag: [],
    "es:kind": "change",
    ...publicly(after.author),
  });
}

/** Whether it is held, and when. */
function standing(after: SaidEvent, before: EventBefore, say: Saying): string | null {
  const [then, now] = [whenWords(say, before), whenWords(say, after)];
  const moved = startsOf(before) !== startsOf(after);
  if (after.status === "cancelled") return before.status === "cancelled" ? null : line(after, say, "wire_change_cancelled", { when: then });
  if (after.status === "postponed" && before.status !== "postponed") return moved ? line(after, say, "wire_change_rescheduled", { when: now, before: then }) : line(after, say, "wire_change_postponed", { when: then });
  if (before.status === "cancelled" || (before.status === "postponed" && after.status !== "postponed" && !moved)) return line(after, say, "wire_change_on", { when: now });
  return moved ? line(after, say, before.status === "postponed" ? "wire_change_rescheduled" : "wire_change_date", { when: now, before: then }) : null;
}

function where(after: SaidEvent, before: EventBefore, say: Saying): string | null {
  if (after.status === "cancelled" || placeOf(after) === placeOf(before)) return null;
  const words = (each: EventBefore) => [each.where ? whereWords(each.where) : "", each.where?.address ?? "", each.onlineUrl ? say.t("wire_online") : ""].filter(Boolean).join(", ") || say.t("wire_nowhere");
  return line(after, say, "wire_change_place", { where: words(after), before: words(before) });
}

/** The title is a link to the page. */
function line(after: SaidEvent, say: Saying, key: MessageKey, words: Readonly<Record<string, string>>): string {
  const link = `<a href="${escapeAttribute(after.url)}">${escapeText(after.title)}</a>`;
  const mark = "\u{F8FF}";
  return escapeText(say.t(key, { ...words, title: mark })).replace(mark, () => link);
}

function startsOf(event: Pick<EventBefore, "sessions" | "zone">): string {
  return JSON.stringify(expand(event.sessions, event.zone).map((each) => [each.startLocal.toString(), each.endLocal?.toString()]));
}

function placeOf({ where: place, onlineUrl }: EventBefore): string {
  return `${place ? versionOf({ ...place, latitude: null, longitude: null, postcode: "" }) : ""} ${onlineUrl ?? ""}`;
}

function isOver(event: Pick<EventBefore, "sessions" | "zone">, at: Temporal.Instant): boolean {
  return expand(event.sessions, event.zone).every((each) => Temporal.Instant.compare(each.endsAt ?? each.startsAt, at) < 0);
}
