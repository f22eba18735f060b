import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import { slugify, tagKey } from "../../platform/text/slug.ts";
import { keepTogether } from "../../platform/text/typeset.ts";
import { instantOf } from "../../platform/time.ts";
import { closingOf } from "../announcements/announcement.ts";
import { briefOf } from "../announcements/brief.ts";
import { chanceOf, idAt } from "./chance.ts";
import { composeAnnouncement } from "./compose-announcement.ts";
import { contributorsOf, demoSeed, inBatches, territoryIdOf, type SeedOptions } from "./seed.ts";
import { demoTerritories, shareOut, type DemoTerritory } from "./territories.ts";

const announcements = 270;
const batch = 500;
const zone = "Europe/Paris";

/** Announcements, two in three closed; the clock is set for those that are open. */
export async function seedAnnouncements(tx: Transaction, options: SeedOptions): Promise<void> {
  for (const [index, territory] of demoTerritories.entries()) {
    await inBatches(shareOut(announcements * options.scale)[index] ?? 0, batch, (at) => prepare(territory, at, options), (rows) => insertBatch(tx, territory, rows));
  }
  await sql`select graphile_worker.add_job('close-announcement', json_build_object('content', content_id), run_at => closes_at, job_key => 'close:' || content_id, max_attempts => 12)
    from announcements where closed_at is null`.execute(tx);
}

function prepare(territory: DemoTerritory, index: number, { scale, today }: SeedOptions) {
  const item = composeAnnouncement(demoSeed, territory, index, today);
  const body = fromMarkdown(keepTogether(item.body));
  const closesAt = closingOf(item.deadline, zone) ?? instantOf(item.published, zone);
  const brief = briefOf({ ...item, zone, closesAt, communeName: item.commune.name });
  const author = chanceOf(demoSeed, territory.slug, "announcement", index, "author").between(0, contributorsOf(territory, scale) - 1);
  return {
    id: idAt("announcement", territory.slug, index), slug: `${slugify(item.title, "announcement").slice(0, 70)}-${index + 1}`, title: keepTogether(item.title), summary: keepTogether(item.summary), body, body_text: plainText(body),
    keywords: `${item.organisation} ${item.commune.name}`, brief, latitude: item.commune.point?.latitude ?? null, longitude: item.commune.point?.longitude ?? null, theme: item.theme,
    tags: [...new Map(item.tags.map((label, position) => [tagKey(label), { tag: tagKey(label), label, position }])).values()], author: idAt("member", territory.slug, author), published: instantOf(item.published, zone).toString(),
    type: item.type, deadline: item.deadline, closes_at: closesAt.toString(), closed_at: Temporal.Instant.compare(closesAt, today.toZonedDateTime(zone).toInstant()) <= 0 ? closesAt.toString() : null,
    organisation: item.organisation, commune_code: item.commune.code, commune_name: item.commune.name, contract: item.contract,
  };
}

async function insertBatch(tx: Transaction, territory: DemoTerritory, rows: readonly ReturnType<typeof prepare>[]): Promise<void> {
  const place = territoryIdOf(territory);
  const record = sql`jsonb_to_recordset(${json(rows)}) as r(id uuid, slug text, title text, summary text, body jsonb, body_text text, keywords text, brief jsonb, latitude float8, longitude float8, theme text, tags jsonb, author uuid, published timestamptz,
    type text, deadline text, closes_at timestamptz, closed_at timestamptz, organisation text, commune_code text, commune_name text, contract text)`;
  await sql`insert into contents (id, territory_id, kind, slug, title, summary, body, body_text, keywords, brief, latitude, longitude, state, published_at, created_by, created_at, updated_at)
    select id, ${place}, 'announcement', slug, title, summary, body, body_text, keywords, brief, latitude, longitude, 'published', published, author, published, published from ${record}`.execute(tx);
  await sql`insert into announcements (content_id, territory_id, type, zone, deadline, closes_at, closed_at, organisation, commune_code, commune_name, contract)
    select id, ${place}, type, ${zone}, deadline, closes_at, closed_at, organisation, commune_code, commune_name, contract from ${record}`.execute(tx);
  await sql`insert into content_authors (content_id, member_id, published_at) select id, author, published from ${record}`.execute(tx);
  await sql`insert into content_themes (content_id, theme, territory_id, published_at) select id, theme, ${place}, published from ${record}`.execute(tx);
  await sql`insert into content_tags (content_id, tag, label, position, territory_id, published_at)
    select r.id, t.tag, t.label, t.position, ${place}, r.published from ${record}, jsonb_to_recordset(r.tags) as t(tag text, label text, position int)`.execute(tx);
  await sql`insert into search_entries (content_id, territory_id, kind, published_at, title, words) select id, ${place}, 'announcement', published, title,
    setweight(to_tsvector('french_plain', title), 'A') || setweight(to_tsvector('french_plain', keywords), 'B') || setweight(to_tsvector('french_plain', summary), 'C') || setweight(to_tsvector('french_plain', body_text), 'D') from ${record}`.execute(tx);
}
