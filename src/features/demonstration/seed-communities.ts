import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import { slugify } from "../../platform/text/slug.ts";
import { idAt } from "./chance.ts";
import { communityModels, composeCommunity, reservedTexts, type DemoCommunity } from "./compose-communities.ts";
import { picturesFor } from "./pictures/pictures.ts";
import { mediaIdOf } from "./seed-pictures.ts";
import { contributorsOf, demoSeed, inBatches, membersOf, territoryIdOf, type SeedOptions } from "./seed.ts";
import { demoTerritories, type DemoTerritory } from "./territories.ts";

/** Each use once in every territory, twice in the largest: about fifty communities at 1x. */
const groups = 7;
const batch = 70;
/** How many contents stand in one. */
const gathered = 16;

/** Communities of the five uses, their people and what they gather. After the contents. */
export async function seedCommunities(tx: Transaction, options: SeedOptions): Promise<void> {
  for (const [at, territory] of demoTerritories.entries()) {
    const count = Math.max(1, Math.round(groups * territory.share * options.scale));
    const neighbour = demoTerritories[(at + 1) % demoTerritories.length] ?? territory;
    await inBatches(count * communityModels, batch, (index) => compose(territory, neighbour, index, options), (rows) => insertBatch(tx, territory, rows, count));
  }
}

type Row = Omit<DemoCommunity, "chance" | "people"> & { readonly picture: string | null; readonly group: number; readonly inside: readonly { readonly member: string; readonly role: string }[]; readonly reserved: readonly object[] };

function compose(territory: DemoTerritory, neighbour: DemoTerritory, index: number, { scale, today, files }: SeedOptions): Row {
  const { chance, people, ...community } = composeCommunity(demoSeed, territory, index, today);
  const suits = picturesFor(community.theme);
  const inside = peopleOf(territory, neighbour, index, people, scale);
  const author = inside[0]?.member ?? "";
  const reserved = community.access === "private" ? reservedTexts.map((text, number) => {
    const body = fromMarkdown(text.body);
    return { id: idAt("reserved", territory.slug, index, number), slug: `${slugify(text.title, "article")}-${idAt("reserved-slug", territory.slug, index, number).slice(0, 8)}`, title: text.title, summary: text.summary, body, body_text: plainText(body), author, published: today.subtract({ days: 9 - number * 4 }).toString() };
  }) : [];
  return { ...community, picture: files && suits.length > 0 && chance.next() < 0.6 ? mediaIdOf(territory, chance.pick(suits)) : null, group: Math.floor(index / communityModels), inside, reserved };
}

/** Two who run it, one who moderates, and members: one in five comes from next door. Whoever animates the territory runs the first of them. */
function peopleOf(territory: DemoTerritory, neighbour: DemoTerritory, index: number, people: number, scale: number): { member: string; role: string }[] {
  const [writing, all, beside] = [contributorsOf(territory, scale), membersOf(territory, scale), membersOf(neighbour, scale)];
  const runs = [index < communityModels ? 0 : (index * 3) % writing, (index * 5 + 2) % writing];
  const chosen = [...runs.map((at) => ({ member: idAt("member", territory.slug, at), role: "administrator" })), { member: idAt("member", territory.slug, (index * 7 + 3) % writing), role: "moderator" }];
  for (let n = 0; n < people - 3; n++) chosen.push({ member: n % 5 === 4 ? idAt("member", neighbour.slug, (index * 11 + n * 13) % beside) : idAt("member", territory.slug, (index * 17 + n * 19 + 5) % all), role: "member" });
  return [...new Map(chosen.toReversed().map((each) => [each.member, each])).values()].toReversed();
}

async function insertBatch(tx: Transaction, territory: DemoTerritory, rows: readonly Row[], count: number): Promise<void> {
  const place = territoryIdOf(territory);
  const record = sql`jsonb_to_recordset(${json(rows)}) as r(id uuid, slug text, name text, summary text, body jsonb, purpose text, access text, state text, archive_on date, archived timestamptz, created timestamptz, kind text, theme text, picture uuid, "group" int, inside jsonb, reserved jsonb)`;
  await sql`insert into communities (id, territory_id, slug, name, summary, body, purpose, access, state, picture_id, archive_on, archived_at, members, created_by, created_at, updated_at)
    select id, ${place}, slug, name, summary, body, purpose, access, state, picture, archive_on, archived, jsonb_array_length(inside), (inside -> 0 ->> 'member')::uuid, created, created from ${record}`.execute(tx);
  await sql`insert into community_members (community_id, member_id, role, state, since)
    select r.id, p.member, p.role, 'in', r.created + (p.n * interval '19 hours') from ${record}, rows from (jsonb_to_recordset(r.inside) as (member uuid, role text)) with ordinality as p(member, role, n)`.execute(tx);
  // What is published on its subject, each content in one community, spread evenly over those of the same use.
  await sql`with numbered as (
      select c.id, t.theme, c.kind, row_number() over (partition by t.theme, c.kind order by c.id) as n from content_themes t join contents c on c.id = t.content_id and c.state = 'published' and c.kind in ('article', 'event')
      where t.territory_id = ${place} and t.published_at is not null and t.theme in (select theme from ${record})),
    chosen as (select distinct on (x.id) x.id, r.id as community, x.n from ${record} join numbered x on x.theme = r.theme and x.kind = r.kind and x.n % ${count} = r."group" and x.n <= ${gathered * count} order by x.id, r.id)
    update contents c set community_id = chosen.community, community_featured_at = case when chosen.n <= ${count * 2} then c.published_at end from chosen where chosen.id = c.id`.execute(tx);
  const texts = sql`${record}, jsonb_to_recordset(r.reserved) as x(id uuid, slug text, title text, summary text, body jsonb, body_text text, author uuid, published timestamptz)`;
  await sql`insert into contents (id, territory_id, kind, slug, title, summary, body, body_text, state, published_at, created_by, created_at, updated_at, community_id)
    select x.id, ${place}, 'article', x.slug, x.title, x.summary, x.body, x.body_text, 'reserved', x.published, x.author, x.published, x.published, r.id from ${texts}`.execute(tx);
  await sql`insert into content_authors (content_id, member_id) select x.id, x.author from ${texts}`.execute(tx);
}
