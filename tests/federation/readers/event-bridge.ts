import { ignored, isMap, publicAddress, taken, type Json, type Reading } from "./reading.ts";

/*
 * A strict reader after the Event Bridge for WordPress: a public Create with the event in it, by an actor that is followed
 * as an event source, of something still to come.
 */
export function readAsEventBridge(activity: Json, source: string, now: number): Reading {
  if (activity["type"] !== "Create") return ignored("only what is created");
  if (activity["actor"] !== source) return ignored("no event source");
  const event = activity["object"];
  if (!isMap(event) || event["type"] !== "Event") return ignored("no event");
  if (!listed(activity["to"]).includes(publicAddress)) return ignored("not public");
  const { startTime, endTime, name } = event;
  if (typeof startTime !== "string" || typeof name !== "string") throw new Error("an event needs a name and a start");
  const start = Date.parse(startTime);
  if (!Number.isFinite(start)) throw new Error("DateTime::__construct(): failed to parse time string");
  const end = typeof endTime === "string" ? Date.parse(endTime) : null;
  if ((end ?? start) < now) return ignored("is past");
  const { place, lost } = placeOf(event["location"]);
  return taken({ title: name, text: event["content"] ?? event["summary"] ?? "", start, end, place, picture: pictureOf(event), status: event["status"] ?? "CONFIRMED", tags: listed(event["tag"]).filter(isMap).filter((each) => each["type"] === "Hashtag").map((each) => each["name"]) }, lost);
}

/** The details of an address are read from a PostalAddress; of anything else only its words. */
function placeOf(location: unknown): { readonly place: Json | null; readonly lost: readonly string[] } {
  if (location === undefined) return { place: null, lost: [] };
  if (!isMap(location)) throw new TypeError("array_key_exists(): Argument #2 must be of type array");
  const { address } = location;
  if (isMap(address) && address["type"] === "PostalAddress") return { place: { name: location["name"], street: address["streetAddress"] ?? "", city: address["addressLocality"] ?? "", code: address["postalCode"] ?? "" }, lost: [] };
  return { place: { name: location["name"], street: typeof address === "string" ? address : "" }, lost: address === undefined ? [] : ["the parts of the address"] };
}

function pictureOf(event: Json): unknown {
  const { image } = event;
  if (isMap(image) && typeof image["url"] === "string") return image["url"];
  return listed(event["attachment"]).filter(isMap).find((each) => each["type"] === "Image" || each["type"] === "Document")?.["url"] ?? null;
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
