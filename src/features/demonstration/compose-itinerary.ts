import { distanceKm, type Point } from "../places/communes.ts";
import type { Travel } from "../itineraries/itinerary.ts";
import type { Line } from "../itineraries/route.ts";
import { chanceOf, type Chance } from "./chance.ts";
import type { DemoPlace } from "./compose-place.ts";
import { at, of } from "./french.ts";
import type { DemoTerritory } from "./territories.ts";

/** A stop of a demonstration itinerary: a demonstration place by its number, or something to see in the street. */
export type DemoStop = { readonly place: number; readonly point: Point; readonly note: string; readonly minutes: number } | { readonly name: string; readonly point: Point; readonly note: string; readonly minutes: number };

export interface DemoItinerary {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly theme: string;
  readonly travel: Travel;
  readonly level: "easy" | "medium";
  readonly looped: boolean;
  readonly audience: readonly string[];
  readonly accessibility: readonly string[];
  readonly stops: readonly DemoStop[];
  readonly line: Line | null;
}

/** What one passes in a street: name, what there is to see. All of it could stand in any town of France. */
const sights: readonly (readonly [string, string])[] = [
  ["Le vieux platane", "Mesurez son tour avec une ficelle : deux mètres et demi par siècle, à peu près."],
  ["Le cadran solaire de l’école", "Il retarde d’une heure l’hiver, de deux l’été. Cherchez pourquoi avant de lire la plaque."],
  ["Le lavoir", "L’eau y arrive à douze degrés toute l’année : elle vient de sous la colline."],
  ["La marque de crue", "Le trait de 1859 est au-dessus de votre tête. La rivière, elle, est passée de l’autre côté."],
  ["Le mur aux fossiles", "Des coquilles dans la pierre de taille : le quartier a été une mer chaude."],
  ["Le belvédère", "De gauche à droite : la plaine, le coteau, la faille. Le croquis est gravé sur la table."],
  ["La prise d’eau", "Un moulin, puis une turbine : la même chute travaille depuis trois siècles."],
  ["Le lampadaire éteint", "À partir d’ici, la rue reste noire après minuit. On y compte deux fois plus d’étoiles."],
  ["La haie champêtre", "Huit arbustes, vingt insectes. Approchez la loupe des fleurs de lierre."],
  ["Le repère de nivellement", "Un rond de fonte dans le mur : il donne l’altitude au millimètre."],
];

const walks: readonly ((commune: string) => string)[] = [
  (commune) => `Sciences au coin de la rue ${at(commune)}`, (commune) => `Lire la ville ${at(commune)} : pierre, eau, lumière`, (commune) => `Une promenade pour curieux ${at(commune)}`, (commune) => `Sur les murs et sous les pas ${at(commune)}`,
];
const rides: readonly ((commune: string) => string)[] = [
  (commune) => `De lieu en lieu autour ${of(commune)}`, (commune) => `Une journée de sciences autour ${of(commune)}`, (commune) => `Trois visites et un pique-nique près ${of(commune)}`,
];

interface Numbered {
  readonly number: number;
  readonly place: DemoPlace;
  readonly point: Point;
}

/** The `index`-th itinerary of a territory: around one of its places on foot, or from one to its neighbours. Null where no place has a point. */
export function composeItinerary(seed: string, territory: DemoTerritory, index: number, places: readonly DemoPlace[]): DemoItinerary | null {
  const chance = chanceOf(seed, territory.slug, "itinerary", index);
  const known = places.flatMap((place, number): Numbered[] => (place.point ? [{ number, place, point: place.point }] : []));
  const start = known[index % Math.max(1, known.length)];
  if (!start) return null;
  const around = known.filter((each) => each !== start).sort((a, b) => distanceKm(a.point, start.point) - distanceKm(b.point, start.point)).slice(0, 3);
  return index % 2 === 0 || around.length < 2 ? walk(chance, index, start) : ride(chance, index, start, around);
}

