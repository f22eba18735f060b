import type { Tag } from "../../../features/contents/input.ts";
import { everybody, isInsecure, readAddress, sameOrigin } from "../guard/address.ts";
import { readInstant } from "../guard/instant.ts";
import { isObject, listOf, textOf, type Json, type JsonObject } from "../guard/json.ts";
import type { Reading } from "../guard/read-activity.ts";
import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import { languageOf } from "./body.ts";
import { nameOf, namesOf, pageOf } from "./links.ts";
import { pictureOf, type HeardPicture } from "./pictures.ts";
import { mentionsOf, tagsOf } from "./tags.ts";
import { lineOf } from "./text.ts";

/** Why what somebody published elsewhere isn't understood here. */
export type HeardRefusal = "other-type" | "no-id" | "insecure" | "no-author" | "foreign-author" | "no-title" | "no-start" | "no-words" | "vote" | "private" | "draft" | "nothing-to-open";

export interface Hearing extends Reading {
  /** Whose it must be: what the guard found in what was sent, or who says that they wrote what is fetched at its own address. */
  readonly by?: string;
}

/** What is read of anything published elsewhere. Words are clean and bounded; addresses are addresses; nothing is fetched. */
export interface HeardContent {
  readonly id: string;
  /** The page where people read it. */
  readonly url: string;
  /** Whose it is, of the server where it stands. */
  readonly author: string;
  /** All of them, that one first. */
  readonly authors: readonly string[];
  /** Those of any server who say that they wrote it too: a claim of the author's alone. */
  readonly coAuthors: readonly string[];
  readonly tags: readonly Tag[];
  readonly mentions: readonly string[];
  readonly picture: HeardPicture | null;
  readonly published: Temporal.Instant | null;
  readonly updated: Temporal.Instant | null;
  /** `public`: for everybody. `unlisted`: for whoever has its address. `closed`: never shown, listed nor searched. */
  readonly openness: "public" | "unlisted" | "closed";
  /** The community in which it was published, if it says one. */
  readonly community: string | null;
  /** A licence of ours that lets it be shown whole; null: all rights are reserved. */
  readonly licence: "cc-by" | "cc-by-sa" | "cc-by-nc-sa" | "cc0" | null;
  /** Why one may not want to see it at once; null when one may. */
  readonly warning: string | null;
  readonly conversation: string | null;
  /** What one of our servers says of its kind, in our own words: parsed where it is used. */
  readonly details: JsonObject | null;
}

/** The part that all contents share, or why there is none. */
export function hearContent(value: JsonObject, hearing: Hearing): Outcome<HeardContent, HeardRefusal> {
  const id = readAddress(value["id"]);
  if (id === null) return refused("no-id");
  if (isInsecure(id) && !hearing.httpAllowed) return refused("insecure");
  const said = namesOf(value["attributedTo"] ?? value["actor"], 12);
  const authors = hearing.by === undefined ? said : [hearing.by, ...said.filter((each) => each !== hearing.by)];
  const [author] = authors;
  if (author === undefined) return refused("no-author");
  // Sent by one, written by another of the same server: it isn't the sender's, who would bear another's words or keep them from coming.
  if (hearing.by !== undefined && said.length > 0 && !said.includes(hearing.by)) return refused("foreign-author");
  // A server answers for its own people alone.
  if (!authors.every((each) => sameOrigin(each, id))) return refused("foreign-author");
  return done({
    id, url: pageOf(value), author, authors, coAuthors: namesOf(value["es:coAuthors"], 12), tags: tagsOf(value), mentions: mentionsOf(value), picture: pictureOf(value),
    published: readInstant(value["published"], hearing.now), updated: readInstant(value["updated"], hearing.now), openness: opennessOf(value), community: communityOf(value), licence: licenceOf(value),
    warning: value["sensitive"] === true ? lineOf(value["summary"], 200) : null, conversation: nameOf(value["context"]), details: isObject(value["es:details"]) ? value["es:details"] : null,
  });
}

export function opennessOf(value: JsonObject): HeardContent["openness"] {
  const toEverybody = (word: string) => listOf(value[word]).some((each) => each === "as:Public" || each === "Public" || nameOf(each) === everybody);
  return toEverybody("to") ? "public" : toEverybody("cc") ? "unlisted" : "closed";
}

function communityOf(value: JsonObject): string | null {
  const community = namesOf(value["audience"], 1)[0] ?? null;
  return community === everybody ? null : community;
}

const licences: readonly (readonly [RegExp, NonNullable<HeardContent["licence"]>])[] = [
  [/^https?:\/\/creativecommons\.org\/licenses\/by\/\d/, "cc-by"],
  [/^https?:\/\/creativecommons\.org\/licenses\/by-sa\/\d/, "cc-by-sa"],
  [/^https?:\/\/creativecommons\.org\/licenses\/by-nc-sa\/\d/, "cc-by-nc-sa"],
  [/^https?:\/\/creativecommons\.org\/publicdomain\/zero\/\d/, "cc0"],
];
/** As PeerTube numbers them. */
const numbered: Readonly<Record<string, NonNullable<HeardContent["licence"]>>> = { "1": "cc-by", "2": "cc-by-sa", "5": "cc-by-nc-sa", "7": "cc0" };

function licenceOf(value: JsonObject): HeardContent["licence"] {
  const said = value["license"] ?? value["licence"];
  const number = isObject(said) ? textOf(said["identifier"]) : "";
  if (Object.hasOwn(numbered, number)) return numbered[number] ?? null;
  const address = textOf(isObject(said) ? said["url"] : said).slice(0, 200);
  return licences.find(([form]) => form.test(address))?.[1] ?? null;
}

/** The title of something, in the language in which its text is read. */
export function titleOf(value: JsonObject, language: string | null): string {
  const map = isObject(value["nameMap"]) ? value["nameMap"] : {};
  const key = Object.keys(map).slice(0, 60).find((each) => languageOf(each) === language);
  return lineOf(key === undefined ? value["name"] : map[key], 200);
}

export function isOfType(value: JsonObject, ...types: readonly string[]): boolean {
  return listOf(value["type"]).some((each: Json) => typeof each === "string" && types.includes(each));
}
