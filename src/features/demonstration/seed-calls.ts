import { sql } from "kysely";
import { json, type Transaction } from "../../platform/database.ts";
import { asAsked, type Question } from "../forms/question.ts";
import { chanceOf, idAt, type Chance } from "./chance.ts";
import { contributorsOf, demoSeed, territoryIdOf, type SeedOptions } from "./seed.ts";
import { demoTerritories, type DemoTerritory } from "./territories.ts";

const perTerritory = 4;
const question = (id: string, kind: Question["kind"], label: string, more: Partial<Question> = {}): Question => ({ id, kind, label, help: "", required: true, choices: [], ...more });

const helpers: readonly Question[] = [
  question("qwhen", "several", "Quand seriez-vous disponible ?", { choices: ["en semaine", "le mercredi", "le samedi", "le dimanche"] }),
  question("qwhat", "one", "Ce qui vous tente le plus", { choices: ["accueillir le public", "animer un atelier", "préparer et ranger", "photographier"] }),
  question("qwords", "long", "Quelques mots sur vous", { help: "Ce qui vous amène, ce que vous aimeriez apprendre." }),
  question("qagree", "consent", "J’accepte d’être recontacté par courriel à propos de cette annonce."),
];
const projects: readonly Question[] = [
  question("qname", "short", "Nom du projet"),
  question("qpitch", "long", "Le projet en quelques phrases"),
  question("qpublic", "one", "Public visé", { choices: ["tout public", "familles", "scolaires", "adultes"] }),
  question("qdate", "date", "Date envisagée", { required: false }),
  question("qfile", "file", "Budget ou dessin", { required: false }),
];

const words = ["Je suis étudiante en biologie et je voudrais essayer la médiation.", "À la retraite depuis un an, j’ai gardé le goût d’expliquer.", "J’ai animé un atelier l’an dernier et j’ai envie de recommencer.", "Nouvelle dans la région, je cherche à rencontrer des gens curieux.", "Je suis professeur de physique et je connais bien les classes de collège.", "Mes enfants adorent, alors autant passer de l’autre côté de la table."];
const names = ["La rivière à l’oreille", "Une nuit, mille étoiles", "Le marché des microbes", "Cartes sensibles", "Le repas du futur", "Les mains dans l’argile", "Écouter la forêt", "Zéro à l’infini"];
const pitches = ["Une installation sonore fabriquée avec les habitants, à partir de sons enregistrés le long de l’eau.", "Trois soirées d’observation dans des quartiers où l’on éteint l’éclairage, avec les clubs d’astronomie.", "Un jeu de rôle sur la place du marché : chaque étal est une question que posent les chercheurs.", "Des ateliers de cartographie où chacun dessine ce qu’il sent, entend et craint dans sa rue.", "Un laboratoire de cuisine itinérant, de village en village, avec une diététicienne et un chimiste."];
const comments = ["Solide et bien chiffré.", "Très belle idée, calendrier serré.", "Le public n’est pas assez précis.", "À soutenir, avec un partenaire scolaire.", ""];
const criteria = [{ id: "c1", label: "Intérêt pour le territoire", weight: 2 }, { id: "c2", label: "Place du public", weight: 2 }, { id: "c3", label: "Budget", weight: 1 }];

/** Some open announcements collect answers with a form, as many at any scale; the calls for projects among them have a jury. */
export async function seedCalls(tx: Transaction, options: SeedOptions): Promise<void> {
  for (const territory of demoTerritories) {
    const { rows } = await sql<{ id: string; type: string }>`
      select content_id as id, type from announcements where territory_id = ${territoryIdOf(territory)} and closed_at is null and type in ('call-for-projects', 'call-for-participation', 'volunteering')
      order by type <> 'call-for-projects', closes_at, content_id limit ${Math.ceil(perTerritory * Math.min(1, options.scale))}`.execute(tx);
    for (const [index, call] of rows.entries()) await seedCall(tx, territory, options, { ...call, first: index === 0 });
  }
}

