import type { AnnouncementType, Contract } from "../announcements/announcement.ts";
import type { Commune } from "../places/communes.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { at } from "./french.ts";
import { pickCommune, pickOrganiser } from "./places.ts";
import { subjects, type Subject } from "./subjects.ts";
import type { DemoTerritory } from "./territories.ts";

export interface DemoAnnouncement {
  readonly type: AnnouncementType;
  readonly title: string;
  readonly summary: string;
  /** Markdown. */
  readonly body: string;
  readonly theme: string;
  readonly tags: readonly string[];
  readonly contract: Contract | null;
  readonly organisation: string;
  readonly commune: Commune;
  readonly deadline: string;
  readonly published: Temporal.PlainDateTime;
}

interface Sort {
  readonly type: AnnouncementType;
  /** How often, of a hundred. */
  readonly often: number;
  readonly titles: readonly ((x: Subject) => string)[];
  readonly summaries: readonly string[];
  readonly tasks: readonly string[];
  readonly wanted: readonly string[];
  readonly terms: readonly string[];
  readonly contracts: readonly (Contract | null)[];
}

const sorts: readonly Sort[] = [
  {
    type: "job", often: 18, contracts: ["fixed-term", "permanent", "fixed-term", "temporary", "apprenticeship"],
    titles: [(x) => `Médiatrice ou médiateur scientifique, spécialité ${x.tags[0] ?? "sciences"}`, () => "Responsable de la programmation culturelle", (x) => `Animatrice ou animateur d’ateliers sur ${x.name}`, () => "Chargée ou chargé des publics scolaires", () => "Régisseuse ou régisseur d’expositions itinérantes"],
    summaries: ["Une équipe de sept personnes, un public curieux, et des fins de semaine qui sentent la colle.", "Un poste de terrain : de l’école au marché, de la salle d’exposition à la cour de ferme.", "Pour qui aime expliquer, écouter, et recommencer autrement."],
    tasks: ["concevoir et mener des ateliers pour les écoles et les familles", "accueillir les groupes, de la maternelle au lycée", "préparer le matériel et le remettre en état", "écrire avec les laboratoires les textes de la prochaine exposition", "tenir le planning des interventions"],
    wanted: ["une première expérience d’animation, même bénévole", "le permis B", "l’aisance à l’oral, et le goût de se taire quand un enfant cherche", "une formation scientifique ou en médiation culturelle"],
    terms: ["Temps plein, un samedi sur trois, deux jours de repos consécutifs.", "Temps partiel possible, à 80 %.", "Rémunération selon la convention collective de l’animation (groupe D)."],
  },
  {
    type: "internship", often: 16, contracts: [null],
    titles: [(x) => `Stage : préparer une malle sur ${x.name}`, () => "Stage de médiation, de mars à août", (x) => `Stage de master : évaluer une exposition autour ${x.of}`, () => "Stage en communication scientifique"],
    summaries: ["Six mois pour mener un projet de bout en bout, avec quelqu’un à qui poser ses questions.", "Un vrai sujet, un bureau avec une fenêtre, une équipe qui relit.", "Stage gratifié, pour un master ou une licence professionnelle."],
    tasks: ["rencontrer les enseignants qui empruntent nos malles", "tester chaque manipulation avec deux classes", "rédiger les fiches et le carnet de l’élève", "observer les visiteurs et mesurer ce qu’ils retiennent"],
    wanted: ["être en licence ou en master", "savoir écrire simplement", "accepter de recommencer une fiche quatre fois"],
    terms: ["Gratification légale, titres-restaurant.", "Deux à six mois, dates à convenir."],
  },
  {
    type: "volunteering", often: 16, contracts: [null, null, "civic-service"],
    titles: [() => "Cherchons mains et sourires pour le village des sciences", (x) => `Bénévoles pour une sortie autour ${x.of}`, (x) => `Comptage participatif : ${x.name}`, () => "Aide aux devoirs scientifiques, le mercredi"],
    summaries: ["Une demi-journée suffit, un repas est offert, personne ne reste seul à son stand.", "Aucune connaissance n’est demandée : on vous montre, puis c’est vous qui montrez.", "On manque surtout de bras le dimanche après-midi."],
    tasks: ["accueillir et orienter le public", "tenir un stand à deux", "installer les tables, puis les ranger", "noter les observations sur la fiche commune"],
    wanted: ["avoir seize ans ou plus", "être disponible une demi-journée", "aimer parler avec des inconnus"],
    terms: ["Les frais de déplacement sont remboursés.", "Une réunion de préparation a lieu la semaine d’avant."],
  },
  {
    type: "call-for-projects", often: 12, contracts: [null],
    titles: [() => "Appel à projets : la culture scientifique dans les quartiers", (x) => `Appel à projets autour ${x.of}`, () => "Soutien aux actions de la Fête de la science", () => "Appel à projets : sciences et handicap"],
    summaries: ["Jusqu’à 5 000 euros par projet, pour des actions menées avec les habitants.", "Deux pages suffisent pour candidater ; le jury se réunit trois semaines plus tard.", "Ouvert aux associations, aux établissements scolaires et aux laboratoires."],
    tasks: ["décrire l’action et son public", "joindre un budget d’une page", "nommer une personne par partenaire"],
    wanted: ["une action qui se tient sur le territoire", "un partenaire scientifique", "une part d’autofinancement, même petite"],
    terms: ["L’aide ne dépasse pas 70 % du budget.", "Les projets retenus sont annoncés ici."],
  },
  {
    type: "call-for-participation", often: 16, contracts: [null],
    titles: [(x) => `Vous étudiez ${x.name} ? Venez le raconter`, () => "Qui a un stand pour le forum des sciences ?", (x) => `Cherchons témoignages autour ${x.of}`, () => "Recherche chercheuses et chercheurs pour des speed-meetings au lycée"],
    summaries: ["Un quart d’heure de parole, un public bienveillant, un café au moins.", "Nous cherchons des gens qui font, plutôt que des gens qui savent tout.", "Particuliers, clubs, laboratoires, entreprises : tout le monde peut proposer."],
    tasks: ["nous dire en trois lignes ce que vous montreriez", "venir à une rencontre de préparation", "apporter un objet que l’on puisse toucher"],
    wanted: ["aucun diplôme", "l’envie de répondre aux questions d’enfants", "une demi-journée de disponibilité"],
    terms: ["Salle, tables et électricité sont fournies.", "Le transport du matériel peut être pris en charge."],
  },
  {
    type: "contest", often: 8, contracts: [null],
    titles: [(x) => `Concours photo : ${x.name}`, () => "Concours de nouvelles : « Si la science m’était contée »", () => "Ma thèse en une affiche : concours ouvert", () => "Défi robotique des collèges"],
    summaries: ["Une seule image par personne, une phrase de légende, et le droit d’être amateur.", "Le jury lit tout, sans les noms.", "Des livres, des loupes et une visite de laboratoire à gagner."],
    tasks: ["envoyer une seule proposition", "l’accompagner de cinq lignes", "dire si vous acceptez qu’elle soit exposée"],
    wanted: ["participer seul ou par équipe de quatre au plus", "avoir créé l’œuvre soi-même"],
    terms: ["Le règlement tient sur une page.", "Remise des prix lors d’une soirée publique."],
  },
  {
    type: "training", often: 8, contracts: [null],
    titles: [() => "Formation : animer un débat sans le trancher", (x) => `Deux jours pour apprendre à parler ${x.of}`, () => "Formation : écrire des cartels que l’on lit", () => "Initiation à la médiation en langue des signes"],
    summaries: ["Douze places, deux formatrices, beaucoup de pratique.", "Pour médiatrices, enseignants, bibliothécaires et bénévoles.", "On repart avec un déroulé et du matériel."],
    tasks: ["venir avec un projet, même en brouillon", "observer une animation, puis en mener une"],
    wanted: ["travailler ou être bénévole auprès d’un public", "être présent les deux jours"],
    terms: ["Gratuit pour les associations du territoire.", "Prise en charge possible par les organismes de formation."],
  },
  {
    type: "equipment", often: 6, contracts: [null],
    titles: [() => "Donnons vingt loupes binoculaires d’écolier", () => "Prêt : planétarium gonflable, six mètres", (x) => `Exposition à emprunter : ${x.name}`, () => "Cherchons vitrines et lutrins d’occasion"],
    summaries: ["À venir chercher avec une camionnette et deux personnes.", "Le matériel est vérifié, avec ses notices.", "Priorité aux écoles et aux associations du territoire."],
    tasks: ["dire à quoi le matériel servira", "proposer une date d’enlèvement", "rendre le matériel propre, s’il s’agit d’un prêt"],
    wanted: ["une structure du territoire", "une attestation d’assurance pour les prêts"],
    terms: ["Gratuit ; caution de 200 euros pour les prêts.", "Dons contre simple reçu."],
  },
];

