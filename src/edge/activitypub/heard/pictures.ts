import { readAddress } from "../guard/address.ts";
import { isObject, listOf, textOf, type Json, type JsonObject } from "../guard/json.ts";
import { linkOf } from "./links.ts";
import { lineOf } from "./text.ts";

export interface HeardPicture {
  /** Where it stands; that it is a picture is known once it was fetched and decoded. */
  readonly url: string;
  /** What it shows, for those who don't see it; empty when its author didn't say. */
  readonly alt: string;
}

/** The picture of a content: its image, the attachment that is its banner, or the first picture attached. */
export function pictureOf(thing: JsonObject): HeardPicture | null {
  const attached = listOf(thing["attachment"]).slice(0, 32).filter(isObject);
  const banner = attached.find((each) => each["name"] === "Banner" || each["isBannerImage"] === true);
  const found = pictureIn(thing["image"]) ?? (banner ? pictureIn(banner) : null) ?? picturesIn(attached)[0] ?? null;
  // The same picture often stands at two places, with its description at one of them.
  return found && !found.alt ? (picturesIn(attached).find((each) => each.url === found.url && each.alt) ?? found) : found;
}

/** Pictures among what is attached to something. */
export function picturesIn(attached: readonly Json[]): HeardPicture[] {
  return attached.filter(isObject).filter(isPicture).slice(0, 16).map((each) => pictureIn(each)).filter((each) => each !== null);
}

function isPicture(attachment: JsonObject): boolean {
  const type = textOf(attachment["type"]);
  const media = textOf(attachment["mediaType"]);
  return (type === "Image" && !media) || ((type === "Image" || type === "Document") && /^image\/(?!svg)/i.test(media));
}

/** A picture said as an address, as an object or as several: the first with an address. */
export function pictureIn(value: Json | undefined): HeardPicture | null {
  for (const each of listOf(value).slice(0, 20)) {
    const url = isObject(each) ? (linkOf(each["url"], /^(?:|image\/(?!svg).*)$/i) ?? readAddress(each["href"])) : readAddress(each);
    if (url !== null && !/svg/i.test(isObject(each) ? textOf(each["mediaType"]) : "")) return { url, alt: isObject(each) ? altOf(each) : "" };
  }
  return null;
}

function altOf(picture: JsonObject): string {
  const alt = lineOf(picture["name"], 500) || lineOf(picture["summary"], 500);
  // A name that Mobilizon looks for, and a file's name, describe nothing.
  return alt === "Banner" || /^[\w%.-]+\.(?:jpe?g|png|gif|webp|avif)$/i.test(alt) ? "" : alt;
}
