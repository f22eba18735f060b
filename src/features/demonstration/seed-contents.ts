import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { TextDocument } from "../../platform/text/document.ts";
import { plainText } from "../../platform/text/plain.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { slugify, tagKey } from "../../platform/text/slug.ts";
import { keepTogether } from "../../platform/text/typeset.ts";
import { instantOf } from "../../platform/time.ts";
import { expand } from "../agenda/expand.ts";
import { chanceOf, idAt } from "./chance.ts";
import { composeArticle } from "./compose-article.ts";
import { composeEvent } from "./compose-event.ts";
import { mediaIdOf } from "./seed-pictures.ts";
import { insertTalk, talkOf } from "./seed-talk.ts";
import type { DemoArticle, DemoEvent } from "./things.ts";
import { writtenContents } from "./written.ts";
import { contributorsOf, demoSeed, inBatches, territoryIdOf, type SeedOptions } from "./seed.ts";
import { demoTerritories, shareOut, type DemoTerritory } from "./territories.ts";

const events = 2300;
const articles = 1980;
const batch = 500;
const zone = "Europe/Paris";

/** Writes events and articles: the written core first, then what is composed. */
export async function seedContents(tx: Transaction, options: SeedOptions): Promise<void> {
  for (const [index, territory] of demoTerritories.entries()) {
    const written = writtenContents(territory, options.today);
    await seedKind(tx, territory, "event", shareOut(events * options.scale)[index] ?? 0, options, (at) => written.events[at] ?? composeEvent(demoSeed, territory, at, options.today));
    await seedKind(tx, territory, "article", shareOut(articles * options.scale)[index] ?? 0, options, (at) => written.articles[at] ?? composeArticle(demoSeed, territory, at, options.today));
    options.progress(`${territory.name}: events and articles`);
  }
  await sql`insert into search_words (word, uses) select word, ndoc from ts_stat('select to_tsvector(''simple'', plain_text(title)) from contents where published_at > now() - interval ''400 days'' limit 20000')
    where length(word) between 4 and 30 and word ~ '^[a-z]+$' on conflict (word) do nothing`.execute(tx);
  await sql`insert into search_words (word, uses) select distinct w, 1 from (select distinct commune_name from events) e, regexp_split_to_table(plain_text(commune_name), '[^a-z]+') w
    where length(w) between 4 and 30 on conflict (word) do nothing`.execute(tx);
}

async function seedKind(tx: Transaction, territory: DemoTerritory, kind: "event" | "article", count: number, options: SeedOptions, compose: (index: number) => DemoEvent | DemoArticle): Promise<void> {
  const authors = contributorsOf(territory, options.scale);
  await inBatches(count, batch, (index) => prepare(territory, kind, index, authors, alreadyOut(compose(index), options.today), options), (items) => insertBatch(tx, territory, kind, items));
}

const blocksOf = new Map<string, TextDocument["content"]>();

/** The same paragraphs come again and again: each is read once. Items of a list stay together. */
function readBody(markdown: string): TextDocument {
  const content = markdown.split(/\n\n(?![-*+|\d\s])/).flatMap((paragraph) => {
    const known = blocksOf.get(paragraph) ?? fromMarkdown(paragraph).content;
    if (blocksOf.size < 5000) blocksOf.set(paragraph, known);
    return known;
  });
  return { type: "doc", content };
}

/** What the calendar puts at a later hour of today came out yesterday: nothing listed is still to be published. */
function alreadyOut<T extends { readonly published: Temporal.PlainDateTime }>(item: T, today: Temporal.PlainDate): T {
  const yesterday = today.subtract({ days: 1 });
  return Temporal.PlainDate.compare(item.published.toPlainDate(), yesterday) > 0 ? { ...item, published: yesterday.toPlainDateTime(item.published.toPlainTime()) } : item;
}

type Prepared = ReturnType<typeof prepare>;

function prepare(territory: DemoTerritory, kind: "event" | "article", index: number, authors: number, item: DemoEvent | DemoArticle, options: SeedOptions) {
  const body = readBody(keepTogether(item.body));
  const number = index < authors ? index : chanceOf(demoSeed, territory.slug, kind, index, "author").between(0, authors - 1);
  const author = idAt("member", territory.slug, number);
  const published = instantOf(item.published, zone).toString();
  const id = idAt(kind, territory.slug, index);
  const talk = talkOf({ id, kind, territory, author, published: instantOf(item.published, zone) }, options);
  const row = {
    id, kind, slug: `${slugify(item.title, kind).slice(0, 70)}-${index + 1}`, title: keepTogether(item.title), summary: keepTogether(item.summary), body, body_text: plainText(body),
    keywords: "commune" in item ? [item.placeName, item.commune.name, item.organiser].join(" ") : "", latitude: "commune" in item ? item.latitude : null, longitude: "commune" in item ? item.longitude : null,
    genre: "genre" in item ? item.genre : null, author, published,
    lead: item.picture && options.files ? mediaIdOf(territory, item.picture) : null, featured: item.featured ? published : null, likes: talk.likers.length, comments: talk.comments.length,
    tags: [...new Map(item.tags.map((label, position) => [tagKey(label), { tag: tagKey(label), label, position }])).values()], themes: item.themes,
  };
  return { row, talk, event: "sessions" in item ? { id, item, occurrences: expand(item.sessions, zone) } : null };
}

