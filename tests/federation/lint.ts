import { categories, knownTerms } from "./terms.ts";
import { htmlProblems } from "./lint-html.ts";

type Json = Readonly<Record<string, unknown>>;
type Say = (rule: string, detail?: string) => void;

const activityStreams = "https://www.w3.org/ns/activitystreams";
const everybody = `${activityStreams}#Public`;
const namedContexts = [activityStreams, "https://w3id.org/security/v1", "https://w3id.org/security/multikey/v1"];
const actors = ["Person", "Organization", "Group", "Service", "Application"];
const contents = ["Event", "Article", "Note"];
const lists = ["to", "cc", "tag", "attachment", "orderedItems", "alsoKnownAs", "assertionMethod", "es:coAuthors", "implements"];
const single = ["type", "actor", "attributedTo", "audience", "context", "inReplyTo", "url", "category", "status", "joinMode", "target", "author"];

/** What some server would stop at, lose or misread in something that we send: "rule at.path: detail". Empty when all is well. */
export function lint(root: unknown): string[] {
  const found: string[] = [];
  const visit = (value: unknown, path: string, parent: Json | null) => {
    if (value === null || value === undefined) found.push(`null at ${path}`);
    if (Array.isArray(value)) value.forEach((each, index) => visit(each, `${path}[${index}]`, parent));
    if (!isObject(value)) return;
    object(value, parent, path === "$", (rule, detail = "") => found.push(`${rule} at ${path}${detail ? `: ${detail}` : ""}`));
    // What our own servers alone read is no word of anybody's; that nothing in it is null is asked of it too.
    for (const [key, each] of Object.entries(value)) {
      if (key === "es:details") { if (/[:[,]null\b/.test(JSON.stringify(each))) found.push(`null at ${path}.${key}`); } else if (key !== "@context" && key !== "contentMap") visit(each, `${path}.${key}`, value);
    }
  };
  visit(root, "$", null);
  if (isObject(root)) found.push(...terms(root), ...activity(root));
  return found;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function object(value: Json, parent: Json | null, top: boolean, say: Say): void {
  const type = value["type"];
  if ("@context" in value && !top) say("context inside");
  if (top) context(value["@context"], say);
  for (const key of lists) if (key in value && !Array.isArray(value[key])) say("list", key);
  for (const key of single) if (key in value && typeof value[key] !== "string") say("one string", key);
  for (const key of ["image", "location", "preview", "icon"]) if (key in value && !isObject(value[key])) say("one object", key);
  for (const key of ["latitude", "longitude"]) if (key in value && (typeof value[key] !== "number" || Number.isInteger(value[key]))) say("a number with a fraction", key);
  for (const key of ["to", "cc"]) for (const each of listOf(value[key])) if (typeof each !== "string" || /^(?:as:)?Public$/.test(each)) say("whole addresses", key);
  if (listOf(value["cc"]).includes(everybody)) say("public is in to");
  if ("id" in value) identifier(value, say);
  if (Object.keys(value).some((key) => /^(?:rrule|repeat|schedule|recurrence)/i.test(key)) || /\bRRULE\b|FREQ=/.test(JSON.stringify(value["summary"] ?? ""))) say("no recurrence");
  if (type === "PropertyValue" && !actors.includes(String(parent?.["type"]))) say("no PropertyValue on objects");
  if (typeof type === "string" && actors.includes(type) && (top || "inbox" in value)) actor(value, say);
  if (type === "Hashtag" || type === "as:Hashtag") hashtag(value, say);
  if (type === "Mention" && (!/^@[^@\s]+@[^@\s]+$/.test(String(value["name"])) || !isWeb(value["href"]))) say("mention");
  if (typeof type === "string" && [...contents, "Place", "OrderedCollection"].includes(type)) words(value, say);
  if (typeof type === "string" && contents.includes(type) && parent?.["preview"] !== value) content(value, say);
  if (type === "Event") event(value, say);
  if (type === "Note" && ("name" in value || "summary" in value)) say("a note has neither title nor summary");
  dates(value, say);
}

function context(value: unknown, say: Say): void {
  const all = Array.isArray(value) ? value : [value];
  if (all[0] !== activityStreams) say("context begins with ActivityStreams");
  for (const each of all) if (typeof each === "string" ? !namedContexts.includes(each) : !isObject(each)) say("contexts are written out", String(each));
}

function identifier(value: Json, say: Say): void {
  const id = value["id"];
  const key = "publicKeyPem" in value || value["type"] === "Multikey";
  if (typeof id !== "string" || !isWeb(id)) return say("id is an address", String(id));
  const url = new URL(id);
  if (url.search || (url.hash && !key) || url.href !== id || id.length > 500) say("id without query, fragment or another writing", id);
}

function actor(value: Json, say: Say): void {
  for (const key of ["id", "preferredUsername", "inbox", "outbox", "followers", "name", "url", "publicKey", "tag", "attachment"]) if (!(key in value)) say("an actor has", key);
  const key = value["publicKey"];
  if (!isObject(key) || key["owner"] !== value["id"] || typeof key["publicKeyPem"] !== "string") say("one public key, its owner's");
  if (!/^[a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?$/i.test(String(value["preferredUsername"]))) say("a user name as Mastodon takes it", String(value["preferredUsername"]));
  for (const each of listOf(value["attachment"])) if (!isObject(each) || each["type"] !== "PropertyValue" || typeof each["value"] !== "string" || typeof each["name"] !== "string") say("fields of a profile");
  if (listOf(value["attachment"]).length > 4) say("four fields at most");
}

function hashtag(value: Json, say: Say): void {
  const name = String(value["name"]);
  if (value["type"] !== "Hashtag") say("literally Hashtag");
  if (!/^#[\p{L}\p{M}\p{N}_]+$/u.test(name) || name.length > 40 || !isWeb(value["href"])) say("hashtag", name);
}

function words(value: Json, say: Say): void {
  const { name, summary, content: html } = value;
  if (typeof name === "string" && (name.length > 100 || /<[a-z/!?]/i.test(name) || /#[\p{L}\p{N}]/u.test(name))) say("name is short, without HTML or hashtag", name);
  if (summary !== undefined) for (const each of htmlProblems(summary, ["p"])) say("summary", each);
  if (typeof summary === "string" && textOf(summary).length > 500) say("summary is short");
  if (html !== undefined) for (const each of htmlProblems(html)) say("content", each);
}

function content(value: Json, say: Say): void {
  for (const key of ["id", "attributedTo", "actor", "content", "url", "published", "updated", "to", "cc", "tag", "attachment"]) if (!(key in value)) say("a content has", key);
  if (value["mediaType"] !== "text/html") say("media type of the text");
  if (value["actor"] !== value["attributedTo"]) say("actor is attributedTo");
  if (hostOf(value["id"]) !== hostOf(value["attributedTo"])) say("id and author have one host");
  if (value["type"] !== "Note" && !("name" in value)) say("a content has", "name");
  const map = value["contentMap"];
  if (map !== undefined && (!isObject(map) || Object.keys(map).length !== 1 || Object.values(map)[0] !== value["content"])) say("contentMap says the content in one language");
  for (const each of listOf(value["attachment"])) attachment(each, say);
  if (listOf(value["tag"]).filter((each) => isObject(each) && each["type"] === "Hashtag").length > 8) say("eight hashtags at most");
  if (isObject(value["image"])) {
    const [first] = listOf(value["attachment"]);
    if (!isObject(first) || first["url"] !== value["image"]["url"]) say("the picture is the first attachment too");
  }
}

function attachment(each: unknown, say: Say): void {
  if (!isObject(each)) return say("attachment is an object");
  if (typeof each["mediaType"] !== "string") say("media type of an attachment");
  const where = each["type"] === "Link" ? each["href"] : each["type"] === "Image" || each["type"] === "Document" ? each["url"] : null;
  if (!isWeb(where)) say("attachment is a Link, an Image or a Document", String(each["type"]));
}

function event(value: Json, say: Say): void {
  for (const key of ["startTime", "timezone", "organizers", "status", "summary"]) if (!(key in value)) say("an event has", key);
  if (!["CONFIRMED", "TENTATIVE", "CANCELLED"].includes(String(value["status"]))) say("status");
  if (!categories.includes(String(value["category"]))) say("category of Mobilizon", String(value["category"]));
  if (!["free", "restricted", "external", "invite"].includes(String(value["joinMode"]))) say("join mode");
  if (value["joinMode"] === "external" && !isWeb(value["externalParticipationUrl"])) say("where one takes part");
  const place = value["location"];
  if (isObject(place) && (place["type"] !== "Place" || typeof place["name"] !== "string" || !isObject(place["address"]) || place["address"]["type"] !== "PostalAddress")) say("location is a Place with a PostalAddress");
  if (typeof value["summary"] === "string" && !/^<p>[^<]*(?:📅|⏳|❌)/u.test(value["summary"])) say("the first line says when");
  if (value["status"] === "CANCELLED" && !(String(value["name"]).startsWith("[") && String(value["summary"]).startsWith("<p>❌"))) say("cancelled is said in the title and the summary");
}

function dates(value: Json, say: Say): void {
  for (const key of ["published", "updated", "deleted"]) if (key in value && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(value[key]))) say("UTC, to the second", key);
  for (const key of ["startTime", "endTime", "previousStartTime"]) if (key in value && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/.test(String(value[key]))) say("local time with its offset", key);
  if (typeof value["startTime"] === "string" && typeof value["endTime"] === "string" && Date.parse(value["endTime"]) < Date.parse(value["startTime"])) say("ends before it begins");
}

/** Of activities: addressed like what they carry, by its author; answers repeat what they answer. */
function activity(value: Json): string[] {
  const { type, object: inner } = value;
  const found: string[] = [];
  const repeats = ["Undo", "Accept", "Reject", "Ignore"].includes(String(type));
  if (repeats && !(isObject(inner) && ["id", "type", "actor", "object"].every((key) => typeof inner[key] === "string" || isObject(inner[key])))) found.push("repeats what it answers at $.object");
  if (typeof value["actor"] === "string" && !contents.includes(String(type)) && type !== "Place" && hostOf(value["id"]) !== hostOf(value["actor"])) found.push("activity and actor have one host at $");
  if ((type !== "Create" && type !== "Update") || !isObject(inner)) return found;
  const owner = actors.includes(String(inner["type"])) ? inner["id"] : inner["attributedTo"];
  if (owner !== value["actor"]) found.push("the author says it at $.actor");
  if (hostOf(inner["id"]) !== hostOf(value["actor"])) found.push("what is carried has its author's host at $.object");
  if ("to" in inner && JSON.stringify([inner["to"], inner["cc"]]) !== JSON.stringify([value["to"], value["cc"]])) found.push("addressed as what it carries at $");
  return found;
}

/** Words that no context explains are dropped in silence by those who expand JSON-LD. */
function terms(root: Json): string[] {
  const inline = listOf(root["@context"]).filter(isObject).flatMap((each) => Object.keys(each));
  const known = new Set([...knownTerms, ...inline]);
  // JSON in one piece, as its context says: no words of linked data.
  const pieces = new Set(["@context", "contentMap", ...listOf(root["@context"]).filter(isObject).flatMap((each) => Object.entries(each)).flatMap(([term, definition]) => (isObject(definition) && definition["@type"] === "@json" ? [term] : []))]);
  const found = new Set<string>();
  const visit = (value: unknown) => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    for (const [key, each] of Object.entries(value)) {
      if (!known.has(key) && !(key.startsWith("es:") && known.has("es"))) found.add(`no context explains ${key}`);
      if (key === "type" && typeof each === "string" && !known.has(each)) found.add(`no context explains the type ${each}`);
      if (!pieces.has(key)) visit(each);
    }
  };
  visit(root);
  return [...found];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isWeb(value: unknown): value is string {
  return typeof value === "string" && /^https?:\/\/[^/]/.test(value) && URL.canParse(value);
}

function hostOf(value: unknown): string {
  return isWeb(value) ? new URL(value).host : "";
}

function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
