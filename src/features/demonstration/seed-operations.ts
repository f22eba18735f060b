import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import type { ContentId } from "../../platform/ids.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import { keepTogether } from "../../platform/text/typeset.ts";
import { instantOf } from "../../platform/time.ts";
import { asAsked, type Question } from "../forms/question.ts";
import { idAt } from "./chance.ts";
import { territoryIdOf, type SeedOptions } from "./seed.ts";
import { demoTerritories } from "./territories.ts";
import { Days } from "./written/form.ts";
import { villageTitle } from "./written/village.ts";
import { writtenContents } from "./written.ts";

const zone = "Europe/Paris";
const labels = ["Village des sciences", "Ateliers", "Scolaires", "En famille"];
const summary = "Dix jours où laboratoires, associations, écoles et bibliothèques ouvrent leurs portes : un programme commun à trois territoires, et vingt stands sous une même halle.";
const body = `Pendant dix jours, les sciences sortent de leurs murs. Chacun propose ce qu’il sait faire de mieux : une visite, une expérience, une discussion qui déborde.

## Comment lire le programme

Il se trie par jour, par lieu, par public et par territoire. Les événements portent un **label** quand l’équipe d’animation de leur territoire leur en a donné un : *Village des sciences*, *Ateliers*, *Scolaires*, *En famille*.

## Proposer un événement

Publiez-le d’abord dans votre territoire, puis proposez-le ici. L’équipe d’animation vous répond, et son label s’affiche aussitôt partout où votre événement paraît.

*Cette opération est une démonstration : les lieux et les personnes sont imaginaires.*`;

/** A campaign that Grenoble leads and that two territories joined: the village, what happens meanwhile, and some proposals that wait. */
export async function seedOperations(tx: Transaction, { today }: SeedOptions): Promise<void> {
  const [lead, ...others] = ["grenoble", "loire", "paca", "bretagne"].flatMap((slug) => demoTerritories.find((each) => each.slug === slug) ?? []);
  if (!lead) return;
  const days = new Days(today);
  const first = days.until(6, 1) - 1;
  const [startsOn, endsOn, callUntil] = [days.on(first), days.on(first + 9), days.on(3)];
  const id = idAt("operation", "fete-de-la-science") as ContentId;
  const place = territoryIdOf(lead);
  const author = idAt("member", lead.slug, 0);
  const published = instantOf(today.subtract({ days: 20 }).toPlainDateTime({ hour: 9 }), zone);
  const text = fromMarkdown(keepTogether(body));
  const title = `Fête de la science ${today.add({ days: first }).year}`;
  await sql`insert into contents (id, territory_id, kind, slug, title, summary, body, body_text, keywords, brief, state, published_at, created_by, created_at, updated_at)
    values (${id}, ${place}, 'operation', ${`fete-de-la-science-${today.add({ days: first }).year}`}, ${title}, ${keepTogether(summary)}, ${json(text)}, ${plainText(text)}, ${labels.join(" ")}, ${json({ startsOn, endsOn })}, 'published', ${published}, ${author}, ${published}, ${published})`.execute(tx);
  await sql`insert into content_authors (content_id, member_id, published_at) values (${id}, ${author}, ${published})`.execute(tx);
  await sql`insert into content_tags (content_id, tag, label, position, territory_id, published_at) values (${id}, 'fete-de-la-science', 'Fête de la science', 0, ${place}, ${published})`.execute(tx);
  await sql`insert into content_themes (content_id, theme, territory_id, published_at) values (${id}, 'sciences-humaines', ${place}, ${published})`.execute(tx);
  await sql`insert into search_entries (content_id, territory_id, kind, published_at, title, words) select id, territory_id, kind, published_at, title,
    setweight(to_tsvector('french_plain', title), 'A') || setweight(to_tsvector('french_plain', keywords), 'B') || setweight(to_tsvector('french_plain', summary), 'C') || setweight(to_tsvector('french_plain', body_text), 'D') from contents where id = ${id}`.execute(tx);
  await sql`insert into operations (content_id, territory_id, zone, starts_on, ends_on, call_until, call_closes_at, labels)
    values (${id}, ${place}, ${zone}, ${startsOn}, ${endsOn}, ${callUntil}, ${instantOf(today.add({ days: 4 }).toPlainDateTime(), zone)}, ${labels})`.execute(tx);
  await sql`insert into operation_territories (operation_id, territory_id, state, since) select ${id}, r.id, r.state, ${published}
    from jsonb_to_recordset(${json(others.map((each) => ({ id: territoryIdOf(each), state: each.slug === "bretagne" ? "invited" : "joined" })))}) as r(id uuid, state text)`.execute(tx);
  await seedCall(tx, id, published);
  await seedEvents(tx, id, { startsOn, endsOn, published });
  const village = writtenContents(lead, today).events.findIndex((event) => event.title === villageTitle);
  await sql`insert into operation_events (operation_id, event_id, territory_id, state, label, proposed_by, proposed_at, decided_by, decided_at)
    select ${id}, content_id, territory_id, 'accepted', ${labels[0]}, ${author}, ${published}, ${author}, ${published} from events where content_id = ${idAt("event", lead.slug, village)} on conflict do nothing`.execute(tx);
}