async function insertBatch(tx: Transaction, territory: DemoTerritory, kind: "event" | "article", items: readonly Prepared[]): Promise<void> {
  const place = territoryIdOf(territory);
  const rows = json(items.map((item) => item.row));
  const record = sql`jsonb_to_recordset(${rows}) as r(id uuid, kind text, slug text, title text, summary text, body jsonb, body_text text, keywords text, latitude float8, longitude float8, genre text, author uuid, published timestamptz, tags jsonb, themes jsonb, lead uuid, featured timestamptz, likes int, comments int)`;
  await sql`insert into contents (id, territory_id, kind, slug, title, summary, body, body_text, keywords, latitude, longitude, genre, state, published_at, created_by, created_at, updated_at, lead_id, featured_at, likes, comments)
    select id, ${place}, kind, slug, title, summary, body, body_text, keywords, latitude, longitude, genre, 'published', published, author, published, published, lead, featured, likes, comments from ${record}`.execute(tx);
  await sql`insert into content_media (content_id, media_id) select id, lead from ${record} where lead is not null`.execute(tx);
  await sql`insert into content_authors (content_id, member_id, published_at) select id, author, published from ${record}`.execute(tx);
  await sql`insert into content_tags (content_id, tag, label, position, territory_id, published_at)
    select r.id, t.tag, t.label, t.position, ${place}, r.published from ${record}, jsonb_to_recordset(r.tags) as t(tag text, label text, position int)`.execute(tx);
  await sql`insert into content_themes (content_id, theme, territory_id, published_at) select r.id, theme, ${place}, r.published from ${record}, jsonb_array_elements_text(r.themes) as theme`.execute(tx);
  if (kind === "event") await insertEvents(tx, territory, items);
  // Bodies repeat within a batch, and their words are what costs: each body is read once.
  await sql`with these as materialized (select c.id, c.territory_id, c.kind, c.published_at, c.title, c.summary, c.body_text, concat_ws(' ', (select string_agg(label, ' ') from content_tags t where t.content_id = c.id), c.keywords) as keywords
      from contents c where c.id = any(${items.map((item) => item.row.id)}::uuid[])),
    bodies as materialized (select body_text, to_tsvector('french_plain', body_text) as words from (select distinct body_text from these) once)
    insert into search_entries (content_id, territory_id, kind, published_at, title, words)
    select id, territory_id, kind, published_at, title, setweight(to_tsvector('french_plain', title), 'A') || setweight(to_tsvector('french_plain', keywords), 'B')
      || setweight(to_tsvector('french_plain', summary), 'C') || setweight(bodies.words, 'D')
    from these join bodies using (body_text)`.execute(tx);
  await insertTalk(tx, items.map((item) => item.talk));
}

async function insertEvents(tx: Transaction, territory: DemoTerritory, items: readonly Prepared[]): Promise<void> {
  const rows = items.flatMap(({ event }) => (event ? [{
    id: event.id, type: event.item.type, sessions: event.item.sessions, place_name: event.item.placeName, address: event.item.address, postcode: event.item.commune.postcodes[0] ?? "",
    commune_code: event.item.commune.code, commune_name: event.item.commune.name, latitude: event.item.latitude, longitude: event.item.longitude, online_url: event.item.onlineUrl,
    audience: event.item.audience, age_min: event.item.ageMin, age_max: event.item.ageMax, pricing: event.item.pricing, prices: event.item.prices, booking_url: event.item.bookingUrl, accessibility: event.item.accessibility,
    organiser: event.item.organiser, status: event.item.status, status_reason: event.item.statusReason, starts_at: event.occurrences[0]?.startsAt.toString() ?? null, ends_at: (event.occurrences.at(-1)?.endsAt ?? event.occurrences.at(-1)?.startsAt)?.toString() ?? null,
  }] : []));
  await sql`insert into events (content_id, territory_id, zone, type, sessions, place_name, address, postcode, commune_code, commune_name, latitude, longitude, online_url, audience, age_min, age_max, pricing, prices, booking_url, accessibility, organiser, status, status_reason, starts_at, ends_at)
    select id, ${territoryIdOf(territory)}, ${zone}, type, sessions, place_name, address, postcode, commune_code, commune_name, latitude, longitude, online_url, array(select jsonb_array_elements_text(audience)), age_min, age_max, pricing, prices, booking_url,
      array(select jsonb_array_elements_text(accessibility)), organiser, status, status_reason, starts_at, ends_at
    from jsonb_to_recordset(${json(rows)}) as r(id uuid, type text, sessions jsonb, place_name text, address text, postcode text, commune_code text, commune_name text, latitude float8, longitude float8, online_url text, audience jsonb,
      age_min smallint, age_max smallint, pricing text, prices jsonb, booking_url text, accessibility jsonb, organiser text, status text, status_reason text, starts_at timestamptz, ends_at timestamptz)`.execute(tx);
  const times = items.flatMap(({ event }) => (event?.occurrences ?? []).map((each) => ({
    id: event?.id, session: each.session, starts_at: each.startsAt.toString(), ends_at: each.endsAt?.toString() ?? null, start_local: each.startLocal.toString(), end_local: each.endLocal?.toString() ?? null,
    day: each.startLocal.toPlainDate().toString(), whole_day: each.wholeDay, opening: each.opening,
  })));
  await sql`insert into occurrences (event_id, territory_id, session, starts_at, ends_at, start_local, end_local, day, whole_day, opening, type, themes, audience, age_min, age_max, free, online, accessibility, latitude, longitude)
    select e.content_id, e.territory_id, o.session, o.starts_at, o.ends_at, o.start_local, o.end_local, o.day, o.whole_day, o.opening, e.type, array(select theme from content_themes t where t.content_id = e.content_id order by theme),
      e.audience, e.age_min, e.age_max, e.pricing = 'free', e.online_url is not null, e.accessibility, e.latitude, e.longitude
    from jsonb_to_recordset(${json(times)}) as o(id uuid, session int, starts_at timestamptz, ends_at timestamptz, start_local timestamp, end_local timestamp, day date, whole_day boolean, opening boolean) join events e on e.content_id = o.id`.execute(tx);
}
