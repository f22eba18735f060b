import { ignored, isMap, mustBeList, publicAddress, taken, type Json, type Reading } from "./reading.ts";

/*
 * A strict reader after Mobilizon's converters: JSON keys as they come, without JSON-LD, and its crashes kept. Followed
 * are Organization, Group, Application and Service, never a Person.
 */
export function readAsMobilizon(activity: Json): Reading {
  // By reference: fetched at its own address, as it would be written there.
  if (activity["type"] === "Announce" && typeof activity["object"] === "string") return taken({ fetched: activity["object"] });
  if (activity["type"] !== "Create" && activity["type"] !== "Update") return ignored("another activity");
  const object = activity["object"];
  if (!isMap(object)) return ignored("by reference: fetched");
  sameHost(object["id"], activity["actor"]);
  if (object["type"] === "Event") return readEvent(object);
  if (object["type"] === "Article") return readArticle(object);
  return object["type"] === "Note" && "inReplyTo" in object ? readComment(object) : ignored(`a ${String(object["type"])}`);
}

/** How it knows and verifies an actor. */
export function followAsMobilizon(actor: Json): Reading {
  if (actor["type"] === "Person") return ignored("person_no_follow");
  const key = actor["publicKey"];
  if (!isMap(key) || typeof key["publicKeyPem"] !== "string") throw new Error("401: no key found");
  if (typeof actor["inbox"] !== "string" || typeof actor["preferredUsername"] !== "string") throw new Error("no actor");
  return taken({ name: actor["name"], username: actor["preferredUsername"] });
}

function readEvent(object: Json): Reading {
  authorOf(object);
  const attachments = mustBeList(object["attachment"], "attachment").filter(isMap);
  const tags = tagsOf(object);
  if (typeof object["status"] !== "string") throw new TypeError("String.downcase(nil)");
  const address = placeOf(object);
  return taken({
    title: object["name"], description: object["content"], begins: object["startTime"], ends: object["endTime"] ?? null, zone: object["timezone"], category: typeof object["category"] === "string" ? object["category"] : "MEETING",
    status: object["status"].toLowerCase(), address, picture: pictureOf(object, attachments), website: attachments.find((each) => each["type"] === "Link" && each["name"] === "Website")?.["href"] ?? null,
    joins: object["joinMode"] ?? "free", where: object["externalParticipationUrl"] ?? null, visibility: visibilityOf(object), tags: tags.kept,
  }, [...tags.lost, ...(isMap(object["location"]) && "latitude" in object["location"] && !address?.["point"] ? ["position"] : [])]);
}

function readArticle(object: Json): Reading {
  authorOf(object);
  const attachments = mustBeList(object["attachment"], "attachment").filter(isMap);
  const tags = tagsOf(object);
  return taken({ title: object["name"], body: object["content"], picture: pictureOf(object, attachments), visibility: visibilityOf(object), tags: tags.kept }, tags.lost);
}

function readComment(object: Json): Reading {
  authorOf(object);
  mustBeList(object["tag"], "tag");
  if (typeof object["inReplyTo"] !== "string") throw new Error("no parent");
  return taken({ text: object["content"], under: object["inReplyTo"], visibility: visibilityOf(object) });
}

function authorOf(object: Json): void {
  if (typeof object["actor"] !== "string" || typeof object["attributedTo"] !== "string") throw new Error("no_actor_found");
}

function placeOf({ location }: Json): Json | null {
  if (location === undefined) return null;
  if (!isMap(location)) throw new Error("no function clause matching get_address");
  const { latitude, longitude, address, id, name } = location;
  // Only floats; JSON's 47 is an integer there.
  const float = (value: unknown) => typeof value === "number" && !Number.isInteger(value);
  return { id, name, point: float(latitude) && float(longitude) ? [latitude, longitude] : null, ...(isMap(address) ? { street: address["streetAddress"], locality: address["addressLocality"] } : {}) };
}

function pictureOf({ image }: Json, attachments: readonly Json[]): unknown {
  if (image !== undefined && !isMap(image)) throw new Error("no function clause matching get_banner_picture");
  const isPicture = (each: Json | undefined) => each?.["type"] === "Document" || each?.["type"] === "Image";
  const banner = attachments.find((each) => isPicture(each) && each["name"] === "Banner") ?? (isPicture(image) ? image : attachments.find(isPicture));
  return banner?.["url"] ?? null;
}

function tagsOf(object: Json): { readonly kept: string[]; readonly lost: string[] } {
  const names = mustBeList(object["tag"], "tag").filter(isMap).filter((each) => each["type"] === "Hashtag").map((each) => String(each["name"]));
  return { kept: names.filter((name) => name.length <= 40), lost: names.filter((name) => name.length > 40) };
}

function visibilityOf(object: Json): string {
  const forms = [publicAddress, "as:Public", "Public"];
  const has = (key: string) => (Array.isArray(object[key]) ? object[key] : [object[key]]).some((each) => forms.includes(String(each)));
  return has("to") ? "public" : has("cc") ? "unlisted" : "private";
}

/** Host and port, as a string. */
function sameHost(id: unknown, actor: unknown): void {
  const authority = (value: unknown) => /^https?:\/\/([^/]+)/.exec(String(value))?.[1];
  if (!authority(id) || authority(id) !== authority(actor)) throw new Error("origin check failed");
}
