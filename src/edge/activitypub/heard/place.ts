import { readAddress } from "../guard/address.ts";
import { isObject, listOf, textOf, type Json, type JsonObject } from "../guard/json.ts";
import { linkOf } from "./links.ts";
import { lineOf } from "./text.ts";

/** Where something is, as it was said with it. It changes no place of ours, and none that another server says. */
export interface HeardPlace {
  readonly id: string | null;
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly locality: string;
  readonly region: string;
  readonly country: string;
  /** Degrees, WGS 84. */
  readonly point: { readonly latitude: number; readonly longitude: number } | null;
  readonly url: string | null;
}

export interface HeardWhere {
  /** The first place where one can go. */
  readonly place: HeardPlace | null;
  /** Where one can look on from elsewhere. */
  readonly online: string | null;
}

/** Reads one location or several, of places and of addresses on the web, in the forms of Mobilizon, Gancio, FEP-8a8e, Friendica and Hubzilla. */
export function hearWhere(value: Json | undefined): HeardWhere {
  let [place, online]: [HeardPlace | null, string | null] = [null, null];
  for (const each of listOf(value).slice(0, 20)) {
    if (isVirtual(each)) online ??= isObject(each) ? addressOnline(each) : null;
    else place ??= hearPlace(each);
  }
  return { place, online };
}

function isVirtual(location: Json): boolean {
  if (typeof location === "string") return false;
  return isObject(location) && (location["type"] === "VirtualLocation" || (isObject(location["address"]) && location["address"]["type"] === "VirtualLocation"));
}

function addressOnline(location: JsonObject): string | null {
  return linkOf(location["url"], /^/) ?? (isObject(location["address"]) ? linkOf(location["address"]["url"], /^/) : null);
}

/** A place by itself; null when nothing says where it is. */
export function hearPlace(value: Json | undefined): HeardPlace | null {
  if (typeof value === "string") return named(lineOf(readAddress(value) === null ? value : "", 200));
  if (!isObject(value) || (value["type"] !== undefined && value["type"] !== "Place" && !listOf(value["type"]).includes("Place"))) return null;
  const address = value["address"];
  const part = (word: string, longest = 200) => (isObject(address) ? lineOf(address[word], longest) : "");
  const place = {
    id: readAddress(value["id"]), name: lineOf(value["name"], 200), street: isObject(address) ? part("streetAddress", 300) : lineOf(address, 300), postcode: part("postalCode", 20), locality: part("addressLocality"), region: part("addressRegion"),
    country: part("addressCountry"), point: pointOf(value), url: linkOf(value["url"], /^/),
  };
  return place.name || place.street || place.locality || place.point ? place : null;
}

function named(name: string): HeardPlace | null {
  return name ? { id: null, name, street: "", postcode: "", locality: "", region: "", country: "", point: null, url: null } : null;
}

/** Numbers, or words that are numbers. Where the two lines of zero cross there is only sea. */
function pointOf(value: JsonObject): HeardPlace["point"] {
  const [latitude, longitude] = [degrees(value["latitude"], 90), degrees(value["longitude"], 180)];
  return latitude === null || longitude === null || (latitude === 0 && longitude === 0) ? null : { latitude, longitude };
}

function degrees(value: Json | undefined, most: number): number | null {
  const read = typeof value === "number" ? value : /^\s*-?\d{1,3}(?:\.\d{1,20})?\s*$/.test(textOf(value)) ? Number(value) : Number.NaN;
  return Math.abs(read) <= most ? read : null;
}
