import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import type { TextDocument } from "../../../platform/text/document.ts";
import { excerpt, plainText } from "../../../platform/text/plain.ts";
import type { JsonObject } from "../guard/json.ts";
import { textIn } from "./body.ts";
import { hearContent, isOfType, titleOf, type HeardContent, type HeardRefusal, type Hearing } from "./content.ts";
import { hearPlace, type HeardPlace } from "./place.ts";
import { lineOf, wordsOf } from "./text.ts";

/** A place that one of our servers presents, with who wrote it; places by themselves are read where they stand. */
export interface HeardVisit extends HeardContent {
  readonly kind: "place";
  readonly title: string;
  readonly summary: string;
  readonly full: TextDocument | null;
  readonly language: string | null;
  readonly where: HeardPlace | null;
  /** In the syntax of OpenStreetMap; not verified. */
  readonly hours: string;
}

export function hearVisit(value: JsonObject, hearing: Hearing): Outcome<HeardVisit, HeardRefusal> {
  if (!isOfType(value, "Place") || value["es:kind"] !== "place") return refused("other-type");
  const content = hearContent(value, hearing);
  if (!content.done) return content;
  const { body, language } = textIn(value);
  const title = titleOf(value, language);
  if (!title) return refused("no-title");
  return done({ ...content.value, kind: "place", title, summary: wordsOf(value["summary"], 600) || excerpt(plainText(body), 280), full: content.value.licence === null ? null : body, language, where: hearPlace(value), hours: lineOf(value["es:hours"], 1000) });
}
