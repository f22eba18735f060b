import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import { wellFormed } from "../../../platform/text/well-formed.ts";
import { reshapes } from "./contexts.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import type { BodyRefusal } from "./refusal.ts";
import { scan } from "./scan.ts";
import { restsAuthority } from "./words.ts";

export const largestBody = 1_048_576;
/** Lists that the worst servers fill without end: beyond these, nobody means well. */
const longestLists: Readonly<Record<string, number>> = { tag: 60, attachment: 32, alsoKnownAs: 20, "@context": 40, url: 60, icon: 20, image: 20 };
const audiences = ["to", "cc", "bto", "bcc", "audience"];
const mostAddressed = 200;
const longestList = 2000;
const dangerous = new Set(["__proto__", "constructor", "prototype"]);

/** The bytes that another server posted, or that stand at its address, before anything in them is believed. */
export function readBody(bytes: Uint8Array, contentType: string | null | undefined, contentEncoding?: string | null): Outcome<JsonObject, BodyRefusal> {
  if (contentEncoding && contentEncoding.trim().toLowerCase() !== "identity") return refused("encoded");
  if (!isActivityJson(contentType ?? "")) return refused("not-activity-json");
  const read = readJson(bytes);
  const trick = read.done ? reshapes(read.value) : null;
  return trick ? refused(trick) : read;
}

/** `application/activity+json`, or `application/ld+json` that says its profile; whatever the order of parameters. */
export function isActivityJson(contentType: string): boolean {
  const [type = "", ...parameters] = contentType.slice(0, 500).split(";").map((each) => each.trim());
  const value = (name: string) => parameters.filter((each) => each.toLowerCase().startsWith(`${name}=`)).map((each) => each.slice(name.length + 1).replace(/^"|"$/g, ""));
  if (value("charset").some((charset) => !/^utf-?8$/i.test(charset))) return false;
  if (type.toLowerCase() === "application/activity+json") return true;
  return type.toLowerCase() === "application/ld+json" && value("profile").flatMap((profile) => profile.split(" ")).includes("https://www.w3.org/ns/activitystreams");
}

/** The same for what isn't ActivityPub's, WebFinger's answers and NodeInfo's, and for what was read by `readBody` before. */
export function readJson(bytes: Uint8Array): Outcome<JsonObject, BodyRefusal> {
  if (bytes.byteLength > largestBody) return refused("too-large");
  const text = decoded(bytes);
  if (text === null) return refused("not-utf-8");
  const fault = scan(text);
  if (fault) return refused(fault);
  try {
    const value = frozen(JSON.parse(text) as Json, "");
    return isObject(value) ? done(value) : refused("not-an-object");
  } catch (error) {
    return refused(error instanceof Unreadable ? error.refusal : "not-json");
  }
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

class Unreadable extends Error {
  readonly refusal: BodyRefusal;
  constructor(refusal: BodyRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** A copy that nobody changes and that inherits nothing; broken letters are mended where they are only read by people. */
function frozen(value: Json, word: string): Json {
  if (typeof value === "string") {
    const text = wellFormed(value);
    if (text !== value && restsAuthority(word)) throw new Unreadable("broken-text");
    return text;
  }
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) {
    if (value.length > (longestLists[word] ?? longestList)) throw new Unreadable("too-many");
    return Object.freeze(value.map((each: Json) => frozen(each, word)));
  }
  if (!isObject(value)) return value;
  if (audiences.reduce((sum, each) => sum + (Array.isArray(value[each]) ? value[each].length : 0), 0) > mostAddressed) throw new Unreadable("too-many");
  const copy = Object.create(null) as Record<string, Json>;
  for (const [key, held] of Object.entries(value)) {
    if (dangerous.has(key) || wellFormed(key) !== key) throw new Unreadable("strange-word");
    copy[key] = frozen(held ?? null, key);
  }
  return Object.freeze(copy);
}