async function seedCall(tx: Transaction, territory: DemoTerritory, { scale, today }: SeedOptions, { id, type, first }: { id: string; type: string; first: boolean }): Promise<void> {
  const judged = type === "call-for-projects";
  const questions = judged ? projects : helpers;
  await sql`insert into calls (content_id, territory_id, questions, opened, closes_at, keep_months, forget_at)
    select content_id, territory_id, ${json(questions)}, true, closes_at, 6, closes_at + interval '6 months' from announcements where content_id = ${id}`.execute(tx);
  // The first is also the log-ins' own, so that they see what came.
  if (first) await sql`insert into content_authors (content_id, member_id, position, published_at) select id, ${idAt("member", territory.slug, 0)}, 1, published_at from contents where id = ${id} on conflict do nothing`.execute(tx);
  const chance = chanceOf(demoSeed, "call", id);
  const people = contributorsOf(territory, scale);
  const picked = [...new Set(Array.from({ length: 14 }, () => chance.between(1, people - 1)))].map((index) => idAt("member", territory.slug, index));
  const jurors = judged ? picked.slice(0, 3) : [];
  const rows = picked.slice(jurors.length, jurors.length + chance.between(4, 8)).map((member, index) => ({
    id: idAt("answer", id, index), member, answered: asAsked(questions, judged ? projectOf(chance, index, today) : helpOf(chance)), mark: chance.pick(["new", "new", "seen", "kept", "refused"]), at: today.subtract({ days: chance.between(1, 9) }).toString(),
  }));
  await sql`insert into answers (id, content_id, member_id, answered, mark, sent_at, changed_at) select id, ${id}::uuid, member, answered, mark, at, at
    from jsonb_to_recordset(${json(rows)}) as r(id uuid, member uuid, answered jsonb, mark text, at timestamptz)`.execute(tx);
  if (jurors.length > 0) await seedJury(tx, chance, id, jurors, rows.map((row) => row.id), today);
}

function helpOf(chance: Chance) {
  const free = (helpers[0]?.choices ?? []).filter(() => chance.next() < 0.5);
  return { qwhen: free.length > 0 ? free : ["le samedi"], qwhat: chance.pick(helpers[1]?.choices ?? []), qwords: chance.pick(words), qagree: true };
}

function projectOf(chance: Chance, index: number, today: Temporal.PlainDate) {
  return { qname: names[index % names.length] ?? "", qpitch: chance.pick(pitches), qpublic: chance.pick(projects[2]?.choices ?? []), qdate: chance.next() < 0.7 ? today.add({ days: chance.between(60, 200) }).toString() : null, qfile: null };
}

/** Two have judged all the answers, the third has begun; one is too close to one of them. */
async function seedJury(tx: Transaction, chance: Chance, content: string, jurors: readonly string[], answers: readonly string[], today: Temporal.PlainDate): Promise<void> {
  await sql`insert into juries (content_id, criteria) values (${content}, ${json(criteria)})`.execute(tx);
  await sql`insert into jurors (content_id, member_id, state, since) select ${content}::uuid, member, 'accepted', ${today.subtract({ days: 6 }).toString()}::timestamptz from unnest(${[...jurors]}::uuid[]) as member`.execute(tx);
  const notes = jurors.flatMap((member, juror) => answers.slice(0, juror === 2 ? 2 : answers.length).map((answer, index) => {
    const conflict = juror === 0 && index === 1;
    return { answer, member, conflict, notes: conflict ? {} : Object.fromEntries(criteria.map(({ id }) => [id, chance.between(1, 5)])), comment: conflict ? "" : chance.pick(comments) };
  }));
  await sql`insert into jury_notes (answer_id, content_id, member_id, conflict, notes, comment, at) select answer, ${content}::uuid, member, conflict, notes, comment, ${today.subtract({ days: 2 }).toString()}::timestamptz
    from jsonb_to_recordset(${json(notes)}) as r(answer uuid, member uuid, conflict boolean, notes jsonb, comment text)`.execute(tx);
}
