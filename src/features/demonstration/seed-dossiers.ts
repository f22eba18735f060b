import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import { slugify } from "../../platform/text/slug.ts";
import { chanceOf, idAt } from "./chance.ts";
import { cap } from "./compose.ts";
import { contributorsOf, demoSeed, inBatches, territoryIdOf, type SeedOptions } from "./seed.ts";
import { subjects } from "./subjects.ts";
import { demoTerritories, shareOut, type DemoTerritory } from "./territories.ts";

const dossiers = 120;
const batch = 500;
const notes = ["À lire en premier.", "Pour préparer la visite avec une classe.", "Le point de vue d’une autre région.", "Court et très clair.", "Une bonne question pour lancer le débat.", ""];

/** Dossiers of contents of several territories, some comments, and what the demonstration's member follows. */
export async function seedDossiers(tx: Transaction, options: SeedOptions): Promise<void> {
  await sql`analyze content_themes`.execute(tx);
  for (const [index, territory] of demoTerritories.entries()) {
    await inBatches(shareOut(dossiers * options.scale)[index] ?? 0, batch, (at) => compose(territory, at, options), (rows) => insertDossiers(tx, territory, rows));
  }
  await seedTalk(tx);
}

function compose(territory: DemoTerritory, at: number, { scale, today }: SeedOptions) {
  const chance = chanceOf(demoSeed, territory.slug, "dossier", at);
  const subject = chance.pick(subjects);
  const body = fromMarkdown(`${subject.facts[0]}\n\nCe dossier rassemble ce que le réseau en dit : articles, rendez-vous et ressources, de plusieurs territoires.`);
  const title = `${cap(subject.name)} : notre sélection`.replace(" :", "\u00a0:");
  return {
    id: idAt("dossier", territory.slug, at), author: idAt("member", territory.slug, chance.between(0, contributorsOf(territory, scale) - 1)), published: today.subtract({ days: chance.between(1, 900) }).toString(),
    title, slug: `${slugify(title, "dossier")}-${at + 1}`, summary: subject.facts[1], body, body_text: plainText(body), contributions: chance.next() < 0.3 ? "open" : "closed",
    theme: subject.theme, note: chance.pick(notes), pick: idAt("pick", territory.slug, at), size: chance.between(4, 9),
  };
}

async function insertDossiers(tx: Transaction, territory: DemoTerritory, rows: readonly ReturnType<typeof compose>[]): Promise<void> {
  const place = territoryIdOf(territory);
  const record = sql`jsonb_to_recordset(${json(rows)}) as r(id uuid, author uuid, published timestamptz, title text, slug text, summary text, body jsonb, body_text text, contributions text, theme text, note text, pick uuid, size int)`;
  await sql`insert into contents (id, territory_id, kind, slug, title, summary, body, body_text, state, published_at, created_by, created_at, updated_at)
    select id, ${place}, 'dossier', slug, title, summary, body, body_text, 'published', published, author, published, published from ${record}`.execute(tx);
  await sql`insert into dossiers (content_id, contributions) select id, contributions from ${record}`.execute(tx);
  await sql`insert into content_authors (content_id, member_id, published_at) select id, author, published from ${record}`.execute(tx);
  await sql`insert into dossier_items (dossier_id, content_id, position, note, added_by, added_at)
    select r.id, x.content_id, row_number() over (partition by r.id order by x.content_id), case when x.content_id::text < '8' then r.note else '' end, r.author, r.published
    from ${record} cross join lateral (select content_id from content_themes where content_id > r.pick and theme = r.theme and published_at is not null order by content_id limit r.size) x`.execute(tx);
  await sql`insert into content_themes (content_id, theme, territory_id, published_at) select id, theme, ${place}, published from ${record}`.execute(tx);
  await sql`insert into search_entries (content_id, territory_id, kind, published_at, title, words)
    select id, ${place}, 'dossier', published, title, setweight(to_tsvector('french_plain', title), 'A') || setweight(to_tsvector('french_plain', summary), 'C') || setweight(to_tsvector('french_plain', body_text), 'D') from ${record}`.execute(tx);
}

const remarks = ["Merci, je cherchais justement une source sur ce point.", "Nous l’avons fait avec une classe de CM2 : prévoyez plus de temps que prévu !", "Y aura-t-il un enregistrement ?", "Un grand merci à l’équipe pour l’accueil.", "Je ne suis pas certain du chiffre : auriez-vous la référence ?", "Belle idée, nous la reprendrons à la médiathèque."];

async function seedTalk(tx: Transaction): Promise<void> {
  const bodies = json(remarks.map((remark) => fromMarkdown(remark.replaceAll(" !", "\u00a0!").replaceAll(" ?", "\u00a0?").replaceAll(" :", "\u00a0:"))));
  await sql`with talked as (select id, row_number() over (order by id) as n, published_at from contents where kind = 'article' and state = 'published' order by id limit 400)
    insert into comments (id, content_id, author_id, body, created_at)
    select gen_random_uuid(), t.id, m.id, ${bodies}::jsonb -> (t.n % ${remarks.length})::int, t.published_at + interval '1 day'
    from talked t join lateral (select id from members where contributor order by id offset (t.n * 7) % 500 limit 1) m on true`.execute(tx);
  await sql`update contents c set comments = 1 where exists (select from comments k where k.content_id = c.id)`.execute(tx);
  await sql`insert into follows (member_id, kind, target, at) select ${idAt("member", "hauts-de-france", 0)}, 'tag', tag, now() from (select distinct tag from content_tags order by tag limit 6) t`.execute(tx);
  await sql`insert into follows (member_id, kind, target, at) select ${idAt("member", "hauts-de-france", 0)}, 'member', id::text, now() from (select id from members where contributor order by id limit 12) m on conflict do nothing`.execute(tx);
}
