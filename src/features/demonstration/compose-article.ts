import type { Genre } from "../contents/content.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { at, cap } from "./french.ts";
import { picturesFor } from "./pictures/pictures.ts";
import { pickCommune } from "./places.ts";
import { subjects, type Subject } from "./subjects.ts";
import type { DemoTerritory } from "./territories.ts";
import type { DemoArticle } from "./things.ts";

const many = (x: Subject) => x.name.startsWith("les ");

/** Titles by genre: the subject, and where, "à Lille". */
const titles: Readonly<Record<Genre, readonly ((x: Subject, where: string) => string)[]>> = {
  news: [(x, where) => `Du nouveau ${where} du côté ${x.of}`, (x, where) => `${cap(x.name)} : un club se lance ${where}`, (x, where) => `Une collecte autour ${x.of} commence ${where}`, (x) => `${cap(x.name)} ${many(x) ? "entrent" : "entre"} à la médiathèque`, (x, where) => `Cinquante personnes réunies ${where} pour ${x.name}`],
  portrait: [(x, where) => `Elle consacre ses journées à l’étude ${x.of}, ${where}`, (x, where) => `Portrait : vingt ans ${where} avec ${x.name}`, (x) => `Le jour où Karim a rencontré ${x.name}`, (x, where) => `${cap(where)}, une passion nommée ${x.name.replace(/^(les|le|la|l’)\s?/, "")}`, (x) => `De l’usine à l’étude ${x.of}`],
  interview: [(x) => `« On connaît encore mal ${x.name} »`, (x) => `« Ce qui me fascine dans l’étude ${x.of} »`, (x) => `Cinq questions sur ${x.name}`, (x) => `« ${cap(x.name)} ? On en parle trop vite »`, (x, where) => `Entretien ${where} : pourquoi étudier ${x.name} ?`],
  report: [(x, where) => `Une matinée ${where} pour comprendre ${x.name}`, (x, where) => `${cap(where)}, sur la piste ${x.of}`, (x) => `Carnet de terrain : ${x.name}`, (x, where) => `Reportage ${where} : ${x.name}, côté coulisses`, (x) => `Une nuit avec ${x.name}`],
  feedback: [(x) => `Ce que nous avons appris en montrant ${x.name} au public`, (x) => `${cap(x.name)} au centre de loisirs : notre bilan`, (x) => `Trois erreurs à éviter quand on expose ${x.name}`, (x, where) => `Retour ${where} sur une exposition autour ${x.of}`],
  practice: [(x) => `Parler ${x.of} sans perdre personne : notre méthode`, (x) => `Une malle pédagogique sur ${x.name}, à emprunter`, (x) => `${cap(x.name)} en dix minutes de marché`, (x) => `Monter un atelier sur ${x.name} avec trente euros`],
  opinion: [(x) => `Parlons davantage ${x.of}`, (x) => `Pourquoi ${x.name} ${many(x) ? "méritent" : "mérite"} mieux qu’une affiche`, (x) => `${cap(x.name)} : laissons le public chercher`, (x) => `Il manque une voix dans le débat autour ${x.of}`],
  teaching: [(x) => `Trois activités pour aborder ${x.name} en classe`, (x) => `${cap(x.name)} au cycle 3 : une séquence complète`, (x) => `Fiche : ${x.name}, sans matériel ou presque`, (x) => `Une séance de lycée sur ${x.name}`],
  review: [(x) => `Lu pour vous : un livre à propos ${x.of}`, (x) => `Vu pour vous : un documentaire autour ${x.of}`, (x) => `Faut-il lire ce roman graphique sur ${x.name} ?`, (x) => `Trois livres pour découvrir ${x.name}`],
};

const genres = Object.keys(titles) as Genre[];

const scenes = [
  "Le travail commence par l’attente : régler les instruments, noter la température, recommencer. « C’est la partie que l’on ne montre jamais », sourit l’équipe.",
  "Autour de la table, une lycéenne, deux retraités et un ingénieur comparent leurs relevés. Ils ne sont pas d’accord, et c’est ce qui rend la séance utile.",
  "La méthode tient en une page. Elle demande peu de matériel, un peu de patience et l’envie de laisser les autres chercher.",
  "Il pleut depuis le matin. Personne n’est parti : la salle des fêtes sent le café et le carton mouillé, et les enfants ont pris le microscope d’assaut.",
  "Sur le mur, une frise de papier kraft. Chacun y a collé ce qu’il croyait savoir, puis, d’une autre couleur, ce qu’il a appris.",
  "« Au début, on me demandait surtout à quoi cela servait, raconte l’animatrice. Maintenant, on me demande comment on fait. »",
  "Le carnet est taché, corné, annoté de trois écritures. C’est lui, le véritable instrument de l’expédition.",
];
const results = [
  "Nous avons gardé ce qui marchait, et surtout écrit ce qui n’avait pas marché : un dépliant trop long, une salle trop sombre, un vocabulaire trop savant.",
  "La bibliothèque a ouvert ses réserves, l’association a prêté ses loupes, et la commune a imprimé les affiches. Rien de tout cela n’aurait existé séparément.",
  "Les résultats seront publiés avec leurs données : chacun pourra les refaire, les corriger ou les contredire.",
  "La question posée au départ reste ouverte. Elle est simplement devenue plus précise, ce qui est déjà beaucoup.",
  "Une prochaine rencontre est prévue au printemps. D’ici là, les observations continuent, une fois par semaine.",
  "Le plus surprenant vient des élèves : ils ont demandé à refaire les mesures, « pour être sûrs ».",
];
const endings = ["Et vous, comment vous y prenez-vous ? Les commentaires sont ouverts.", "Nos notes sont à la disposition de qui les demande.", "Merci aux bénévoles qui ont tenu la buvette et les chronomètres.", "Une version imprimable est à l’accueil de la médiathèque.", "Si une erreur s’est glissée dans ce texte, dites-le : il sera corrigé.", ""];
const headings = [["Sur le terrain", "Et maintenant ?"], ["Comment l’idée est venue", "Ce qui reste à faire"], ["La scène", "Le bilan"], ["D’abord, regarder", "Ensuite, compter"], ["Ce qui s’est passé", "Ce que l’on en retient"]] as const;
const kits = ["des feuilles, des crayons, une règle", "un bocal, de l’eau, une lampe de poche", "une loupe pour deux", "du carton, de la ficelle, des épingles", "un tableur libre", "une boîte à chaussures"];

