import { sql, type RawBuilder } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import { slugify, tagKey } from "../../platform/text/slug.ts";
import { keepTogether } from "../../platform/text/typeset.ts";
import { chanceOf, idAt } from "./chance.ts";
import { cap } from "./french.ts";
import { picturesFor } from "./pictures/pictures.ts";
import { mediaIdOf } from "./seed-pictures.ts";
import { contributorsOf, demoSeed, inBatches, territoryIdOf, type SeedOptions } from "./seed.ts";
import { subjects, type Subject } from "./subjects.ts";
import { demoTerritories, shareOut, type DemoTerritory } from "./territories.ts";

const dossiers = 120;
const batch = 500;

const titles: readonly ((x: Subject) => string)[] = [
  (x) => `${cap(x.name)} : notre sélection`, (x) => `Préparer une séance sur ${x.name}`, (x) => `Pour découvrir ${x.name}, pas à pas`, (x) => `Autour ${x.of}`, (x) => `Une année avec ${x.name}`, (x) => `Le carnet ${x.of}`, (x) => `Ce que le réseau dit ${x.of}`,
];
const forewords = [
  "Ce dossier rassemble ce que le réseau en dit : articles, rendez-vous et ressources, de plusieurs territoires.", "Je l’ai commencé pour une classe, puis des collègues d’autres régions l’ont complété.", "L’ordre compte : commencez par le premier, gardez le dernier pour la discussion.", "Rassemblé au fil de l’année pour l’émission du jeudi. Les suggestions sont bienvenues.", "Une sélection courte, pour qui n’a qu’une soirée.",
];
// The second part of each takes the events; nothing stands under a heading that its contents don't bear out.
const parts: readonly (readonly [string, string])[] = [["À lire", "À vivre"], ["Pour commencer", "Sur le terrain"], ["Comprendre", "Aller voir"], ["Avant la séance", "La sortie"]];
const words = ["Il complète bien la deuxième partie.", "Vu dans un autre territoire, il manque ici.", "Mes élèves l’ont préféré à tous les autres.", "Le contrepoint de votre premier article ?", ""];
const notes: Readonly<Record<string, readonly string[]>> = {
  article: ["À lire en premier.", "Court et très clair.", "Le point de vue d’une autre région.", "Une bonne question pour lancer le débat.", "À lire avec un crayon.", "Les chiffres sont discutables, la démarche est exemplaire.", "Pour les plus grands.", ""],
  event: ["Pour préparer la visite avec une classe.", "J’y suis allée : comptez une bonne heure.", "Un format à reprendre chez soi.", "Passé, mais le programme donne des idées.", "À vivre plutôt qu’à lire.", ""],
};

/** Dossiers of contents of several territories, with their curators' notes. */
export async function seedDossiers(tx: Transaction, options: SeedOptions): Promise<void> {
  await sql`analyze content_tags`.execute(tx);
  for (const [index, territory] of demoTerritories.entries()) {
    await inBatches(shareOut(dossiers * options.scale)[index] ?? 0, batch, (at) => compose(territory, at, options), (rows) => insertBatch(tx, territory, rows));
  }
}

function compose(territory: DemoTerritory, index: number, { scale, today, files }: SeedOptions) {
  const chance = chanceOf(demoSeed, territory.slug, "dossier", index);
  const subject = chance.pick(subjects);
  const body = fromMarkdown(keepTogether(`${chance.pick(subject.facts)}\n\n${chance.pick(forewords)}`));
  const title = keepTogether(chance.pick(titles)(subject));
  const suits = picturesFor(subject.theme);
  // It gathers what came out before it did; old enough ones, so that there is something to gather.
  const published = today.subtract({ days: 2 + Math.floor(chance.next() ** 1.5 * 700) });
  return {
    id: idAt("dossier", territory.slug, index), slug: `${slugify(title, "dossier")}-${index + 1}`, title, summary: chance.pick(subject.facts), body, body_text: plainText(body), theme: subject.theme, tags: subject.tags.map((label, position) => ({ tag: tagKey(label), label, position })),
    // The first of each territory is its first member's, who can log in to some.
    author: idAt("member", territory.slug, index === 0 ? 0 : chance.between(0, contributorsOf(territory, scale) - 1)), published: published.toPlainDateTime({ hour: chance.between(8, 20) }).toZonedDateTime("Europe/Paris").toInstant().toString(),
    contributions: index === 0 ? "suggested" : chance.pick(["closed", "closed", "closed", "suggested", "suggested", "suggested", "open"]), many: chance.between(4, 9), start: chance.between(0, 50), pick: idAt("pick", territory.slug, index).replace(/^[d-f]/, "5"), lead: files && suits.length > 0 && chance.next() < 0.5 ? mediaIdOf(territory, chance.pick(suits)) : null,
    // One in three has sections, one in five is kept by two; what is suggested comes from another territory.
    sections: index % 3 === 0 ? chance.pick(parts).map((title, place) => ({ id: idAt("section", territory.slug, index, place), title, position: place + 1 })) : [],
    second: index % 5 === 0 ? idAt("member", territory.slug, chance.between(0, contributorsOf(territory, scale) - 1)) : null,
    stranger: memberElsewhere(territory, chance.next(), scale), suggestion: idAt("suggestion", territory.slug, index), word: chance.pick(words),
  };
}

