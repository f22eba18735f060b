import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import { plainText } from "../../../platform/text/plain.ts";
import { playerOf } from "../../../platform/text/players.ts";
import { textOf, type JsonObject } from "../guard/json.ts";
import { textIn } from "./body.ts";
import { hearContent, isOfType, titleOf, type HeardContent, type HeardRefusal, type Hearing } from "./content.ts";
import { pictureIn } from "./pictures.ts";
import { lineOf } from "./text.ts";

/** A video or a sound: a card that leads to its page. */
export interface HeardMedia extends HeardContent {
  readonly kind: "video" | "audio";
  readonly title: string;
  readonly summary: string;
  readonly language: string | null;
  readonly seconds: number | null;
  /** The page under which it may be played here, of a host that is known. */
  readonly player: string | null;
}

export function hearMedia(value: JsonObject, hearing: Hearing): Outcome<HeardMedia, HeardRefusal> {
  const kind = isOfType(value, "Video") ? "video" : isOfType(value, "Audio") ? "audio" : null;
  if (kind === null) return refused("other-type");
  const content = hearContent(value, hearing);
  if (!content.done) return content;
  const { body, language } = textIn(value);
  const title = titleOf(value, language);
  if (!title) return refused("no-title");
  return done({ ...content.value, kind, title, summary: lineOf(plainText(body).slice(0, 4000), 280), language, picture: pictureIn(value["icon"]) ?? content.value.picture, seconds: secondsOf(textOf(value["duration"])), player: playerOf(content.value.url)?.page ?? null });
}

/** `PT1145S`, `PT1H2M3S`: up to a day. */
function secondsOf(duration: string): number | null {
  const parts = /^P(?:(\d{1,2})D)?T(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,7})(?:\.\d{1,9})?S)?$/.exec(duration.slice(0, 40));
  if (!parts) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((each) => Number(each ?? 0));
  const all = days * 86_400 + hours * 3600 + minutes * 60 + seconds;
  return all > 0 && all <= 86_400 ? all : null;
}
