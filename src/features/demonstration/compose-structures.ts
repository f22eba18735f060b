import { communesWithin, type Commune } from "../places/communes.ts";
import { foldLetters, slugify } from "../../platform/text/slug.ts";
import { fromMarkdown } from "../../platform/text/from-markdown.ts";
import { plainText } from "../../platform/text/plain.ts";
import type { StructureType } from "../structures/structure.ts";
import { of } from "./french.ts";
import { chanceOf, idAt, type Chance } from "./chance.ts";
import type { DemoTerritory } from "./territories.ts";

/** How a kind of structure is called: the names are invented, the communes are true. */
interface Model {
  readonly type: StructureType;
  readonly name: (commune: string, chance: Chance) => string;
  readonly summary: string;
  readonly text: string;
  readonly hours: string;
  readonly themes: readonly string[];
}

const people = ["Lucie Aubrac", "Émile Roux", "Ada Lovelace", "Jules Verne", "Marie Curie", "Claude Bernard", "Sophie Germain", "Louis Pasteur", "Émilie du Châtelet", "Jean Rostand", "Irène Joliot", "Ambroise Paré"];
const birds = ["Les Martinets", "La Huppe", "Le Héron cendré", "Les Hirondelles", "La Mésange bleue", "Le Pic vert"];
const sparks = ["Étincelles", "Les Petits Curieux", "La Boussole", "Planète et Compagnie", "Les Savants flous", "Terre et Ciel", "Le Bocal", "Méridien", "Les Apprentis chercheurs", "Graine de labo", "La Lunette", "Plein Ciel", "Cailloux et Fossiles", "Les Têtes en l’air"];

const models: readonly Model[] = [
  { type: "association", name: (commune, chance) => `${chance.pick(sparks)} ${of(commune)}`, summary: "Des ateliers de sciences pour les enfants et leurs familles, le mercredi et pendant les vacances.", text: "L’association réunit des bénévoles de tous les métiers. Elle prête son matériel aux écoles et accueille les curieux chaque mercredi.", hours: "We 14:00-17:00", themes: ["physique"] },
  { type: "library", name: (commune, chance) => `Médiathèque ${chance.pick(people)} ${of(commune)}`, summary: "Livres, jeux et rencontres : un rayon sciences pour tous les âges, et un atelier par mois.", text: "La médiathèque propose un fonds de sciences en accès libre, des malles pour les classes et des rencontres avec des chercheuses et des chercheurs.", hours: "Tu-Fr 14:00-18:00; Sa 10:00-17:00", themes: ["sciences-humaines"] },
  { type: "association", name: (commune) => `Club d’astronomie ${of(commune)}`, summary: "Observer le ciel ensemble, à l’œil nu ou au télescope.", text: "Le club ouvre sa coupole deux fois par mois. Les soirées sont gratuites ; mieux vaut une veste chaude.", hours: "", themes: ["astronomie"] },
  { type: "museum", name: (commune) => `Muséum ${of(commune)}`, summary: "Des collections de sciences naturelles, des expositions et des visites pour les classes.", text: "Roches, herbiers, oiseaux : les collections se visitent en une heure. Des fiches en gros caractères sont à l’accueil.", hours: "Tu-Su 10:00-18:00", themes: ["biologie"] },
  { type: "laboratory", name: (commune, chance) => `Laboratoire ${chance.pick(people)} ${of(commune)}`, summary: "Une unité de recherche qui ouvre ses portes et répond aux questions.", text: "Les équipes travaillent sur l’eau, la glace et le climat. Les visites ont lieu sur demande, et pendant la Fête de la science.", hours: "", themes: ["climat-environnement"] },
  { type: "school", name: (commune, chance) => `Lycée ${chance.pick(people)} ${of(commune)}`, summary: "Un lycée et son club de sciences, ouverts aux collaborations.", text: "Le club se réunit le jeudi : robots, chimie douce et concours. Il cherche des marraines et des parrains.", hours: "", themes: ["ingenierie-industrie"] },
  { type: "association", name: (commune, chance) => `${chance.pick(birds)}, association naturaliste ${of(commune)}`, summary: "Sorties, comptages et inventaires : la nature près de chez soi.", text: "Chaque sortie est guidée par deux naturalistes. Les observations rejoignent les inventaires régionaux.", hours: "", themes: ["biologie"] },
  { type: "company", name: (commune, chance) => `Atelier ${chance.pick(["Cumulus", "Volta", "Prisme", "Isère Optique", "Carbone 14", "Rouage"])} ${of(commune)}`, summary: "Une entreprise qui fait visiter ses métiers et prête ses machines.", text: "L’entreprise reçoit des classes et participe aux semaines de l’industrie.", hours: "Mo-Fr 09:00-17:00", themes: ["ingenierie-industrie"] },
  { type: "other", name: (commune) => `Fablab ${of(commune)}`, summary: "Imprimantes, découpe, électronique : on vient fabriquer et apprendre.", text: "Le fablab est ouvert à tous : une heure de prise en main suffit pour commencer.", hours: "Th-Sa 14:00-20:00", themes: ["numerique"] },
  { type: "local-authority", name: (commune) => `Mairie ${of(commune)} – service culturel`, summary: "Le service qui accueille la Fête de la science et les conférences de la commune.", text: "Le service met des salles et du matériel à disposition des associations.", hours: "Mo-Fr 08:30-17:00", themes: ["sciences-humaines"] },
];

