import { readAddress } from "../guard/address.ts";
import { isObject, listOf, textOf, type Json, type JsonObject } from "../guard/json.ts";

/**
 * The page where people read something: the address that says it is HTML, else one that says nothing of itself, else its
 * name. A page of another host than the name's is what it points to, not where it is read: see `elsewhereOf`.
 */
export function pageOf(thing: JsonObject): string {
  const id = readAddress(thing["id"]) ?? "";
  const page = anyPageOf(thing);
  return page !== null && isNear(page, id) ? page : id;
}

/** The page of another host that something points to. */
export function elsewhereOf(thing: JsonObject): string | null {
  const page = anyPageOf(thing);
  return page === null || isNear(page, readAddress(thing["id"]) ?? "") ? null : page;
}

function anyPageOf(thing: JsonObject): string | null {
  return linkOf(thing["url"], /^text\/html\b/i) ?? linkOf(thing["url"], /^$/);
}

/** The same host, or one under the other: `www.` and the like. */
function isNear(one: string, other: string): boolean {
  if (one === "" || other === "") return false;
  const [a, b] = [new URL(one).hostname, new URL(other).hostname];
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
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
