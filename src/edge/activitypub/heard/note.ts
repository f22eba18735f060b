import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import type { TextDocument } from "../../../platform/text/document.ts";
import { plainText } from "../../../platform/text/plain.ts";
import { readAddress } from "../guard/address.ts";
import { isObject, listOf, textOf, type JsonObject } from "../guard/json.ts";
import { textIn } from "./body.ts";
import { hearContent, isOfType, type HeardContent, type HeardRefusal, type Hearing } from "./content.ts";
import { nameOf } from "./links.ts";
import { picturesIn, type HeardPicture } from "./pictures.ts";
import { lineOf } from "./text.ts";

/** A short message: a comment when it answers something. */
export interface HeardNote extends HeardContent {
  readonly kind: "note";
  readonly body: TextDocument;
  readonly language: string | null;
  readonly inReplyTo: string | null;
  readonly pictures: readonly HeardPicture[];
  /** What it quotes: shown as a link. */
  readonly quoted: string | null;
}

/** Reads a message. The vote of a poll and what is written to one person alone are none. */
export function hearNote(value: JsonObject, hearing: Hearing): Outcome<HeardNote, HeardRefusal> {
  if (isOfType(value, "ChatMessage", "EncryptedMessage")) return refused("private");
  if (!isOfType(value, "Note")) return refused("other-type");
  const content = hearContent(value, hearing);
  if (!content.done) return content;
  const { body, language } = textIn(value);
  const words = plainText(body);
  if (!words && textOf(value["name"]) !== "" && value["inReplyTo"] !== undefined) return refused("vote");
  const pictures = picturesIn(listOf(value["attachment"]).slice(0, 32));
  if (!words && pictures.length === 0) return refused("no-words");
  const warned = value["sensitive"] === true || (textOf(value["summary"]) !== "" && value["inReplyTo"] !== undefined);
  return done({ ...content.value, warning: warned ? lineOf(value["summary"], 200) : null, kind: "note", body, language, inReplyTo: nameOf(value["inReplyTo"]), pictures, quoted: quotedIn(value) });
}

/** Servers say a quotation in six ways, and sometimes in several that disagree: the first of these counts. */
function quotedIn(value: JsonObject): string | null {
  const link = listOf(value["tag"]).slice(0, 60).filter(isObject).find((each) => each["type"] === "Link" && /activity\+json|ld\+json/.test(textOf(each["mediaType"])));
  for (const each of [nameOf(value["quote"]), readAddress(link?.["href"]), nameOf(value["quoteUri"]), nameOf(value["quoteUrl"]), nameOf(value["_misskey_quote"])]) if (each !== null) return each;
  return null;
}
