import { ignored, isMap, taken, type Json, type Reading } from "./reading.ts";

/*
 * A strict reader after Gancio's inbox and helpers. It imports a Create of an Event by the very actor that is followed and
 * trusted, and stops at an attachment without media type.
 */
export function readAsGancio(activity: Json, followed: string): Reading {
  if (activity["type"] !== "Create") return ignored("only what is created");
  const event = activity["object"];
  if (!isMap(event) || event["type"] !== "Event") return ignored("no event");
  if (activity["actor"] !== followed) return ignored("by somebody who isn't followed");
  if (!event["id"] || !event["name"] || !event["startTime"]) return ignored("without id, name or startTime");
  const attachments = event["attachment"] as readonly Json[] | undefined;
  const picture = attachments?.find((each) => mediaTypeOf(each).includes("image"));
  const start = Date.parse(String(event["startTime"]));
  const end = event["endTime"] === undefined ? null : Date.parse(String(event["endTime"]));
  if (!Number.isFinite(start) || (end !== null && !Number.isFinite(end))) throw new Error("Invalid date");
  const place = placeOf(event["location"]);
  return taken({
    title: event["name"], description: event["content"] ?? event["summary"], start, end, place, online: onlineOf(event), picture: picture?.["url"] ?? null,
    tags: (event["tag"] as readonly Json[] | undefined)?.filter((each) => each["type"] === "Hashtag").map((each) => String(each["name"]).slice(1)) ?? [],
  });
}

/** `a?.mediaType.includes` of its helpers: what has no media type throws. */
function mediaTypeOf(attachment: Json): string {
  const { mediaType } = attachment;
  if (typeof mediaType !== "string") throw new TypeError("Cannot read properties of undefined (reading 'includes')");
  return mediaType;
}

function placeOf(location: unknown): Json | null {
  const first = Array.isArray(location) ? location.find((each) => isMap(each) && each["type"] !== "VirtualLocation") : location;
  if (!isMap(first)) return null;
  const { address } = first;
  const street = typeof address === "string" ? address : isMap(address) ? [address["streetAddress"], address["addressLocality"], address["addressCountry"]].filter(Boolean).join(", ") : "";
  return { name: first["name"], address: street, latitude: first["latitude"] ?? null, longitude: first["longitude"] ?? null };
}

/** It knows no VirtualLocation but its own: an online event is one without a place, whose links are in its attachments. */
function onlineOf(event: Json): string[] {
  return (event["attachment"] as readonly Json[] | undefined)?.filter((each) => each["type"] === "Link").map((each) => String(each["href"])) ?? [];
}
