import { readAddress } from "../guard/address.ts";
import { isObject, listOf, textOf, type Json, type JsonObject } from "../guard/json.ts";

/** The page where people read something: the address that says it is HTML, else one that says nothing of itself, else its name. */
export function pageOf(thing: JsonObject): string {
  return linkOf(thing["url"], /^text\/html\b/i) ?? linkOf(thing["url"], /^$/) ?? readAddress(thing["id"]) ?? "";
}

/** The first web address of a kind among one or several, written as addresses or as links. */
export function linkOf(value: Json | undefined, mediaType: RegExp): string | null {
  for (const each of listOf(value).slice(0, 60)) {
    const address = readAddress(isObject(each) ? (each["href"] ?? each["url"]) : each);
    if (address !== null && mediaType.test(isObject(each) ? typeOfLink(each) : "")) return address;
  }
  return null;
}

function typeOfLink(link: JsonObject): string {
  return textOf(link["mediaType"]) || textOf(link["mimeType"]);
}

/** The address of a thing that is named, or described with its name. */
export function nameOf(value: Json | undefined): string | null {
  return readAddress(isObject(value) ? value["id"] : value);
}

/** The names of one or several things. */
export function namesOf(value: Json | undefined, most: number): string[] {
  return [...new Set(listOf(value).slice(0, most * 2).map(nameOf).filter((each) => each !== null))].slice(0, most);
}
