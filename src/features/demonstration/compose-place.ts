import type { PlaceType } from "../visiting/place.ts";
import type { Commune } from "../places/communes.ts";
import { of } from "./french.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { pickCommune } from "./places.ts";
import type { DemoTerritory } from "./territories.ts";

interface Sort {
  readonly type: PlaceType;
  readonly name: (of: string, chance: Chance) => string;
  readonly summary: string;
  readonly text: string;
  readonly hours: readonly string[];
  readonly cents: readonly number[];
  readonly theme: string;
}

const sorts: readonly Sort[] = [
  { type: "museum", name: (where) => `Musée des sciences naturelles ${where}`, summary: "Minéraux, oiseaux et herbiers dans un ancien couvent, avec une salle à toucher.", text: "La visite dure une heure. Les plus jeunes partent avec une loupe et un carnet ; l’été, le jardin accueille des conférences en plein air.", hours: ["Tu-Su 10:00-18:00; PH off", "We-Mo 10:00-12:00,14:00-18:00"], cents: [600, 400], theme: "biologie" },
  { type: "planetarium", name: (where) => `Planétarium ${where}`, summary: "Une coupole de douze mètres, des séances commentées en direct.", text: "Chaque séance commence par le ciel du soir même. Les enfants sont les bienvenus dès cinq ans.", hours: ["We,Sa,Su 14:00-18:00; SH Tu-Su 14:00-18:00"], cents: [700, 500], theme: "astronomie" },
  { type: "garden", name: (where) => `Jardin botanique ${where}`, summary: "Huit cents espèces, une serre tropicale et un coin de plantes à sentir.", text: "Les étiquettes disent d’où vient chaque plante et à quoi elle a servi. Le premier dimanche du mois, une jardinière répond aux questions.", hours: ["Mo-Su 09:00-18:00; Jun-Aug Mo-Su 08:00-20:00"], cents: [], theme: "biologie" },
  { type: "observatory", name: (where) => `Observatoire du plateau ${where}`, summary: "Un télescope ouvert aux curieux les soirs de fin de semaine.", text: "Habillez-vous chaudement : la coupole reste ouverte. Par temps couvert, la soirée devient une conférence.", hours: ["Fr,Sa 20:00-24:00", ""], cents: [500], theme: "astronomie" },
  { type: "industrial-heritage", name: (where, chance) => `${chance.pick(["Ancienne papeterie", "Centrale hydraulique", "Moulin à foulon", "Ancienne cimenterie"])} ${where}`, summary: "Des machines remises en marche par ceux qui les ont connues.", text: "Les guides sont d’anciens ouvriers. La roue tourne trois fois par jour.", hours: ["Apr-Oct Sa,Su 14:00-18:00; Jul-Aug Tu-Su 10:00-12:00,14:00-18:00"], cents: [500, 300], theme: "ingenierie-industrie" },
  { type: "natural-site", name: (where, chance) => `${chance.pick(["Tourbière", "Gorges", "Réserve naturelle", "Grotte"])} ${where}`, summary: "Un sentier facile, des panneaux qui apprennent à regarder.", text: "Restez sur le sentier : le sol garde la trace de chaque pas. Les jumelles se prêtent à l’accueil.", hours: ["24/7"], cents: [], theme: "climat-environnement" },
  { type: "science-centre", name: (where) => `La Fabrique des sciences ${where}`, summary: "Des expériences à faire soi-même, une exposition nouvelle chaque saison.", text: "On touche, on se trompe, on recommence. Un espace est réservé aux moins de sept ans.", hours: ["Tu-Fr 09:00-12:00,13:30-17:30; Sa,Su 14:00-18:00; PH off"], cents: [650, 450], theme: "physique" },
  { type: "fablab", name: (where) => `Atelier ouvert ${where}`, summary: "Imprimantes, brodeuse, microscopes : on vient avec une idée.", text: "La première visite est gratuite. Le jeudi soir, un habitué montre comment démarrer.", hours: ["Th-Sa 14:00-20:00"], cents: [200], theme: "numerique" },
];

const stops = ["Tram A, arrêt Gare", "Bus 12, arrêt Mairie", "À dix minutes à pied de la gare", "Piste cyclable jusqu’à la porte"];
const parkings = ["Gratuit, à 200 m", "Payant, place du Marché", ""];

export interface DemoPlace {
  readonly type: PlaceType;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly theme: string;
  readonly commune: Commune;
  readonly point: { readonly latitude: number; readonly longitude: number } | null;
  readonly address: string;
  readonly hours: string;
  readonly transport: string;
  readonly parking: string;
  readonly prices: readonly { readonly label: string; readonly cents: number }[];
  readonly accessibility: readonly string[];
}

/** The `index`-th place to visit of a territory: the names are invented, the communes are true. */
export function composePlace(seed: string, territory: DemoTerritory, index: number): DemoPlace {
  const chance = chanceOf(seed, territory.slug, "place", index);
  const sort = sorts[index % sorts.length];
  if (!sort) throw new Error("No sort of place");
  const commune = pickCommune(territory, chance);
  const scatter = () => (chance.next() - 0.5) / 60;
  return {
    type: sort.type, title: sort.name(of(commune.name), chance), summary: sort.summary, body: `${sort.text}\n\n*Ce lieu est imaginaire : ce réseau est une démonstration.*`, theme: sort.theme, commune,
    point: commune.point ? { latitude: commune.point.latitude + scatter(), longitude: commune.point.longitude + scatter() } : null,
    address: `${chance.between(1, 90)} ${chance.pick(["rue des Écoles", "place de la Fontaine", "chemin du Moulin", "quai de la Rivière", "avenue de la Gare"])}`,
    hours: chance.pick(sort.hours), transport: chance.pick(stops), parking: chance.pick(parkings),
    prices: sort.cents.map((cents, at) => ({ label: at === 0 ? "Plein tarif" : "Tarif réduit", cents })), accessibility: chance.next() < 0.6 ? ["wheelchair", ...(chance.next() < 0.3 ? ["tactile"] : [])] : [],
  };
}
