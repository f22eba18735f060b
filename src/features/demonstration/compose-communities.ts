import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { slugify } from "../../platform/text/slug.ts";
import { keepTogether } from "../../platform/text/typeset.ts";
import type { CommunityAccess, Purpose } from "../communities/community.ts";
import { communesWithin, type Commune } from "../places/communes.ts";
import { chanceOf, idAt, type Chance } from "./chance.ts";
import { of } from "./french.ts";
import type { DemoTerritory } from "./territories.ts";

/** How a community of each use is called; what it gathers is chosen among what is published. */
interface Model {
  readonly purpose: Purpose;
  readonly access: CommunityAccess;
  readonly name: (place: string, year: number, chance: Chance) => string;
  readonly summary: string;
  readonly text: string;
  /** Contents of this kind and theme stand in it. */
  readonly kind: "article" | "event";
  readonly theme: string;
  readonly people: number;
  /** Years that its school year ended ago: 0 ends next July, 1 is archived. */
  readonly ended?: 0 | 1;
}

const teachers = ["Sophie Germain", "Jean Rostand", "Marie Curie", "Louis Pasteur", "Émilie du Châtelet", "Jules Verne", "Ada Lovelace", "Irène Joliot"];
const imaginary = "*Cette communauté est imaginaire : ce réseau est une démonstration.*";

const models: readonly Model[] = [
  { purpose: "institution", access: "request", name: (place) => `Les laboratoires ouverts ${place}`, summary: "Les unités de recherche racontent leurs travaux et annoncent leurs portes ouvertes.", text: "Doctorantes, chercheurs et services de communication y publient ce qui sort des laboratoires, dans une langue que tout le monde lit.\n\n- Une page par visite, avec l’adresse et l’accès.\n- Pas de communiqué recopié : une histoire, une question, une image.", kind: "article", theme: "physique", people: 34 },
  { purpose: "professional-network", access: "request", name: (place) => `Réseau de la médiation scientifique ${place}`, summary: "Celles et ceux dont la médiation est le métier : retours d’expérience, bonnes pratiques, coups de main.", text: "Le réseau se réunit chaque trimestre. Entre deux rencontres, on y dépose ce qui a marché, et surtout ce qui n’a pas marché.\n\nOn y entre en se présentant en deux phrases.", kind: "article", theme: "sciences-humaines", people: 46 },
  { purpose: "class", access: "request", name: (place, year, chance) => `Atelier sciences, 5e B du collège ${chance.pick(teachers)} ${place} (${year - 1}-${year})`, summary: "Le journal de l’atelier : enquêtes, expériences et visites, écrit par les élèves.", text: "Chaque article est écrit à plusieurs et relu par la professeure. Les élèves signent de leur prénom dans le texte ; le compte est celui de l’atelier.", kind: "article", theme: "biologie", people: 14, ended: 0 },
  { purpose: "class", access: "open", name: (place, year, chance) => `Club robotique du lycée ${chance.pick(teachers)} ${place} (${year - 2}-${year - 1})`, summary: "Une année de robots, de soudures et de concours, racontée par le club.", text: "L’année est finie : le journal reste, pour qui voudrait recommencer.", kind: "article", theme: "ingenierie-industrie", people: 17, ended: 1 },
  { purpose: "theme", access: "open", name: (place) => `Le ciel ${place}`, summary: "Astronomes amateurs, clubs et curieux : où observer, quoi regarder ce mois-ci.", text: "On y annonce les soirées d’observation, on y partage des photographies et des cartes du ciel. Les débutants sont chez eux.", kind: "article", theme: "astronomie", people: 58 },
  { purpose: "operation", access: "open", name: (place) => `Fête de la science ${place}`, summary: "Ce que chacun prépare pour la Fête de la science, d’une année sur l’autre.", text: "Les structures y annoncent leurs ateliers, les porteurs de projets y trouvent des salles et du matériel, le public y lit le programme.", kind: "event", theme: "climat-environnement", people: 39 },
  { purpose: "operation", access: "private", name: (place) => `Coulisses de la Nuit des curieux ${place}`, summary: "L’équipe d’organisation : plannings, comptes rendus, textes à relire.", text: "Espace de travail de l’équipe. Rien de ce qui s’y écrit n’est public.", kind: "article", theme: "", people: 8 },
];
export const communityModels = models.length;

/** What is written in a private community, for its members' eyes. */
export const reservedTexts = [
  { title: "Compte rendu de la réunion de lancement", summary: "Qui fait quoi d’ici au mois prochain.", body: "Nous étions onze. La salle des fêtes est réservée ; il manque deux vidéoprojecteurs et une personne pour l’accueil des classes.\n\n- Les textes du programme sont à relire avant vendredi.\n- Les bénévoles se retrouvent une heure avant l’ouverture." },
  { title: "Programme, version à relire", summary: "Ne pas diffuser avant la conférence de presse.", body: "Dites-nous ce qui vous manque, ce qui vous semble obscur, et les horaires qui se chevauchent. La version publique suivra." },
] as const;

export interface DemoCommunity {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly body: object;
  readonly purpose: Purpose;
  readonly access: CommunityAccess;
  readonly state: "active" | "archived";
  readonly archive_on: string | null;
  readonly archived: string | null;
  readonly created: string;
  readonly kind: string;
  readonly theme: string;
  readonly people: number;
  readonly chance: Chance;
}

const communesOf = new Map<string, readonly Commune[]>();

/** The first of each use bears the territory's name, the next ones those of its communes. */
export function composeCommunity(seed: string, territory: DemoTerritory, index: number, today: Temporal.PlainDate): DemoCommunity {
  const chance = chanceOf(seed, territory.slug, "community", index);
  const model = models[index % models.length];
  if (!model) throw new Error("No model");
  const communes = communesOf.get(territory.slug) ?? communesWithin(territory.perimeter);
  communesOf.set(territory.slug, communes);
  const commune = communes[Math.floor(chance.next() ** 2 * communes.length)];
  const group = Math.floor(index / models.length);
  const place = group === 0 || !commune ? territory.at : of(commune.name);
  // The school year that is running, or that comes: it ends on the fifth of July.
  const year = today.month >= 7 ? today.year + 1 : today.year;
  const name = keepTogether(model.name(place, year, chance));
  const end = model.ended === undefined ? null : `${year - model.ended}-07-05`;
  return {
    id: idAt("community", territory.slug, index), slug: `${slugify(name, "communaute")}${group === 0 && model.access !== "private" ? "" : `-${idAt("slug", territory.slug, index).slice(0, 8)}`}`, name, summary: keepTogether(model.summary), body: fromMarkdown(keepTogether(`${model.text}\n\n${imaginary}`)),
    purpose: model.purpose, access: model.access, state: model.ended === 1 ? "archived" : "active", archive_on: end, archived: model.ended === 1 ? end : null, created: today.subtract({ days: model.ended === 1 ? 520 : 60 + ((index * 37) % 900) }).toString(),
    kind: model.kind, theme: model.theme, people: model.people, chance,
  };
}
