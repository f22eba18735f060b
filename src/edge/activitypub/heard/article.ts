import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import type { TextDocument } from "../../../platform/text/document.ts";
import { excerpt, plainText } from "../../../platform/text/plain.ts";
import { sameOrigin } from "../guard/address.ts";
import { isObject, textOf, type JsonObject } from "../guard/json.ts";
import { textIn } from "./body.ts";
import { hearContent, isOfType, titleOf, type HeardContent, type HeardRefusal, type Hearing } from "./content.ts";
import { elsewhereOf, linkOf, nameOf } from "./links.ts";
import { wordsOf } from "./text.ts";
import { hearWhen, type HeardWhen } from "./when.ts";

export interface HeardArticle extends HeardContent {
  /** What one of our servers says that it is; an article for all others. */
  readonly kind: "article" | "announcement" | "operation" | "itinerary" | "project" | "place" | "news" | "notice";
  readonly title: string;
  /** Plain words, in one line: what may be shown of it, with a link to the rest. */
  readonly summary: string;
  /** The whole text, only where its author gave a licence to show it. */
  readonly full: TextDocument | null;
  /** The text, whatever its licence. */
  readonly body: TextDocument;
  readonly language: string | null;
  /** Of an announcement: until when it holds. */
  readonly closesAt: Temporal.Instant | null;
  /** Of an operation: its first and last moment. */
  readonly when: HeardWhen | null;
  /** Of a notice: the dossier of the same server that it presents. */
  readonly dossier: string | null;
  /** Of a presentation: the actor of the same server that it presents. */
  readonly project: string | null;
  /** What it is only a link to: a page elsewhere. */
  readonly linked: string | null;
  readonly inReplyTo: string | null;
}

/** Of moments that say neither zone nor offset, which ours never leave out. */
const zone = "Europe/Paris";
const kinds = ["announcement", "operation", "itinerary", "project", "place", "news"] as const;

/** Reads an article of WordPress, Ghost, WriteFreely, Plume or one of ours, or a page of Lemmy or Friendica. */
export function hearArticle(value: JsonObject, hearing: Hearing): Outcome<HeardArticle, HeardRefusal> {
  if (!isOfType(value, "Article", "Page") && !(isOfType(value, "Place") && value["es:kind"] === "place")) return refused("other-type");
  const content = hearContent(value, hearing);
  if (!content.done) return content;
  const { body, language } = textIn(value);
  const words = plainText(body);
  // Lemmy's first pages said their title as a summary.
  const title = titleOf(value, language) || (words ? "" : wordsOf(value["summary"], 200));
  if (!title && !words) return refused("no-title");
  const said = textOf(value["es:kind"]);
  const dossier = said === "dossier" ? nameOf(value["es:dossier"]) : null;
  const { id, licence } = content.value;
  const project = said === "project" ? nameOf(value["es:project"]) : null;
  const preview = isObject(value["preview"]) ? value["preview"] : null;
  const kind = dossier !== null && sameOrigin(dossier, id) ? "notice" : (kinds.find((each) => each === said) ?? "article");
  return done({
    // A summary is what it is about, never a warning: that is a note's.
    ...content.value, warning: value["sensitive"] === true ? "" : null, kind, title: title || excerpt(words, 80),
    summary: wordsOf(value["summary"], 600) || excerpt(preview ? plainText(textIn(preview).body) || words : words, 280), full: licence === null ? null : body, body, language,
    closesAt: kind === "announcement" ? closingOf(value) : null, when: kind === "operation" ? hearWhen(value, zone) : null, dossier: kind === "notice" ? dossier : null, project: project !== null && sameOrigin(project, id) ? project : null, linked: linkedFrom(value, id), inReplyTo: nameOf(value["inReplyTo"]),
  });
}

function closingOf(value: JsonObject): Temporal.Instant | null {
  return hearWhen(Object.freeze({ startTime: value["endTime"] }), zone)?.startsAt ?? null;
}

/** The page that a post of Lemmy or Friendica points to. */
function linkedFrom(value: JsonObject, id: string): string | null {
  const attached = Array.isArray(value["attachment"]) ? value["attachment"].filter(isObject).find((each) => each["type"] === "Link") : null;
  const link = (attached ? linkOf([attached], /^(?:|text\/html.*)$/i) : null) ?? elsewhereOf(value);
  return link !== null && !sameOrigin(link, id) ? link : null;
}
