import { createHash } from "node:crypto";
import { parseFeed } from "feedsmith";
import { done, refused, type Outcome } from "../../platform/outcome.ts";
import { wellFormed } from "../../platform/text/well-formed.ts";
import { readFeedDate } from "./feed-date.ts";
import type { ReadItem, ReadReport, SourceRefusal } from "./item.ts";

const mostItems = 2000;

interface Entry {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly html?: string | undefined;
  readonly link?: string | undefined;
  readonly date?: string | undefined;
  /** xml:base of this item alone. */
  readonly base?: string | undefined;
  readonly tags: readonly string[];
}

type Loose = Record<string, unknown>;

/** RSS of any age, RDF, Atom or JSON Feed. A document type that declares entities is refused unread. */
export function readFeed(text: string, source: { readonly address: string; readonly zone: string }): Outcome<ReadReport, SourceRefusal> {
  if (/<!ENTITY/i.test(text)) return refused("entities" as const);
  if ((text.match(/<(?:item|entry)\b/gi) ?? []).length > mostItems * 5) return refused("too-large" as const);
  let parsed: { format: string; feed: Loose };
  try {
    parsed = parseFeed(text) as unknown as { format: string; feed: Loose };
  } catch {
    return whenUnreadable(text);
  }
  const { feed } = parsed;
  const base = [linkOf(feed) ?? "", source.address, ...addressesOf(feed)].find((each) => /^https?:/i.test(each) && URL.canParse(each)) ?? "";
  const raw = (feed["items"] ?? feed["entries"] ?? []) as Loose[];
  const items: ReadItem[] = [];
  const refusals: ReadReport["refused"][number][] = [];
  for (const each of raw.slice(0, mostItems)) {
    const entry = entryOf(each);
    const title = plain(entry.title ?? "") || plain((entry.html ?? "").slice(0, 4000)).slice(0, 80);
    // An ellipsis or what is left of a broken encoding is nobody's title.
    if (!/\p{L}{2}|\d/u.test(title) || title.includes("\ufffd")) {
      refusals.push({ title, reason: "no-title", detail: entry.link ?? entry.id ?? "" });
      continue;
    }
    const own = entry.base && URL.canParse(entry.base, base || undefined) ? new URL(entry.base, base || undefined).href : base;
    const url = entry.link && URL.canParse(entry.link, own || undefined) ? new URL(entry.link, own || undefined).href : null;
    const publishedAt = entry.date ? readFeedDate(entry.date, source.zone) : null;
    const uid = entry.id || (url && withoutTracking(url)) || createHash("sha256").update(`${title}\n${entry.html ?? ""}`).digest("hex");
    items.push({ kind: "article", uid: uid.slice(0, 900), title: title.slice(0, 200), html: entry.html ?? "", url: url && /^https?:/.test(url) ? url : null, tags: entry.tags.slice(0, 12), publishedAt, sessions: [], zone: source.zone, cancelled: false, place: "", point: null, warnings: entry.date && !publishedAt ? ["date-unreadable"] : [] });
  }
  if (raw.length > mostItems) refusals.push({ title: "", reason: "too-many", detail: String(raw.length - mostItems) });
  return done({ title: plain(textOf(feed["title"]) ?? ""), items, refused: refusals, ignored: [] });
}

function entryOf(item: Loose): Entry {
  const content = (item["content"] as Loose | undefined)?.["encoded"] ?? item["content_html"] ?? item["content"] ?? item["description"] ?? item["summary"] ?? item["content_text"];
  const dc = item["dc"] as Loose | undefined;
  return {
    id: textOf(item["guid"]) ?? textOf(item["id"]),
    title: textOf(item["title"]) ?? textOf(dc?.["title"]),
    html: textOf(content),
    link: linkOf(item),
    base: textOf((item["xml"] as Loose | undefined)?.["base"]),
    date: [item["pubDate"], item["published"], item["date_published"], item["updated"], (dc?.["dates"] as unknown[] | undefined)?.[0], dc?.["date"]].map(textOf).find(Boolean),
    tags: ((item["categories"] ?? item["tags"] ?? []) as unknown[]).flatMap((tag) => textOf(tag) ?? (tag as Loose)["name"] ?? (tag as Loose)["label"] ?? (tag as Loose)["term"] ?? []).filter((tag): tag is string => typeof tag === "string"),
  };
}

/** A page is not a feed, a feed without items is an empty one, and the rest is broken. */
function whenUnreadable(text: string): Outcome<ReadReport, SourceRefusal> {
  const [, name = "", rest = ""] = /<(rss|feed|rdf:RDF)\b([^>]{0,2000})>/i.exec(text.slice(0, 8000)) ?? [];
  const whole = name !== "" && (rest.endsWith("/") || text.trimEnd().endsWith(`</${name}>`));
  if (whole && !/<(item|entry)\b/i.test(text)) return done({ title: "", items: [], refused: [], ignored: [] });
  return refused(/<html[\s>]/i.test(text) ? ("web-page" as const) : ("not-a-source" as const));
}

/** Other addresses that a feed says are its own: itself, its identifier. */
function addressesOf(feed: Loose): string[] {
  const links = (feed["links"] ?? []) as { href?: string }[];
  return [textOf(feed["feed_url"]), ...links.map((link) => link.href), textOf(feed["id"])].filter((each): each is string => typeof each === "string");
}

/** The same article whichever newsletter or reader it was opened from. */
function withoutTracking(address: string): string {
  const url = new URL(address);
  for (const name of Object.keys(Object.fromEntries(url.searchParams))) if (/^(utm_.*|partner|emc|xtor|ito|ns_.*|fbclid|gclid|mc_[ce]id)$/i.test(name)) url.searchParams.delete(name);
  return url.href;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return wellFormed(value);
  if (typeof value === "object" && value !== null && "value" in value) return textOf((value as Loose)["value"]);
  return undefined;
}

function linkOf(item: Loose): string | undefined {
  const links = (item["links"] ?? []) as { href?: string; rel?: string }[];
  const guid = item["guid"] as { value?: string; isPermaLink?: boolean } | undefined;
  return textOf(item["link"]) ?? textOf(item["url"]) ?? textOf(item["home_page_url"]) ?? links.find((link) => !link.rel || link.rel === "alternate")?.href ?? (guid?.isPermaLink !== false && /^https?:/.test(guid?.value ?? "") ? guid?.value : undefined);
}

/** The words of a title: tags and entities, once or twice encoded, are undone. */
function plain(html: string): string {
  const names: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", eacute: "é", egrave: "è", agrave: "à", ccedil: "ç", hellip: "…", rsquo: "’", laquo: "«", raquo: "»", ndash: "–" };
  const decode = (text: string) => text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return names[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 31 && code < 0x110000 ? String.fromCodePoint(code) : "";
  });
  const strip = (text: string) => text.replace(/<\/?[a-z][^<>]{0,500}>/gi, " ");
  return strip(decode(strip(decode(html.replace(/<(script|style)\b[\s\S]{0,4000}?<\/\1\s*>/gi, " "))))).replace(/\s+/g, " ").trim();
}
