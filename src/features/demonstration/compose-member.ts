import { slugify } from "../../platform/text/slug.ts";
import { chanceOf } from "./chance.ts";
import { at } from "./french.ts";
import { pickCommune } from "./places.ts";
import { subjects } from "./subjects.ts";
import type { DemoTerritory } from "./territories.ts";

const firstNames = ["Camille", "Léa", "Hugo", "Inès", "Louis", "Chloé", "Nathan", "Sarah", "Jules", "Manon", "Gabriel", "Yasmine", "Arthur", "Jeanne", "Mehdi", "Anaïs", "Paul", "Zoé", "Antoine", "Maëlle", "Karim", "Élise", "Bastien", "Nolwenn", "Thibault", "Aïcha", "Simon", "Margaux", "Victor", "Ludivine", "Yann", "Océane", "Rémi", "Fatou", "Guillaume", "Solène", "Marc", "Hélène", "Olivier", "Sandrine"];
const lastNames = ["Martin", "Bernard", "Petit", "Durand", "Leroy", "Moreau", "Simon", "Laurent", "Michel", "Garcia", "David", "Bertrand", "Roux", "Vincent", "Fournier", "Morel", "Girard", "André", "Mercier", "Dupont", "Lambert", "Bonnet", "François", "Martinez", "Legrand", "Garnier", "Faure", "Rousseau", "Blanc", "Guérin", "Muller", "Henry", "Roussel", "Perrin", "Morin", "Mathieu", "Clément", "Gauthier", "Dumont", "Lopez", "Fontaine", "Chevalier", "Robin", "Masson", "Sanchez", "Gérard", "Nguyen", "Boyer", "Denis", "Lemaire", "Benali", "Le Goff", "Diallo", "Kervella"];
const callings = ["soigne un verger et trois ruches", "répare des radios anciennes", "dessine des insectes", "guide des promenades nature", "enseigne les mathématiques au collège", "tient un café où l’on parle de tout", "travaille à la régie des eaux", "travaille à l’hôpital", "enseigne la physique au lycée", "travaille dans un laboratoire de biologie", "anime un club d’astronomie", "travaille dans la médiation scientifique", "observe les oiseaux depuis trente ans", "dirige une médiathèque", "prépare une thèse de géologie", "bricole dans un fablab", "fait de la radio associative", "étudie la communication scientifique", "a quitté l’industrie pour la retraite", "organise des randonnées botaniques"];

export function composeMember(seed: string, territory: DemoTerritory, index: number): { name: string; handle: string; bio: string; commune: string; interests: string[] } {
  const chance = chanceOf(seed, territory.slug, "member", index);
  const name = `${chance.pick(firstNames)} ${chance.pick(lastNames)}`;
  const commune = pickCommune(territory, chance);
  const subject = chance.pick(subjects);
  return { name, handle: `${slugify(name, "membre").slice(0, 24)}-${territory.slug.slice(0, 3)}${index}`, bio: `${name.split(" ")[0] ?? name} ${chance.pick(callings)} ${at(commune.name)} et se passionne pour ${subject.name}.`, commune: commune.name, interests: [subject.theme] };
}