function memberElsewhere(territory: DemoTerritory, chance: number, scale: number): string {
  const others = demoTerritories.filter((each) => each.slug !== territory.slug);
  const other = others[Math.floor(chance * others.length)] ?? territory;
  return idAt("member", other.slug, Math.floor(chance * contributorsOf(other, scale)));
}

async function insertBatch(tx: Transaction, territory: DemoTerritory, rows: readonly ReturnType<typeof compose>[]): Promise<void> {
  const place = territoryIdOf(territory);
  const record = sql`jsonb_to_recordset(${json(rows)}) as r(id uuid, slug text, title text, summary text, body jsonb, body_text text, theme text, tags jsonb, author uuid, published timestamptz, contributions text, many int, start int, pick uuid, lead uuid, sections jsonb, second uuid, stranger uuid, suggestion uuid, word text)`;
  await sql`insert into contents (id, territory_id, kind, slug, title, summary, body, body_text, state, published_at, created_by, created_at, updated_at, lead_id)
    select id, ${place}, 'dossier', slug, title, summary, body, body_text, 'published', published, author, published, published, lead from ${record}`.execute(tx);
  await sql`insert into dossiers (content_id, contributions, owner_id) select id, contributions, author from ${record}`.execute(tx);
  await sql`insert into content_media (content_id, media_id) select id, lead from ${record} where lead is not null`.execute(tx);
  await sql`insert into content_authors (content_id, member_id, published_at) select id, author, published from ${record}`.execute(tx);
  await sql`insert into content_authors (content_id, member_id, position, published_at) select id, second, 1, published from ${record} where second is not null and second <> author`.execute(tx);
  await sql`insert into dossier_sections (id, dossier_id, title, position) select s.id, r.id, s.title, s.position from ${record}, jsonb_to_recordset(r.sections) as s(id uuid, title text, position int)`.execute(tx);
  await sql`insert into content_themes (content_id, theme, territory_id, published_at) select id, theme, ${place}, published from ${record}`.execute(tx);
  // By the subject's own tag, from somewhere in the order of identifiers: one walk along the primary key, whatever the scale.
  await sql`insert into dossier_items (dossier_id, content_id, position, note, added_by, added_at)
    select r.id, x.content_id, x.n, ${json(notes)}::jsonb -> x.kind ->> ((r.start + x.n * 3) % jsonb_array_length(${json(notes)}::jsonb -> x.kind))::int, r.author, r.published
    from ${record} cross join lateral (
      select content_id, kind, row_number() over (order by kind, content_id) as n from (
        select t.content_id, c.kind from content_tags t join contents c on c.id = t.content_id and c.kind in ('article', 'event')
        where t.content_id > r.pick and t.tag = r.tags -> 1 ->> 'tag' and t.published_at < r.published order by t.content_id limit r.many) near) x`.execute(tx);
  await arrangeBatch(tx, record);
  await sql`insert into content_tags (content_id, tag, label, position, territory_id, published_at)
    select r.id, t.tag, t.label, t.position, ${place}, r.published from ${record}, jsonb_to_recordset(r.tags) as t(tag text, label text, position int)`.execute(tx);
  await sql`insert into search_entries (content_id, territory_id, kind, published_at, title, words) select id, ${place}, 'dossier', published, title,
    setweight(to_tsvector('french_plain', title), 'A') || setweight(to_tsvector('french_plain', summary), 'C') || setweight(to_tsvector('french_plain', body_text), 'D') from ${record}`.execute(tx);
}

/** What curators made of what they gathered: sections, notes as texts, what a card says; and what others suggest. */
async function arrangeBatch(tx: Transaction, record: RawBuilder<unknown>): Promise<void> {
  await sql`update dossier_items i set section_id = case when jsonb_array_length(r.sections) > 0 then (r.sections -> case c.kind when 'event' then 1 else 0 end ->> 'id')::uuid end,
      note_body = case when i.note <> '' then jsonb_build_object('type', 'doc', 'content', jsonb_build_array(jsonb_build_object('type', 'paragraph', 'content', jsonb_build_array(jsonb_build_object('type', 'text', 'text', i.note))))) end
    from ${record} join dossier_items own on own.dossier_id = r.id join contents c on c.id = own.content_id where i.dossier_id = r.id and i.content_id = own.content_id`.execute(tx);
  await sql`delete from dossier_sections s using ${record} where s.dossier_id = r.id and not exists (select from dossier_items i where i.section_id = s.id)`.execute(tx);
  await sql`update contents c set brief = jsonb_build_object('contributions', r.contributions, 'items', (select count(*) from dossier_items i where i.dossier_id = r.id)),
      keywords = coalesce((select string_agg(s.title, ' ' order by s.position) from dossier_sections s where s.dossier_id = r.id), '') from ${record} where c.id = r.id`.execute(tx);
  await sql`insert into dossier_suggestions (id, dossier_id, content_id, member_id, word, at)
    select r.suggestion, r.id, x.content_id, r.stranger, r.word, r.published + interval '1 day' from ${record} cross join lateral (
      select t.content_id from content_tags t join contents c on c.id = t.content_id and c.kind in ('article', 'event')
      where t.content_id < r.pick and t.tag = r.tags -> 1 ->> 'tag' and t.published_at < r.published order by t.content_id desc limit 1) x
    where r.contributions = 'suggested'`.execute(tx);
}
