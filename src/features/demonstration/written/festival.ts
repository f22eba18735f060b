import type { Audience, EventStatus, EventType } from "../../agenda/event.ts";
import type { Session } from "../../agenda/session.ts";
import type { ThemeCode } from "../../tags/themes.ts";
import { euros, type Days, type WrittenEvent } from "./form.ts";

const festival = "Matières à bavarder : trois jours pour toucher la science du doigt";
const street = "La rue des bricoles : vingt tables, une seule consigne";

interface Spot {
  readonly commune: string;
  readonly place: string;
  readonly address: string;
  readonly at: readonly [number, number];
}

const hall: Spot = { commune: "38185", place: "Salle du Verderet", address: "4, rue des Tisserands", at: [45.1852, 5.7301] };
const library: Spot = { commune: "38185", place: "Bibliothèque des Quais", address: "2, quai des Mariniers", at: [45.1929, 5.7284] };
const outside: Spot = { commune: "38169", place: "Rue des Lavandières", address: "Rue des Lavandières", at: [45.1934, 5.6869] };
const farm: Spot = { commune: "38229", place: "Ferme des Trois-Fontaines", address: "18, chemin des Noyers", at: [45.2115, 5.7785] };

interface Part {
  readonly title: string;
  readonly summary: string;
  readonly type: EventType;
  readonly spot: Spot;
  readonly sessions: readonly Session[];
  readonly audience: readonly Audience[];
  readonly themes: readonly ThemeCode[];
  readonly within: string;
  readonly by: string;
  readonly status?: EventStatus;
  readonly reason?: string;
  readonly firstStart?: string;
}

/** A festival of three days and four places, and one of its streets with tables of its own. */
export function festivalOf(days: Days): WrittenEvent[] {
  const [friday, saturday, sunday] = [days.until(5, 3), days.until(5, 3) + 1, days.until(5, 3) + 2];
  const parts: readonly Part[] = [
    { title: street, type: "festival", spot: outside, sessions: [days.slot(saturday, "10:00", "18:00")], audience: ["everyone"], themes: ["ingenierie-industrie"], within: festival, by: "Collectif des Bricoles", summary: "Une rue fermée aux voitures, vingt tables, et sur chacune quelque chose à défaire ou à refaire." },
    { title: "Ouvrir un moteur sans perdre de vis", type: "workshop", spot: outside, sessions: [days.slot(saturday, "10:00", "11:30"), days.slot(saturday, "14:00", "15:30")], audience: ["teenagers", "adults"], themes: ["ingenierie-industrie"], within: street, by: "Atelier vélo du Drac", summary: "On démonte, on range dans l’ordre, on remonte. Celui qui a une vis de trop offre le goûter." },
    { title: "Le savon, la graisse et la patience", type: "workshop", spot: outside, sessions: [days.slot(saturday, "11:00", "12:00"), days.slot(saturday, "16:00", "17:00")], audience: ["families"], themes: ["chimie"], within: street, by: "Les Éprouvettes fêlées", summary: "Saponifier à froid, avec des lunettes et de bonnes histoires ; on revient chercher son savon un mois plus tard." },
    { title: "Fil à plomb, niveau, équerre : bâtir droit sans ordinateur", type: "workshop", spot: outside, sessions: [days.slot(saturday, "14:00", "17:30")], audience: ["everyone"], themes: ["mathematiques"], within: street, by: "Compagnons du Grésivaudan", summary: "Trois instruments vieux de trois mille ans, et un mur de briques qui dira la vérité." },
    { title: "Des aimants dans la poche", type: "workshop", spot: library, sessions: [days.slot(friday, "16:30", "18:00"), days.slot(sunday, "10:00", "11:30")], audience: ["children"], themes: ["physique"], within: festival, by: "Bibliothèque des Quais", summary: "Pourquoi le réfrigérateur retient-il les dessins ? Une heure et demie pour le savoir, boussole en main." },
    { title: "Ce que racontent les bulles d’un glacier", type: "conference", spot: hall, sessions: [days.slot(friday, "18:30", "20:00")], audience: ["adults", "students"], themes: ["climat-environnement"], within: festival, by: "Amis des cimes", summary: "Une carotte de glace fond sur scène, et l’air d’il y a dix mille ans s’en échappe pour de bon." },
    { title: "Bal des particules", type: "show", spot: hall, sessions: [days.slot(friday, "20:30", "22:00")], audience: ["everyone"], themes: ["physique"], within: festival, by: "Compagnie des Électrons libres", status: "full", reason: "La salle est pleine : une seconde date est à l’étude.", summary: "On danse par paires, on s’échange des grains de lumière, on s’annihile avec le sourire." },
    { title: "Lichens des murs : la ville sous la loupe", type: "visit", spot: library, sessions: [days.slot(saturday, "09:30", "11:30")], audience: ["families", "adults"], themes: ["biologie"], within: festival, by: "Cercle naturaliste des Deux-Rives", summary: "Un kilomètre de murs, trois heures d’histoires lentes : certains poussent d’un millimètre par an." },
    { title: "Traire, cailler, attendre : petite physique du fromage", type: "workshop", spot: farm, sessions: [days.slot(saturday, "15:00", "17:00"), days.slot(sunday, "15:00", "17:00")], audience: ["families"], themes: ["chimie"], within: festival, by: "Ferme des Trois-Fontaines", summary: "Pourquoi le lait se tient debout quand on le chauffe un peu, et s’effondre quand on le chauffe trop." },
    { title: "Nuit des chouettes aux Trois-Fontaines", type: "visit", spot: farm, sessions: [days.slot(sunday + 6, "19:30", "21:30")], audience: ["families"], themes: ["biologie"], within: festival, by: "Cercle naturaliste des Deux-Rives", status: "postponed", reason: "Vent fort annoncé : les oiseaux ne chanteraient pas.", firstStart: `${days.on(saturday)}T19:30`, summary: "On écoute d’abord, on imite ensuite, et quelquefois on nous répond." },
    { title: "Fusée à eau, lancement public", type: "workshop", spot: farm, sessions: [days.slot(sunday, "11:00", "12:30")], audience: ["children", "families"], themes: ["physique"], within: festival, by: "Les Éprouvettes fêlées", status: "cancelled", reason: "Le champ est détrempé ; les fusées fabriquées attendront le printemps.", summary: "Une bouteille, une pompe, une règle de trois, et beaucoup d’eau sur les spectateurs." },
    { title: "Le papier, une exposition qui se déplie", type: "exhibition", spot: library, sessions: [days.open(friday, sunday + 9, [{ days: [2, 3, 4, 5, 6, 7], opens: "10:00", closes: "18:00" }])], audience: ["everyone"], themes: ["histoire-des-sciences"], within: festival, by: "Bibliothèque des Quais", summary: "Du chiffon à l’écran, quarante feuilles que l’on peut froisser, et une que l’on ne peut pas." },
    { title: "Table ronde : qui a le droit de réparer ?", type: "meetup", spot: hall, sessions: [days.slot(sunday, "14:00", "16:00")], audience: ["adults", "professionals"], themes: ["sciences-humaines"], within: festival, by: "Collectif des Bricoles", summary: "Une juriste, un dépanneur et une ingénieure devant le même grille-pain, qui n’a rien demandé." },
  ];
  return [whole(days, friday, sunday), ...parts.map((part) => written(part))];
}