/** The `index`-th announcement of a territory: one in three is still open, and the first ones close in the coming days. */
export function composeAnnouncement(seed: string, territory: DemoTerritory, index: number, today: Temporal.PlainDate): DemoAnnouncement {
  const chance = chanceOf(seed, territory.slug, "announcement", index);
  const sort = pickSort(chance);
  const subject = chance.pick(subjects);
  const commune = pickCommune(territory, chance);
  const open = index < 6 || chance.next() < 0.28;
  const day = open ? today.add({ days: index < 6 ? index * 3 + 1 : chance.between(2, 75) }) : today.subtract({ days: 2 + Math.floor(chance.next() ** 1.5 * 1000) });
  const published = (open && Temporal.PlainDate.compare(day, today.add({ days: 20 })) > 0 ? today : day).subtract({ days: chance.between(21, 60) });
  const title = chance.pick(sort.titles)(subject);
  const contract = chance.pick(sort.contracts);
  return {
    type: sort.type,
    title: chance.next() < 0.45 && !/[?!»]$/.test(title) ? `${title}, ${at(commune.name)}` : title,
    summary: chance.pick(sort.summaries),
    body: bodyOf(sort, subject, commune, chance),
    theme: subject.theme,
    tags: [...subject.tags.slice(0, 1), commune.name],
    contract: sort.type === "job" || contract ? contract : null,
    organisation: pickOrganiser(commune, chance),
    commune,
    deadline: chance.next() < 0.3 ? `${day.toString()}T${chance.pick(["12:00", "17:00", "18:00"])}` : day.toString(),
    published: published.toPlainDateTime({ hour: chance.between(8, 19), minute: chance.between(0, 59) }),
  };
}

function pickSort(chance: Chance): Sort {
  let left = chance.next() * sorts.reduce((all, each) => all + each.often, 0);
  return sorts.find((each) => (left -= each.often) < 0) ?? chance.pick(sorts);
}

function some<T>(list: readonly T[], chance: Chance, count: number): T[] {
  const start = chance.between(0, list.length - 1);
  return list.map((_, index) => list[(start + index) % list.length] as T).slice(0, count);
}

function bodyOf(sort: Sort, subject: Subject, commune: Commune, chance: Chance): string {
  const items = (list: readonly string[]) => list.map((each, index) => `- ${each}${index === list.length - 1 ? "." : " ;"}`).join("\n");
  return [
    `${chance.pick(subject.facts)} C’est de là que nous partons, ${at(commune.name)}.`,
    "## De quoi s’agit-il ?", items(some(sort.tasks, chance, 3)),
    "## Ce que nous cherchons", items(some(sort.wanted, chance, 2)),
    chance.pick(sort.terms),
  ].join("\n\n");
}