function walk(chance: Chance, index: number, start: Numbered): DemoItinerary {
  const { commune } = start.place;
  const turn = chance.next() * 2 * Math.PI;
  const count = chance.between(3, 5);
  const first = chance.between(0, sights.length - 1);
  const stops = Array.from({ length: count }, (_, step): DemoStop => {
    const [name, note] = sights[(first + step * 3) % sights.length] ?? ["", ""];
    return { name, note, minutes: chance.pick([5, 10, 15]), point: circle(start.point, turn + (step + 1) * (2 * Math.PI / (count + 2)), 0.006) };
  });
  const all: readonly DemoStop[] = [{ place: start.number, point: start.point, note: "On part de l’accueil, qui prête des loupes et garde les sacs.", minutes: 30 }, ...stops];
  return {
    title: (walks[(index / 2) % walks.length] ?? walks[0] ?? at)(commune.name), summary: "Une boucle facile : ce que l’on voit tous les jours, avec de quoi le comprendre.",
    body: "À faire à son pas, avec ou sans enfants. Chaque étape pose une question ; la réponse est sur place, ou à l’étape suivante.\n\n*Ce parcours est imaginaire : ce réseau est une démonstration.*",
    theme: start.place.theme, travel: "walk", level: "easy", looped: true, audience: ["families", "schools"], accessibility: chance.next() < 0.5 ? ["wheelchair"] : [], stops: all, line: throughStreets(chance, [...all.map((stop) => stop.point), start.point]),
  };
}

function ride(chance: Chance, index: number, start: Numbered, around: readonly Numbered[]): DemoItinerary {
  const notes = ["Commencez tôt : c’est plus calme avant onze heures.", "On y pique-nique à l’ombre.", "Demandez à voir l’atelier, il n’est pas sur le plan.", "Gardez une demi-heure pour la sortie : les questions viennent à la fin."];
  const stops = [start, ...around].map((each, step): DemoStop => ({ place: each.number, point: each.point, note: notes[(index + step) % notes.length] ?? "", minutes: chance.pick([45, 60, 90]) }));
  const km = stops.slice(1).reduce((sum, stop, step) => sum + distanceKm(stop.point, stops[step]?.point ?? stop.point), 0);
  const travel: Travel = km < 6 ? "walk" : km < 45 ? "bike" : chance.pick(["transit", "car"]);
  return {
    title: (rides[((index - 1) / 2) % rides.length] ?? rides[0] ?? of)(start.place.commune.name), summary: "De quoi remplir un samedi : des visites qui se répondent, et le temps d’aller de l’une à l’autre.",
    body: "Vérifiez les horaires de chaque lieu : ils sont sur sa page, à jour. On peut sauter une étape sans perdre le fil.\n\n*Ce parcours est imaginaire : ce réseau est une démonstration.*",
    theme: start.place.theme, travel, level: travel === "bike" ? "medium" : "easy", looped: false, audience: ["everyone"], accessibility: [], stops, line: null,
  };
}

/** A degree of longitude is shorter than one of latitude; as it is in the middle of France. */
function circle(center: Point, angle: number, degrees: number): Point {
  return { latitude: center.latitude + Math.sin(angle) * degrees, longitude: center.longitude + Math.cos(angle) * degrees * 1.44 };
}

/** Streets don't go straight: a few bends between two stops. */
function throughStreets(chance: Chance, points: readonly Point[]): Line {
  const bends = 5;
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    const here = [round(point.longitude), round(point.latitude)] as const;
    if (!before) return [here];
    const between = Array.from({ length: bends }, (_, bend) => {
      const share = (bend + 1) / (bends + 1);
      const swerve = () => (chance.next() - 0.5) / 900;
      return [round(before.longitude + (point.longitude - before.longitude) * share + swerve()), round(before.latitude + (point.latitude - before.latitude) * share + swerve())] as const;
    });
    return [...between, here];
  });
}

const round = (degrees: number) => Number(degrees.toFixed(5));