function whole(days: Days, friday: number, sunday: number): WrittenEvent {
  return {
    title: festival,
    summary: "Ateliers, balades, un bal et une rue entière de bricolages : trois jours dans trois communes, presque toujours gratuits.",
    body: `Le festival n’a pas de scène centrale : il est dans une rue, une ferme, une bibliothèque et une salle de bal. Chaque rendez-vous est porté par ceux qui le proposent, et dure le temps qu’il faut.

## Comment s’y retrouver

Le programme se lit **par jour**, **par lieu** ou **par public**. Il s’imprime, et s’ajoute à votre calendrier en une fois : ce qui change ici change aussi chez vous.

## Et s’il pleut ?

La rue des bricoles se replie dans la salle du Verderet. Le reste ne craint pas l’eau, sauf les chouettes.`,
    themes: ["sciences-humaines", "physique"], tags: ["festival", "ateliers", "réparation"], age: 2, picture: "fringes",
    type: "festival", sessions: [{ kind: "slot", start: days.on(friday), end: days.on(sunday) }],
    ...hall, audience: ["everyone"], price: [euros("Bal du vendredi", 5), euros("Tout le reste", 0)], accessibility: ["wheelchair", "hearing-loop"], organiser: "Collectif des Bricoles",
  };
}

function written(part: Part): WrittenEvent {
  return {
    title: part.title, summary: part.summary, body: `${part.summary}\n\nCe rendez-vous fait partie d’un festival : son programme complet se lit par jour, par lieu ou par public. ${part.by} vous y accueille.`,
    themes: part.themes, tags: ["festival"], age: 3, type: part.type, sessions: part.sessions, ...part.spot, audience: part.audience, price: "free", accessibility: ["wheelchair"], organiser: part.by,
    within: part.within, ...(part.status ? { status: part.status } : {}), ...(part.reason ? { statusReason: part.reason } : {}), ...(part.firstStart ? { firstStart: part.firstStart } : {}),
  };
}
