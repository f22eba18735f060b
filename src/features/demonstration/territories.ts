import type { PerimeterUnit } from "../territories/territory.ts";

export interface DemoTerritory {
  readonly slug: string;
  readonly name: string;
  /** "à Grenoble", "en Bretagne": for sentences. */
  readonly at: string;
  readonly perimeter: readonly PerimeterUnit[];
  readonly hue: number;
  readonly structure: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly zoom: number;
  /** Part of the network's members and contents; the seven make 1. */
  readonly share: number;
}

/** The seven territories of June 2017. The structures are invented. */
export const demoTerritories: readonly DemoTerritory[] = [
  { slug: "grenoble", name: "Grenoble", at: "à Grenoble", perimeter: [{ kind: "departement", code: "38" }], hue: 255, structure: "La Passerelle des sciences", latitude: 45.19, longitude: 5.73, zoom: 10, share: 0.34 },
  { slug: "bretagne", name: "Bretagne", at: "en Bretagne", perimeter: [{ kind: "region", code: "53" }], hue: 205, structure: "Le Phare des savoirs", latitude: 48.2, longitude: -2.9, zoom: 8, share: 0.14 },
  { slug: "occitanie", name: "Occitanie", at: "en Occitanie", perimeter: [{ kind: "region", code: "76" }], hue: 25, structure: "Le Grand Atelier des sciences", latitude: 43.7, longitude: 2.2, zoom: 7, share: 0.13 },
  { slug: "hauts-de-france", name: "Hauts-de-France", at: "dans les Hauts-de-France", perimeter: [{ kind: "region", code: "32" }], hue: 300, structure: "Le Beffroi des curieux", latitude: 50.0, longitude: 2.8, zoom: 8, share: 0.12 },
  { slug: "nouvelle-aquitaine", name: "Nouvelle-Aquitaine", at: "en Nouvelle-Aquitaine", perimeter: [{ kind: "region", code: "75" }], hue: 145, structure: "L’Estuaire des sciences", latitude: 45.2, longitude: 0.2, zoom: 7, share: 0.1 },
  { slug: "paca", name: "Provence-Alpes-Côte d’Azur", at: "en Provence-Alpes-Côte d’Azur", perimeter: [{ kind: "region", code: "93" }], hue: 65, structure: "La Garrigue savante", latitude: 43.9, longitude: 6.0, zoom: 8, share: 0.09 },
  { slug: "loire", name: "Loire", at: "dans la Loire", perimeter: [{ kind: "departement", code: "42" }], hue: 345, structure: "La Fabrique des idées", latitude: 45.6, longitude: 4.2, zoom: 9, share: 0.08 },
];

/** How many of `total` belong to each territory; the parts make exactly the whole. */
export function shareOut(total: number): number[] {
  const parts = demoTerritories.map((territory) => Math.floor(total * territory.share));
  parts[0] = (parts[0] ?? 0) + total - parts.reduce((sum, part) => sum + part, 0);
  return parts;
}

export function aboutText(territory: DemoTerritory): string {
  return `Echosciences ${territory.name} est la plateforme de celles et ceux qui font vivre la culture scientifique ${territory.at} : laboratoires, bibliothèques, associations, enseignantes et enseignants, entreprises, curieux de tous âges.

Chacun peut y annoncer un rendez-vous, raconter une recherche, partager une ressource. La lecture est libre, sans compte et sans pistage.

## Qui anime ?

${territory.structure} accueille les nouveaux membres, met en avant ce qui mérite d’être lu et veille à la bonne tenue des échanges. *Cette structure est imaginaire : ce réseau est une démonstration.*`;
}

export const editorialText = `Nous publions ce qui touche aux sciences, aux techniques et à leur place dans la société, sur le territoire ou vu depuis lui.

- Dites d’où vous parlez et citez vos sources.
- Une annonce commerciale n’a pas sa place ici ; un métier raconté, si.
- La controverse est bienvenue quand elle s’appuie sur des faits.

Les contenus sont relus après leur parution.`;

export function legalText(territory: DemoTerritory): string {
  return `Ce site de démonstration est édité par ${territory.structure}, structure imaginaire. Les personnes et les événements qu’il présente le sont aussi.

Chaque membre est responsable de ce qu’il publie. Un contenu peut être signalé à l’équipe d’animation.`;
}
