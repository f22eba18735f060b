import { communesWithin, type Commune } from "../places/communes.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { of } from "./french.ts";
import type { DemoTerritory } from "./territories.ts";

export type PlaceKind = keyof typeof kinds;

export interface DemoPlace {
  readonly name: string;
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** "*" is the name of somebody or something; "~" is the commune with its preposition. Invented, all of them. */
const kinds = {
  library: ["Médiathèque *", "Bibliothèque *", "Médiathèque de quartier *"],
  hall: ["Auditorium *", "Amphithéâtre *", "Salle des fêtes ~", "Maison des associations *", "Salle polyvalente *"],
  cafe: ["Café *", "Brasserie *", "Café associatif *", "Bar *"],
  workshop: ["Fablab *", "Tiers-lieu *", "MJC *", "Centre social *", "Atelier partagé *"],
  museum: ["Muséum ~", "Musée *", "Galerie *", "Écomusée *", "Maison du patrimoine ~"],
  outdoors: ["Jardin botanique *", "Réserve naturelle *", "Parc *", "Arboretum *", "Observatoire *"],
  cinema: ["Cinéma *", "Ciné-club *", "Espace *"],
  stage: ["Théâtre *", "Salle *", "Centre culturel *", "Petite scène *"],
  school: ["Lycée *", "Collège *", "Campus *", "Maison des enseignants *"],
} as const;

const names: Readonly<Record<string, readonly string[]>> = {
  cafe: ["de la Place", "du Marché", "des Halles", "de l’Horloge", "du Pont", "du Coin", "de la Gare", "des Arts"],
  cinema: ["Le Rex", "L’Étoile", "Le Familia", "L’Eldorado", "Le Méliès", "Utopie", "Le Régent"],
  outdoors: ["du Moulin", "des Tilleuls", "de la Combe", "des Étangs", "du Vallon", "de la Source", "des Trois-Chênes"],
};
const people = ["Marie-Curie", "Sophie-Germain", "Émilie-du-Châtelet", "Louis-Pasteur", "Simone-Veil", "Olympe-de-Gouges", "Jean-Perrin", "Aimé-Césaire", "Claudie-Haigneré", "Jules-Verne", "Rosalind-Franklin", "François-Arago", "Irène-Joliot-Curie", "Albert-Camus", "Lucie-Aubrac", "Joseph-Fourier", "des Remparts", "du Vieux-Bourg", "des Deux-Ponts"];
const streets = ["place de la Mairie", "rue des Écoles", "avenue de la Gare", "rue Pasteur", "rue Marie-Curie", "quai de la Rivière", "rue du Moulin", "boulevard Victor-Hugo", "rue Jean-Jaurès", "impasse des Lilas", "rue de la République", "cours Voltaire", "chemin du Lavoir", "rue des Tanneurs"];

const communes = new Map<string, Commune[]>();

/** Near the big communes more often than near the small ones. */
export function pickCommune(territory: DemoTerritory, chance: Chance): Commune {
  let list = communes.get(territory.slug);
  if (!list) communes.set(territory.slug, (list = communesWithin(territory.perimeter).slice(0, 60)));
  const found = list[Math.floor(chance.next() ** 2.2 * list.length)];
  if (!found) throw new Error(`No commune in ${territory.slug}`);
  return found;
}

const known = new Map<string, DemoPlace>();

/** One of the places of that kind that a commune has: the same name always stands at the same address. */
export function pickPlace(territory: DemoTerritory, commune: Commune, kind: PlaceKind, chance: Chance): DemoPlace {
  const number = chance.between(1, commune.population > 80_000 ? 4 : 2);
  const key = `${commune.code}/${kind}/${number}`;
  let place = known.get(key);
  if (!place) known.set(key, (place = makePlace(territory, commune, kind, chanceOf(key))));
  return place;
}

function makePlace(territory: DemoTerritory, commune: Commune, kind: PlaceKind, chance: Chance): DemoPlace {
  const point = commune.point ?? { latitude: territory.latitude, longitude: territory.longitude };
  const near = (value: number) => Math.round((value + (chance.next() - 0.5) * 0.022) * 1e5) / 1e5;
  return {
    name: chance.pick(kinds[kind]).replace("*", chance.pick(names[kind] ?? people)).replace("~", of(commune.name)),
    address: `${chance.between(1, 90)}, ${chance.pick(streets)}`,
    latitude: near(point.latitude),
    longitude: near(point.longitude),
  };
}

const organisers = ["Université populaire ~", "Les Curieux ~", "Cercle naturaliste ~", "Club d’astronomie ~", "Amis du muséum ~", "Foyer rural ~", "Collectif Terre et Ciel", "La Boussole", "Les Savants flous", "Compagnie des Éprouvettes", "Planète à deux pas", "Mille Pattes et Compagnie", "L’Atelier du dimanche", "Science en poche", "Les Têtes chercheuses ~"];

/** Who invites, most often somebody of the commune. */
export function pickOrganiser(commune: Commune, chance: Chance): string {
  return chance.pick(organisers).replace("~", of(commune.name));
}