const questions: readonly Question[] = [
  { id: "q1", kind: "long", label: "Que fera le public chez vous ?", help: "Deux phrases suffisent.", required: true, choices: [] },
  { id: "q2", kind: "one", label: "De quoi avez-vous besoin ?", help: "", required: true, choices: ["De rien", "D’une table et de chaises", "D’une salle"] },
  { id: "q3", kind: "consent", label: "J’accepte que mon nom figure au programme imprimé.", help: "", required: true, choices: [] },
];
const replies = [
  ["On fabrique un cadran solaire avec une assiette et un crayon, et l’on repart avec l’heure.", "D’une table et de chaises"],
  ["Une dégustation à l’aveugle : cinq eaux, aucune étiquette, et un tableau pour les accusations.", "D’une salle"],
  ["Nous démontons un moteur de machine à laver ; qui le remonte gagne le droit de recommencer.", "De rien"],
] as const;

/** The call that goes with it: a short form, and what three people answered. */
async function seedCall(tx: Transaction, id: ContentId, published: Temporal.Instant): Promise<void> {
  await sql`insert into calls (content_id, territory_id, questions, opened, closes_at, keep_months, forget_at)
    select ${id}, territory_id, ${json(questions)}, true, call_closes_at, 6, call_closes_at + interval '6 months' from operations where content_id = ${id}`.execute(tx);
  const rows = replies.map(([what, need], index) => ({ id: idAt("operation", "answer", index), member: idAt("member", "grenoble", index + 2), answered: asAsked(questions, { q1: what, q2: need, q3: true }) }));
  await sql`insert into answers (id, content_id, member_id, answered, sent_at, changed_at) select r.id, ${id}, m.id, r.answered, ${published}, ${published}
    from jsonb_to_recordset(${json(rows)}) as r(id uuid, member uuid, answered jsonb) join members m on m.id = r.member`.execute(tx);
}

/** What happens meanwhile in the territories that take part: a dozen or two each, and for the one that leads four that wait for an answer. */
async function seedEvents(tx: Transaction, id: ContentId, { startsOn, endsOn, published }: { startsOn: string; endsOn: string; published: Temporal.Instant }): Promise<void> {
  await sql`
    with meanwhile as (
      select e.content_id, e.territory_id, e.type, e.audience, row_number() over (partition by e.territory_id order by min(o.starts_at), e.content_id) as n
      from events e join occurrences o on o.event_id = e.content_id and not o.opening and o.day between ${startsOn}::date and ${endsOn}::date join operations p on p.content_id = ${id}
      where e.root_id is null and e.status = 'on' and not exists (select from events k where k.parent_id = e.content_id)
        and (e.territory_id = p.territory_id or exists (select from operation_territories t where t.operation_id = ${id} and t.territory_id = e.territory_id and t.state = 'joined'))
      group by e.content_id, e.territory_id, e.type, e.audience)
    insert into operation_events (operation_id, event_id, territory_id, state, label, proposed_by, proposed_at, decided_at)
    select ${id}, m.content_id, m.territory_id, case when n <= 18 then 'accepted' else 'proposed' end,
      case when n > 18 then '' when 'schools' = any(m.audience) then 'Scolaires' when m.type = 'workshop' then 'Ateliers' when 'families' = any(m.audience) then 'En famille' else '' end,
      (select member_id from content_authors a where a.content_id = m.content_id limit 1), ${published}, case when n <= 18 then ${published}::timestamptz end
    from meanwhile m where n <= 18 or (n <= 22 and m.territory_id = (select territory_id from operations where content_id = ${id}))`.execute(tx);
}