/** The `index`-th article of a territory: more of them lately than five years ago. */
export function composeArticle(seed: string, territory: DemoTerritory, index: number, today: Temporal.PlainDate): DemoArticle {
  const chance = chanceOf(seed, territory.slug, "article", index);
  const subject = chance.pick(subjects);
  const genre = chance.pick(genres);
  const commune = pickCommune(territory, chance);
  const day = today.subtract({ days: 6 + Math.floor(chance.next() ** 1.8 * 1825) });
  const suits = picturesFor(subject.theme);
  return {
    title: chance.pick(titles[genre])(subject, at(commune.name)),
    summary: chance.next() < 0.5 ? chance.pick(subject.facts) : `${chance.pick(subject.facts)} ${chance.pick(leads[genre])}`,
    body: bodyOf(subject, genre, commune.name, chance),
    themes: [subject.theme],
    tags: [...subject.tags, ...(chance.next() < 0.25 ? [commune.name] : [])],
    picture: suits.length > 0 && chance.next() < 0.35 ? chance.pick(suits) : null,
    featured: false,
    genre,
    published: day.toPlainDateTime({ hour: chance.between(7, 21), minute: chance.between(0, 59) }),
  };
}

const leads: Readonly<Record<Genre, readonly string[]>> = {
  news: ["Le point sur une initiative qui démarre.", "Les inscriptions sont ouvertes."],
  portrait: ["Rencontre.", "Un parcours qui n’a rien d’une ligne droite."],
  interview: ["Propos recueillis autour d’un café.", "Entretien."],
  report: ["Récit.", "Nous y étions."],
  feedback: ["Retour d’expérience, ratés compris.", "Ce que nous referions, et ce que nous éviterions."],
  practice: ["Mode d’emploi.", "La méthode, le matériel et les pièges."],
  opinion: ["Tribune.", "Un point de vue à discuter."],
  teaching: ["Durée, matériel et déroulé.", "À essayer dès la semaine prochaine."],
  review: ["Notre avis.", "À mettre entre toutes les mains, ou presque."],
};

function bodyOf(subject: Subject, genre: Genre, commune: string, chance: Chance): string {
  const [first, second, third] = subject.facts;
  const [before, after] = chance.pick(headings);
  const [scene, result, ending] = [chance.pick(scenes), chance.pick(results), chance.pick(endings)];
  if (genre === "interview") {
    return `**Par quoi commence-t-on quand on s’intéresse à ce sujet ?**\n\nPar une chose simple. ${first}\n\n**Qu’est-ce qui surprend le plus le public ?**\n\n${second} On me demande souvent d’où on le sait, et c’est la meilleure des questions.\n\n**Et ce que l’on ignore encore ?**\n\nBeaucoup. ${third} Mais entre savoir cela et l’expliquer à un enfant de huit ans, il reste du chemin.\n\n---\n\n*Entretien réalisé ${at(commune)}.*`;
  }
  if (genre === "teaching" || genre === "practice") {
    const minutes = chance.pick([10, 15, 20]);
    return `**Matériel** : ${chance.pick(kits)}.\n\n| Étape | Durée |\n| --- | --- |\n| Dire ce que l’on croit | ${minutes} min |\n| Essayer, noter | ${minutes * 2} min |\n| Comparer | ${minutes} min |\n\n## Point de départ\n\n${first} ${second}\n\n## Déroulé\n\n1. Chacun écrit une prédiction, seul.\n2. ${scene}\n3. On confronte : ${third.charAt(0).toLowerCase()}${third.slice(1)}\n\n${result}\n\n${ending}`;
  }
  if (genre === "opinion" || genre === "review") {
    return `${first} Voilà ce que l’on retient d’ordinaire.\n\n${chance.pick(["On oublie trop souvent le reste.", "C’est un peu court.", "Reste à savoir ce que l’on en fait."])} ${second}\n\n> ${third}\n\n${result}\n\n${ending}`;
  }
  return chance.next() < 0.5
    ? `${scene}\n\n${first} ${second}\n\n## ${after}\n\n> ${third}\n\n${result}\n\n${ending}`
    : `${first} ${second}\n\n## ${before}\n\n${scene}\n\n> ${third}\n\n## ${after}\n\n${result}\n\n${ending}`;
}
