import { ignored, isMap, publicAddress, taken, type Json, type Reading } from "./reading.ts";

const converted = ["Image", "Audio", "Video", "Article", "Page", "Event"];

/*
 * A strict reader after Mastodon's status parser: an Article or an Event becomes a message of its title, its summary and its
 * link; its text isn't shown. What Mastodon loses in silence is told as lost.
 */
export function readAsMastodon(activity: Json): Reading {
  if (activity["type"] === "Announce") return typeof activity["object"] === "string" ? taken({ boosts: activity["object"] }) : ignored("a boost of what isn't an address");
  if (activity["type"] !== "Create" && activity["type"] !== "Update") return ignored("another activity");
  const object = activity["object"];
  if (!isMap(object) || typeof object["type"] !== "string") return ignored("no object");
  if (object["type"] === "Event" && activity["type"] === "Update") return ignored("changes of events are passed over");
  if (object["type"] !== "Note" && !converted.includes(object["type"])) return ignored(`a ${object["type"]}`);
  if (hostOf(object["id"]) !== hostOf(activity["actor"])) throw new Error("non matching hosts");
  const url = linkOf(object["url"]);
  const year = Number(/^-?\d+(?=-)/.exec(String(object["published"]))?.[0]);
  if (!(year >= 0 && year <= 9999)) throw new Error("published is out of range");
  const text = object["type"] === "Note" ? String(object["content"] ?? "") : `<h2>${String(object["name"] ?? "")}</h2>${String(object["summary"] ?? "")}<p><a href="${url ?? ""}">${url ?? ""}</a></p>`;
  const to = asList(object["to"]);
  const cc = asList(object["cc"]);
  return taken({
    text,
    warning: object["type"] === "Note" ? (object["summary"] ?? null) : null,
    visibility: to.includes(publicAddress) ? "public" : cc.includes(publicAddress) ? "unlisted" : "private",
    media: asList(object["attachment"]).filter(isMap).filter((each) => ["Document", "Image", "Video", "Audio"].includes(String(each["type"])) && typeof each["url"] === "string").map((each) => ({ url: each["url"], type: each["mediaType"], alt: each["name"] ?? null })).slice(0, 4),
    tags: tagsOf(object, "Hashtag"),
    mentions: tagsOf(object, "Mention"),
    answers: object["inReplyTo"] ?? null,
  }, lossesOf(object, url));
}

/** An account is taken if its name is one that Mastodon can write, and it has what is needed to talk to it. */
export function followAsMastodon(actor: Json): Reading {
  if (!["Application", "Group", "Organization", "Person", "Service"].includes(String(actor["type"]))) return ignored("no account");
  const key = actor["publicKey"];
  if (!isMap(key) || typeof key["publicKeyPem"] !== "string") throw new Error("no key");
  if (!/^[a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?$/i.test(String(actor["preferredUsername"]))) throw new Error("no valid username");
  if (typeof actor["inbox"] !== "string") throw new Error("no inbox");
  const fields = asList(actor["attachment"]).filter(isMap).filter((each) => each["type"] === "PropertyValue");
  return taken({ name: actor["name"], note: actor["summary"], fields: fields.slice(0, 4).map((each) => [each["name"], each["value"]]) });
}

function lossesOf(object: Json, url: string | null): string[] {
  const tags = asList(object["tag"]).filter(isMap);
  return [
    ...tags.filter((each) => each["type"] !== "Hashtag" && each["type"] !== "Mention").map((each) => `tag of type ${String(each["type"])}`),
    ...(url ? [] : ["no link"]),
    ...(converted.includes(String(object["type"])) && !object["name"] ? ["no title"] : []),
    ...(converted.includes(String(object["type"])) && !object["summary"] ? ["nothing under the title"] : []),
    ...(isMap(object["image"]) && !asList(object["attachment"]).some((each) => isMap(each) && each["url"] === (object["image"] as Json)["url"]) ? ["the picture, which is no attachment"] : []),
  ];
}

function tagsOf(object: Json, type: string): string[] {
  return asList(object["tag"]).filter(isMap).filter((each) => each["type"] === type).map((each) => String(each["name"]));
}

/** A string, a Link, or the HTML one among several. */
function linkOf(value: unknown): string | null {
  const found = asList(value).map((each) => (isMap(each) ? ((each["mediaType"] ?? "text/html") === "text/html" ? each["href"] : null) : each)).find((each) => typeof each === "string" && /^https?:/.test(each));
  return typeof found === "string" ? found : null;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function hostOf(value: unknown): string {
  return URL.canParse(String(value)) ? new URL(String(value)).host : "";
}
