import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import { slugify } from "../../platform/text/slug.ts";
import { keepTogether } from "../../platform/text/typeset.ts";
import type { ProjectStage } from "../projects/project.ts";
import { chanceOf, idAt } from "./chance.ts";
import { at, of } from "./french.ts";
import { pickCommune } from "./places.ts";
import { insertDemoContents } from "./seed-kinds.ts";
import { contributorsOf, demoSeed, inBatches, territoryIdOf, type SeedOptions } from "./seed.ts";
import { subjects, type Subject } from "./subjects.ts";
import { demoTerritories, shareOut, type DemoTerritory } from "./territories.ts";

const projects = 100;
const zone = "Europe/Paris";
const stages: readonly ProjectStage[] = ["building", "running", "idea", "running", "finished", "building", "stopped"];
const titles: readonly ((x: Subject, commune: string) => string)[] = [
  (x, commune) => `Une malle sur ${x.name} pour les écoles ${of(commune)}`, (x) => `Cartographier ensemble : ${x.name}`, (_x, commune) => `Un sentier des sciences ${at(commune)}`,
  (x) => `Exposition itinérante autour ${x.of}`, (_x, commune) => `Un café des sciences pour ${commune}`, (x) => `Podcast : six voix sur ${x.name}`, (_x, commune) => `Ouvrir un atelier partagé ${at(commune)}`,
];
const fundings = ["Région et fonds propres, la moitié est acquise.", "Bénévole pour l’instant ; une demande est en cours.", "Contrat de ville, 4 000 euros.", ""];
const roles = ["Coordination", "Graphisme", "Accueil des classes", "Relecture scientifique", "Bricolage"];
const news = [
  "Première réunion : neuf personnes, beaucoup d’idées, une date pour la suite.", "Le prototype tient debout. Il reste à lui apprendre à ne pas faire de bruit.", "Une classe de CM2 a tout essayé. Leurs questions sont meilleures que nos panneaux.",
  "Nous avons trouvé une salle, pour trois mois.", "Le texte est relu par deux chercheuses : merci à elles.", "On cherche encore des bras pour le montage.",
];

/** Projects with their team, their logbook, the structures that carry them and the announcements that say what they look for. After structures and announcements. */
export async function seedProjects(tx: Transaction, options: SeedOptions): Promise<void> {
  for (const [index, territory] of demoTerritories.entries()) {
    await inBatches(shareOut(projects * options.scale)[index] ?? 0, 200, (at) => prepare(territory, at, options), (rows) => insertBatch(tx, territory, rows));
    const here = territoryIdOf(territory);
    await sql`with made as (select p.content_id as id, c.published_at, row_number() over (order by p.content_id) - 1 as n from projects p join contents c on c.id = p.content_id where p.territory_id = ${here}),
        census as (select id, row_number() over (order by id) - 1 as n, count(*) over () as size from structures where territory_id = ${here} and state = 'listed')
      insert into content_structures (content_id, structure_id, role, published_at)
      select m.id, s.id, r.role, m.published_at from made m cross join (values ('organiser', 3), ('partner', 5)) as r(role, step) join census s on s.n = (m.n * r.step + r.step) % s.size on conflict do nothing`.execute(tx);
    await sql`with made as (select content_id as id, row_number() over (order by content_id) - 1 as n from projects where territory_id = ${here}),
        calls as (select content_id as id, row_number() over (order by closes_at desc, content_id) - 1 as n from announcements where territory_id = ${here}),
        texts as (select id, row_number() over (order by published_at desc, id) - 1 as n from contents where territory_id = ${here} and kind = 'article' and state = 'published')
      insert into project_contents (project_id, content_id, at)
      select m.id, a.id, now() from made m join calls a on a.n = m.n where m.n % 2 = 0 union select m.id, x.id, now() from made m join texts x on x.n = m.n on conflict do nothing`.execute(tx);
  }
}

function prepare(territory: DemoTerritory, index: number, { scale, today }: SeedOptions) {
  const chance = chanceOf(demoSeed, territory.slug, "project", index);
  const subject = chance.pick(subjects);
  const commune = pickCommune(territory, chance);
  const title = keepTogether((titles[index % titles.length] ?? ((x: Subject) => x.name))(subject, commune.name));
  const stage = stages[index % stages.length] ?? "idea";
  const begun = today.subtract({ days: chance.between(40, 700) });
  const ends = stage === "finished" || stage === "stopped" ? today.subtract({ days: chance.between(5, 30) }) : chance.next() < 0.5 ? today.add({ days: chance.between(60, 400) }) : null;
  const person = () => idAt("member", territory.slug, chance.between(0, contributorsOf(territory, scale) - 1));
  const [startsOn, endsOn] = [begun.toString(), ends?.toString() ?? null];
  const team = [...new Set(Array.from({ length: chance.between(2, 5) }, person))];
  return {
    id: idAt("project", territory.slug, index), slug: `${slugify(title, "project").slice(0, 70)}-${index + 1}`, title, summary: keepTogether("Un projet porté à plusieurs : on y entre par la porte que l’on veut."),
    body: fromMarkdown(keepTogether(`${chance.pick(subject.facts)} C’est de là qu’est parti ce projet, ${commune.name} et ses alentours en sont le terrain.\n\nNous nous retrouvons une fois par mois. Chaque étape est racontée dans le journal, les ratés aussi.`)),
    keywords: commune.name, brief: { stage, communeName: commune.name, startsOn, endsOn }, latitude: commune.point?.latitude ?? null, longitude: commune.point?.longitude ?? null, theme: subject.theme, tags: [...subject.tags.slice(0, 1), commune.name],
    author: team[0] ?? person(), published: begun.toZonedDateTime({ timeZone: zone, plainTime: "09:00" }).toInstant().toString(),
    stage, starts_on: startsOn, ends_on: endsOn, funding: keepTogether(chance.pick(fundings)), commune_code: commune.code, commune_name: commune.name,
    team: team.map((member, at) => ({ member, role: roles[at % roles.length] })),
    updates: Array.from({ length: chance.between(0, 4) }, (_, at) => {
      const body = fromMarkdown(keepTogether(news[(index + at) % news.length] ?? ""));
      return { id: idAt("project-update", territory.slug, index * 10 + at), member: team[at % team.length], body, body_text: plainText(body), at: begun.add({ days: (at + 1) * 9 }).toZonedDateTime({ timeZone: zone, plainTime: "18:00" }).toInstant().toString() };
    }),
  };
}

async function insertBatch(tx: Transaction, territory: DemoTerritory, rows: readonly ReturnType<typeof prepare>[]): Promise<void> {
  await insertDemoContents(tx, territory, "project", rows);
  const record = sql`jsonb_to_recordset(${json(rows)}) as r(id uuid, stage text, starts_on date, ends_on date, funding text, commune_code text, commune_name text, team jsonb, updates jsonb, published timestamptz)`;
  await sql`insert into projects (content_id, territory_id, stage, starts_on, ends_on, funding, commune_code, commune_name)
    select id, ${territoryIdOf(territory)}, stage, starts_on, ends_on, funding, commune_code, commune_name from ${record}`.execute(tx);
  await sql`insert into project_members (project_id, member_id, role, state, since) select r.id, t.member, t.role, 'in', r.published from ${record}, jsonb_to_recordset(r.team) as t(member uuid, role text)`.execute(tx);
  await sql`insert into project_updates (id, project_id, member_id, body, body_text, at) select u.id, r.id, u.member, u.body, u.body_text, u.at from ${record}, jsonb_to_recordset(r.updates) as u(id uuid, member uuid, body jsonb, body_text text, at timestamptz)`.execute(tx);
}