const streets = ["rue des Écoles", "place de la Mairie", "avenue de la Gare", "rue Pasteur", "quai de la Rivière", "rue du Moulin", "chemin des Vignes", "boulevard Carnot"];

export interface DemoStructure {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly type: StructureType;
  readonly summary: string;
  readonly body: object;
  readonly body_text: string;
  readonly website: string;
  readonly phone: string;
  readonly address: string;
  readonly commune_code: string;
  readonly commune_name: string;
  readonly postcode: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly hours: string;
  readonly accessibility: readonly string[];
  readonly themes: readonly string[];
  readonly claimed: boolean;
}

const communesOf = new Map<string, readonly Commune[]>();

/** The first of a territory is the one that animates it. */
export function composeStructure(seed: string, territory: DemoTerritory, index: number): DemoStructure {
  const chance = chanceOf(seed, territory.slug, "structure", index);
  const communes = communesOf.get(territory.slug) ?? communesWithin(territory.perimeter);
  communesOf.set(territory.slug, communes);
  const commune = index === 0 ? communes[0] : communes[Math.floor(chance.next() ** 2 * communes.length)];
  if (!commune?.point) throw new Error(`No commune in ${territory.slug}`);
  const model = models[index % models.length];
  if (!model) throw new Error("No model");
  const name = index === 0 ? territory.structure : model.name(commune.name, chance);
  const text = index === 0 ? `${territory.structure} anime Echosciences ${territory.name} : accueil des membres, formations, prêt d’expositions et mise en réseau des structures ${territory.at}.` : model.text;
  const body = fromMarkdown(`${text}\n\n*Cette structure est imaginaire : ce réseau est une démonstration.*`);
  const word = foldLetters(name).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  const scatter = () => (chance.next() - 0.5) / 60;
  return {
    id: idAt("structure", territory.slug, index), slug: index === 0 ? slugify(name, "structure") : `${slugify(name, "structure")}-${index + 1}`, name, type: index === 0 ? "science-centre" : model.type,
    summary: index === 0 ? `La structure qui anime Echosciences ${territory.name}.` : model.summary, body, body_text: plainText(body),
    website: index === 0 || chance.next() < 0.6 ? `https://${word}.example` : "", phone: chance.next() < 0.5 ? `04 00 ${String(chance.between(10, 99))} ${String(chance.between(10, 99))} ${String(chance.between(10, 99))}` : "",
    address: chance.next() < 0.85 ? `${chance.between(1, 120)} ${chance.pick(streets)}` : "", commune_code: commune.code, commune_name: commune.name, postcode: commune.postcodes[0] ?? "", latitude: commune.point.latitude + scatter(), longitude: commune.point.longitude + scatter(),
    hours: index === 0 ? "Tu-Sa 10:00-18:00" : model.hours, accessibility: chance.next() < 0.5 ? ["wheelchair"] : [], themes: index === 0 ? [] : model.themes, claimed: index === 0 || chance.next() < 0.4,
  };
}
