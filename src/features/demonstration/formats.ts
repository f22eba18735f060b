import type { EventType } from "../agenda/event.ts";
import type { PlaceKind } from "./places.ts";
import type { Subject } from "./subjects.ts";
import { cap } from "./french.ts";

export interface Format {
  readonly type: EventType;
  readonly titles: readonly ((x: Subject) => string)[];
  readonly places: readonly PlaceKind[];
  readonly hours: readonly (readonly [from: string, to: string])[];
  /** ISO weekdays on which such things happen. */
  readonly weekdays: readonly number[];
  /** Ends the summary. */
  readonly hooks: readonly string[];
  /** What one does there. */
  readonly texts: readonly string[];
  readonly audiences: readonly (readonly string[])[];
  /** How often such a thing is drawn. */
  readonly weight: number;
}

const many = (x: Subject) => x.name.startsWith("les ");

export const formats: readonly Format[] = [
  {
    type: "conference", weight: 5, places: ["hall", "library", "school"], hours: [["18:00", "19:30"], ["18:30", "20:00"], ["20:00", "21:30"], ["14:30", "16:00"]], weekdays: [1, 2, 3, 4],
    titles: [(x) => `Que savons-nous vraiment ${x.of} ?`, (x) => `Comprendre ${x.name} en une heure`, (x) => `Petite histoire ${x.of}`, (x) => `Ce que ${x.name} ${many(x) ? "nous apprennent" : "nous apprend"}`, (x) => `${cap(x.name)} : cinq idées reçues`, (x) => `Regards croisés sur ${x.name}`, (x) => `Conférence : ${x.name}, hier et demain`],
    hooks: ["Une heure d’exposé, puis vos questions.", "Aucune connaissance n’est requise.", "Avec des images, des objets, et le droit d’interrompre.", "Deux spécialistes confrontent leurs méthodes.", "L’exposé sera suivi d’un verre."],
    texts: ["Une heure d’exposé, puis le temps qu’il faut pour les questions : les plus simples sont souvent les plus difficiles, et donc les bienvenues.", "Deux personnes se partagent l’estrade : l’une mesure, l’autre raconte. Elles ont promis de ne pas être d’accord sur tout.", "L’exposé part d’un objet posé sur la table. On ne saura qu’à la fin pourquoi il était là.", "Les conférencières viendront avec leurs instruments, que chacun pourra toucher après l’exposé."],
    audiences: [["adults"], ["everyone"], ["adults", "students"], ["teenagers", "adults"]],
  },
  {
    type: "science-cafe", weight: 3, places: ["cafe"], hours: [["18:30", "20:30"], ["19:00", "21:00"], ["18:00", "19:30"]], weekdays: [2, 3, 4, 5],
    titles: [(x) => `${cap(x.name)} autour d’un verre`, (x) => `Café des sciences : ${x.name}`, (x) => `Au comptoir ${x.of}`, (x) => `Tout ce que vous vouliez savoir sur ${x.name}`, (x) => `Parlons ${x.of}, sans micro ni pupitre`],
    hooks: ["On vient pour écouter, on reste pour discuter.", "Le micro circule, les idées aussi.", "Pas de diapositives : des tables rondes et des questions.", "Chacun consomme ce qu’il veut."],
    texts: ["Deux spécialistes, un micro qui circule, des tables rondes. La première question est toujours posée par la personne la plus jeune.", "Ni estrade ni diapositives : trois courtes histoires, puis la conversation. On tire les questions d’un chapeau quand personne n’ose.", "Le café reste ouvert au public : il est permis d’arriver en retard et de partir avant la fin."],
    audiences: [["adults"], ["adults", "students"], ["everyone"]],
  },
  {
    type: "workshop", weight: 6, places: ["workshop", "library", "school"], hours: [["14:00", "16:00"], ["10:00", "12:00"], ["14:30", "16:00"], ["16:30", "18:00"]], weekdays: [3, 6, 7],
    titles: [(x) => `${cap(x.name)} en cinq expériences`, (x) => `Petit laboratoire ${x.of}`, (x) => `À vous de jouer : ${x.name}`, (x) => `Fabriquer pour comprendre ${x.name}`, (x) => `Goûter scientifique autour ${x.of}`, (x) => `Atelier : à la découverte ${x.of}`, (x) => `Enquête au pays ${x.of}`],
    hooks: ["On manipule, on se trompe, on recommence.", "Le matériel est fourni.", "Chacun repart avec ce qu’il a fabriqué.", "Un atelier à faire à deux, un grand et un petit.", "Douze places, deux animatrices."],
    texts: ["On manipule, on observe, on se trompe et on recommence. Le matériel est fourni ; chacun repart avec ce qu’il a fabriqué ou noté.", "L’atelier se fait par équipes de trois. Chaque équipe reçoit la même boîte et une question différente ; la mise en commun réserve des surprises.", "On commence par prédire ce qui va se passer. Ensuite seulement, on essaie : les prédictions restent au tableau jusqu’à la fin.", "Rien n’est caché, rien ne tombe juste du premier coup. C’est exactement ce que nous voulons montrer."],
    audiences: [["children", "families"], ["families"], ["children"], ["teenagers"], ["everyone"]],
  },
  {
    type: "visit", weight: 4, places: ["outdoors", "museum"], hours: [["10:00", "12:00"], ["14:00", "16:30"], ["09:30", "11:30"], ["15:00", "16:30"]], weekdays: [3, 5, 6, 7],
    titles: [(x) => `Sur les traces ${x.of}`, (x) => `Balade commentée : ${x.name}`, (x) => `Dans les coulisses ${x.of}`, (x) => `Une matinée avec ${x.name}`, (x) => `À la rencontre ${x.of}`],
    hooks: ["Prévoyez de bonnes chaussures.", "Le groupe ne dépasse pas quinze personnes.", "On marche peu, on s’arrête beaucoup.", "Jumelles et loupes sont prêtées."],
    texts: ["Prévoyez de bonnes chaussures et une gourde : une partie du parcours se fait dehors, sur terrain facile.", "La visite passe par des endroits d’ordinaire fermés au public : on y parle bas et l’on ne touche qu’à ce qui est tendu.", "Trois haltes, trois récits, et beaucoup de temps pour regarder. Les carnets de croquis sont encouragés."],
    audiences: [["everyone"], ["families"], ["adults"], ["schools"]],
  },
  {
    type: "screening", weight: 2, places: ["cinema"], hours: [["20:00", "22:15"], ["20:30", "22:30"], ["18:00", "20:00"]], weekdays: [1, 2, 4, 5, 7],
    titles: [(x) => `Ciné-débat : ${x.name}`, (x) => `${cap(x.name)} à l’écran`, (x) => `Un film, une discussion autour ${x.of}`, (x) => `Soirée documentaire : ${x.name}`],
    hooks: ["La projection est suivie d’une rencontre.", "Film sous-titré, discussion avec la réalisatrice.", "Deux courts métrages et un débat."],
    texts: ["Après le film, une rencontre avec une chercheuse et le réalisateur : que montre-t-on, que laisse-t-on hors champ ?", "Deux films à trente ans d’écart, sur le même sujet. La salle dira lequel a le mieux vieilli."],
    audiences: [["everyone"], ["adults"], ["teenagers", "adults"]],
  },
  {
    type: "exhibition", weight: 2, places: ["museum", "library"], hours: [["10:00", "18:00"], ["13:30", "18:00"], ["09:00", "17:00"]], weekdays: [2, 3, 4, 5, 6, 7],
    titles: [(x) => `« ${cap(x.name)} », l’exposition`, (x) => `${cap(x.name)} : l’exposition qui se manipule`, (x) => `Voyage au pays ${x.of}`, (x) => `Exposition : ${x.name} en trente objets`],
    hooks: ["Une heure de visite, autant de manipulations.", "Des objets que l’on peut toucher.", "Un livret de jeu attend les plus jeunes à l’accueil."],
    texts: ["Panneaux, objets et manipulations se visitent en une heure environ. Des fiches en gros caractères sont à l’accueil.", "L’exposition se lit à deux hauteurs : celle des grands et celle des petits. Les deux ne racontent pas la même histoire."],
    audiences: [["everyone"], ["families"], ["schools", "everyone"]],
  },
  {
    type: "training", weight: 1, places: ["school", "hall"], hours: [["09:00", "17:00"], ["09:30", "12:30"], ["13:30", "17:00"]], weekdays: [1, 2, 3, 4],
    titles: [(x) => `Parler ${x.of} avec des jeunes : une journée pour s’outiller`, (x) => `Animer un atelier sur ${x.name}`, (x) => `Formation : ${x.name}, en classe et au club`],
    hooks: ["Des activités éprouvées, à reprendre le lendemain.", "Attestation sur demande.", "Repas tiré du sac."],
    texts: ["Pour les personnes qui enseignent, animent ou accueillent : des activités éprouvées, à reprendre le lendemain.", "On vit l’atelier comme le vivrait le public, puis on le démonte : à quel moment s’ennuie-t-on, et pourquoi ?"],
    audiences: [["professionals"], ["professionals", "students"]],
  },
  {
    type: "show", weight: 2, places: ["stage"], hours: [["15:00", "16:00"], ["20:30", "21:45"], ["17:00", "18:00"], ["10:30", "11:20"]], weekdays: [3, 5, 6, 7],
    titles: [(x) => `Conte scientifique : ${x.name}`, (x) => `${cap(x.name)} sur les planches`, (x) => `Une histoire ${x.of}, en paroles et en musique`, (x) => `Cabaret des sciences : ${x.name}`],
    hooks: ["Tout est vrai, sauf les costumes.", "Dès huit ans, avec ou sans enfants.", "Une comédienne, un musicien, beaucoup de craie."],
    texts: ["Une comédienne, un musicien et beaucoup de craie : la science s’y raconte sans rien perdre de sa rigueur.", "La compagnie a travaillé un an avec un laboratoire. Tout est vrai, sauf les costumes."],
    audiences: [["families"], ["everyone"], ["schools", "families"]],
  },
  {
    type: "meetup", weight: 1, places: ["hall", "workshop", "cafe"], hours: [["09:00", "11:00"], ["12:15", "13:45"], ["17:30", "19:30"]], weekdays: [1, 2, 4, 5],
    titles: [(x) => `Entre pros : comment montrer ${x.name} au public ?`, (x) => `Rencontre du réseau autour ${x.of}`, (x) => `Midi des acteurs : ${x.name}`],
    hooks: ["Venez avec une idée et une difficulté.", "Tour de table, puis ateliers.", "Ouvert aux bénévoles comme aux professionnels."],
    texts: ["Chacun apporte une idée et une difficulté : on repart avec les idées des autres. Un compte rendu sera publié ici.", "Trois tables, trois questions, vingt minutes chacune. Les bénévoles sont les bienvenus."],
    audiences: [["professionals"]],
  },
  {
    type: "festival", weight: 1, places: ["hall", "outdoors", "stage"], hours: [["10:00", "18:00"], ["14:00", "22:00"]], weekdays: [6, 7],
    titles: [(x) => `La journée ${x.of}`, (x) => `Place aux sciences : ${x.name}`, (x) => `Grande fête ${x.of}`],
    hooks: ["Ateliers, rencontres et buvette, toute la journée.", "On vient quand on veut, on reste si l’on aime.", "Quinze stands, une scène, une fanfare."],
    texts: ["Ateliers en continu, trois rencontres, une scène ouverte et une buvette tenue par les parents d’élèves.", "Clubs, laboratoires et associations se partagent la place. Le programme complet est affiché à l’entrée."],
    audiences: [["everyone"], ["families"]],
  },
];
