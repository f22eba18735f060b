import { tagsSchema, type Tag } from "../../../features/contents/input.ts";
import { tagKey } from "../../../platform/text/slug.ts";
import { readAddress } from "../guard/address.ts";
import { isObject, listOf, textOf, type Json, type JsonObject } from "../guard/json.ts";
import { cleanText } from "./text.ts";

const mostTags = 12;
const mostMentions = 30;

/** The hashtags of something, as tags of ours. */
export function tagsOf(thing: JsonObject): Tag[] {
  const labels = named(thing, "Hashtag").map((each) => labelOf(cleanText(textOf(each["name"]).slice(0, 200)), textOf(each["href"]))).filter((label) => tagKey(label) !== "");
  const parsed = tagsSchema.safeParse([...new Map(labels.map((label) => [tagKey(label), label])).values()].slice(0, mostTags));
  return parsed.success ? parsed.data : [];
}

/** `#CultureScientifique` whose page is `…/culture-scientifique` was two words before it was a hashtag: so it is again. */
function labelOf(name: string, href: string): string {
  const label = name.replace(/^#+/, "").trim();
  const words = tagKey(decoded(/\/([^/?#]+)\/?(?:[?#]|$)/.exec(href.slice(0, 1000))?.[1] ?? ""));
  if (!words.includes("-") || words.replaceAll("-", "") !== tagKey(label).replaceAll("-", "")) return label;
  const spaced = label.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, " ");
  return tagKey(spaced) === words ? spaced : words.replaceAll("-", " ");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

/** Who is named in something: by the address of who they are, whatever the text shows. */
export function mentionsOf(thing: JsonObject): string[] {
  return [...new Set(named(thing, "Mention").map((each) => readAddress(each["href"])).filter((each) => each !== null))].slice(0, mostMentions);
}

/** The same with how each is called there: an outsider's word. */
export function mentionNamesOf(thing: JsonObject): Map<string, string> {
  return new Map(named(thing, "Mention").flatMap((each) => {
    const uri = readAddress(each["href"]);
    return uri === null ? [] : [[uri, cleanText(textOf(each["name"]).slice(0, 200))] as const];
  }).slice(0, mostMentions));
}

function named(thing: JsonObject, type: string): JsonObject[] {
  return listOf(thing["tag"]).slice(0, 60).filter(isObject).filter((each) => listOf(each["type"]).some((one: Json) => one === type));
}
