import { ignored, isMap, mustBeList, publicAddress, taken, type Json, type Reading } from "./reading.ts";

/*
 * A strict reader after Lemmy's protocol types, which a typed parser fills: one key of the wrong form and nothing is read.
 * A post is for a community (a Group) that stands in `to` or `cc`; a comment answers something.
 */
export function readAsLemmy(activity: Json, isCommunity: (id: string) => boolean): Reading {
  if (activity["type"] === "Announce") return announced(activity, isCommunity);
  if (activity["type"] !== "Create" && activity["type"] !== "Update") return ignored("another activity");
  const object = activity["object"];
  if (!isMap(object)) throw new Error("object is no object");
  const addressed = [...strings(object["to"], "to"), ...strings(object["cc"], "cc")];
  if ("inReplyTo" in object) return readComment(object);
  if (!["Page", "Article", "Note", "Video", "Event"].includes(String(object["type"]))) return ignored(`a ${String(object["type"])}`);
  const community = addressed.find(isCommunity);
  if (!community) return ignored("for no community");
  return readPage(object, community);
}

/** FEP-1b12: a community hands on the activities of its members as they are. */
function announced(activity: Json, isCommunity: (id: string) => boolean): Reading {
  const inner = activity["object"];
  if (typeof inner === "string") return taken({ fetched: inner });
  return isMap(inner) ? readAsLemmy(inner, isCommunity) : ignored("nothing announced");
}

function readPage(object: Json, community: string): Reading {
  common(object);
  if (typeof object["name"] !== "string" && typeof object["content"] !== "string") throw new Error("no title");
  if ("audience" in object && object["audience"] !== community) throw new Error("another audience");
  const attachments = mustBeList(object["attachment"] ?? [], "attachment").map(attachment);
  const { image } = object;
  if (image !== undefined && !(isMap(image) && typeof image["url"] === "string")) throw new Error("image is no ImageObject");
  return taken({ title: object["name"], body: object["content"], link: attachments[0] ?? null, thumbnail: isMap(image) ? image["url"] : null, community });
}

function readComment(object: Json): Reading {
  common(object);
  if (object["type"] !== "Note") return ignored("an answer that is no note");
  if (typeof object["inReplyTo"] !== "string") throw new Error("inReplyTo is no address");
  if (typeof object["content"] !== "string") throw new Error("no text");
  return taken({ text: object["content"], under: object["inReplyTo"] });
}

function common(object: Json): void {
  if (typeof object["id"] !== "string" || typeof object["attributedTo"] !== "string") throw new Error("attributedTo has another form");
  if (new URL(object["id"]).host !== new URL(object["attributedTo"]).host) throw new Error("domain of the creator");
  for (const key of ["name", "content", "mediaType", "published", "updated"]) if (key in object && typeof object[key] !== "string") throw new Error(`${key} has another form`);
  if (![...strings(object["to"], "to"), ...strings(object["cc"], "cc")].includes(publicAddress)) throw new Error("not public");
}

/** Exactly a Link, an Image or a Document: a PropertyValue fails the whole. */
function attachment(each: unknown): string {
  if (isMap(each)) {
    if (each["type"] === "Link" && typeof each["href"] === "string") return each["href"];
    if ((each["type"] === "Image" || each["type"] === "Document") && typeof each["url"] === "string") return each["url"];
  }
  throw new Error("data did not match any variant of enum Attachment");
}

function strings(value: unknown, name: string): readonly string[] {
  const all = typeof value === "string" ? [value] : mustBeList(value ?? [], name);
  if (!all.every((each) => typeof each === "string")) throw new Error(`${name} holds another thing than addresses`);
  return all as readonly string[];
}
