import type { Session } from "../agenda/session.ts";
import { communesWithin, type Commune } from "../places/communes.ts";
import { slugify } from "../../platform/text/slug.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { subjects, type Subject } from "./subjects.ts";
import type { DemoTerritory } from "./territories.ts";

export interface DemoEvent {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly themes: readonly string[];
  readonly tags: readonly string[];
  readonly type: string;
  readonly sessions: readonly Session[];
  readonly placeName: string;
  readonly address: string;
  readonly commune: Commune;
  readonly latitude: number;
  readonly longitude: number;
  readonly onlineUrl: string | null;
  readonly audience: readonly string[];
  readonly ageMin: number | null;
  readonly pricing: "free" | "paid" | "unknown";
  readonly prices: readonly { readonly label: string; readonly cents: number }[];
  readonly bookingUrl: string | null;
  readonly accessibility: readonly string[];
  readonly organiser: string;
  readonly status: "on" | "full" | "postponed" | "cancelled";
  readonly statusReason: string;
  /** When it was published. */
  readonly published: Temporal.PlainDateTime;
}

export interface DemoArticle {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly themes: readonly string[];
  readonly tags: readonly string[];
  readonly genre: string;
  readonly published: Temporal.PlainDateTime;
}

export const cap = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const formats = [
  { type: "conference", title: (x: Subject) => `Conférence : ${x.name}`, place: ["Amphithéâtre", "Auditorium", "Salle des fêtes"], hours: [18, 20], text: "Une heure d’exposé, puis le temps qu’il faut pour vos questions. Aucune connaissance n’est requise." },
  { type: "science-cafe", title: (x: Subject) => `Café des sciences – ${cap(x.name)}`, place: ["Café de la Place", "Café du Marché", "Brasserie du Théâtre"], hours: [18, 20], text: "Deux spécialistes, un micro qui circule et des tables rondes : on vient pour écouter, on reste pour discuter." },
  { type: "workshop", title: (x: Subject) => `Atelier : à la découverte ${x.of}`, place: ["Médiathèque", "Fablab", "Maison des associations"], hours: [14, 16], text: "On manipule, on observe, on se trompe et on recommence. Le matériel est fourni ; chacun repart avec ce qu’il a fabriqué ou noté." },
  { type: "visit", title: (x: Subject) => `Visite guidée sur les traces ${x.of}`, place: ["Jardin botanique", "Muséum", "Réserve naturelle"], hours: [10, 12], text: "Prévoyez de bonnes chaussures et une gourde : une partie du parcours se fait dehors, sur terrain facile." },
  { type: "screening", title: (x: Subject) => `Ciné-débat autour ${x.of}`, place: ["Cinéma Le Rex", "Ciné-club", "Espace culturel"], hours: [20, 22], text: "Après le film, une rencontre avec une chercheuse et le réalisateur." },
  { type: "exhibition", title: (x: Subject) => `Exposition « ${cap(x.name)} »`, place: ["Muséum", "Médiathèque", "Galerie des sciences"], hours: [10, 18], text: "Panneaux, objets et manipulations se visitent en une heure environ. Des fiches en gros caractères sont à l’accueil." },
  { type: "training", title: (x: Subject) => `Se former : parler ${x.of} avec des jeunes`, place: ["Université", "Maison des sciences", "Atelier Canopé"], hours: [9, 17], text: "Pour les personnes qui enseignent, animent ou accueillent : des activités éprouvées, à reprendre le lendemain." },
  { type: "show", title: (x: Subject) => `Spectacle : une histoire ${x.of}`, place: ["Théâtre municipal", "Salle de spectacle", "Centre culturel"], hours: [15, 16], text: "Une comédienne, un musicien et beaucoup de craie : la science s’y raconte sans rien perdre de sa rigueur." },
] as const;

const streets = ["place de la Mairie", "rue des Écoles", "avenue de la Gare", "rue Pasteur", "rue Marie-Curie", "quai de la Rivière", "rue du Moulin"];
const organisers = ["Les Petits Curieux", "Université populaire", "Association Planète Sciences Locales", "La Boussole", "Club d’astronomie amateur", "Médiathèque départementale", "Collectif Terre et Ciel", "Les Savants flous"];
const audiences = [["everyone"], ["families"], ["children", "families"], ["adults"], ["schools"], ["students", "adults"], ["professionals"], ["teenagers"]];

const knownCommunes = new Map<string, Commune[]>();
function communesOf(territory: DemoTerritory): Commune[] {
  let found = knownCommunes.get(territory.slug);
  if (!found) knownCommunes.set(territory.slug, (found = communesWithin(territory.perimeter).slice(0, 60)));
  return found;
}

/** Near the big communes more often than near the small ones. */
export function pickCommune(territory: DemoTerritory, chance: Chance): Commune {
  const communes = communesOf(territory);
  const found = communes[Math.floor(chance.next() ** 2.2 * communes.length)];
  if (!found) throw new Error(`No commune in ${territory.slug}`);
  return found;
}

/** The `index`-th event of a territory. Dense around today, thinner three years back and six months on. */
export function composeEvent(seed: string, territory: DemoTerritory, index: number, today: Temporal.PlainDate): DemoEvent {
  const chance = chanceOf(seed, territory.slug, "event", index);
  const subject = chance.pick(subjects);
  const format = chance.pick(formats);
  const ahead = chance.next() < 0.38;
  const day = ahead ? today.add({ days: Math.floor(chance.next() ** 1.7 * 180) }) : today.subtract({ days: 1 + Math.floor(chance.next() ** 1.3 * 1090) });
  const commune = pickCommune(territory, chance);
  const placeName = `${chance.pick(format.place)} de ${commune.name}`.replace(/ de (?=[AEIOUÉÈ])/, " d’").replace(" de Le ", " du ");
  const fate = chance.next();
  const status = ahead && fate < 0.03 ? "cancelled" : ahead && fate < 0.06 ? "postponed" : ahead && fate < 0.11 ? "full" : "on";
  const priced = chance.next();
  const point = commune.point ?? { latitude: territory.latitude, longitude: territory.longitude };
  const online = chance.next() < 0.06;
  return {
    title: chance.next() < 0.3 ? `${format.title(subject)}, ${territory.at === "à Grenoble" ? "près de chez vous" : territory.at}` : format.title(subject),
    summary: `${subject.facts[0]} Rendez-vous à ${commune.name}.`,
    body: `${subject.facts[0]} ${subject.facts[1]}\n\n${format.text}\n\n${subject.facts[2]} Venez en parler avec celles et ceux qui y travaillent.`,
    themes: [subject.theme],
    tags: [...subject.tags, ...(chance.next() < 0.3 ? [commune.name] : [])],
    type: format.type,
    sessions: sessionsFor(format, day, chance),
    placeName,
    address: `${chance.between(1, 90)}, ${chance.pick(streets)}`,
    commune,
    latitude: Math.round((point.latitude + (chance.next() - 0.5) * 0.02) * 1e5) / 1e5,
    longitude: Math.round((point.longitude + (chance.next() - 0.5) * 0.02) * 1e5) / 1e5,
    onlineUrl: online ? `https://example.org/direct/${territory.slug}-${index}` : null,
    audience: chance.pick(audiences),
    ageMin: chance.next() < 0.25 ? chance.pick([6, 8, 10, 12]) : null,
    pricing: priced < 0.62 ? "free" : priced < 0.9 ? "paid" : "unknown",
    prices: priced >= 0.62 && priced < 0.9 ? [{ label: "Plein tarif", cents: chance.between(3, 12) * 100 }, { label: "Moins de 18 ans", cents: 200 }] : [],
    bookingUrl: chance.next() < 0.4 ? `https://example.org/reserver/${territory.slug}-${index}` : null,
    accessibility: chance.next() < 0.55 ? ["wheelchair", ...(chance.next() < 0.2 ? ["hearing-loop"] : [])] : [],
    organiser: chance.pick(organisers),
    status,
    statusReason: status === "cancelled" ? "Intervenante souffrante." : status === "postponed" ? "Une nouvelle date sera annoncée ici." : "",
    published: Temporal.PlainDate.compare(day, today) > 0 ? today.subtract({ days: chance.between(1, 40) }).toPlainDateTime({ hour: chance.between(8, 19), minute: chance.between(0, 59) }) : day.subtract({ days: chance.between(5, 40) }).toPlainDateTime({ hour: chance.between(8, 19), minute: chance.between(0, 59) }),
  };
}

function sessionsFor(format: (typeof formats)[number], day: Temporal.PlainDate, chance: Chance): Session[] {
  const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
  const [from, until] = format.hours;
  if (format.type === "exhibition") {
    return [{ kind: "opening", from: day.subtract({ days: chance.between(0, 20) }).toString(), until: day.add({ days: chance.between(10, 70) }).toString(), hours: [{ days: [2, 3, 4, 5, 6, 7], opens: clock(from), closes: clock(until) }], except: [] }];
  }
  const start = `${day.toString()}T${clock(from)}`;
  const end = `${day.toString()}T${clock(until)}`;
  if (format.type === "workshop" && chance.next() < 0.35) {
    const weeks = chance.between(3, 9);
    const last = day.add({ weeks });
    return [{ kind: "repeated", start, end, rule: `FREQ=WEEKLY;UNTIL=${last.toString().replaceAll("-", "")}T235959`, except: [day.add({ weeks: 2 }).toString()] }];
  }
  if (format.type === "show" || (format.type === "visit" && chance.next() < 0.4)) {
    return [0, 1, 2].map((more) => ({ kind: "slot", start: `${day.add({ days: more }).toString()}T${clock(from)}`, end: `${day.add({ days: more }).toString()}T${clock(until)}` }));
  }
  return [{ kind: "slot", start, end }];
}

const genres = ["news", "portrait", "interview", "report", "feedback", "practice", "opinion", "teaching", "review"] as const;
const openings: Readonly<Record<(typeof genres)[number], (x: Subject, commune: string) => string>> = {
  news: (x, commune) => `Du nouveau ${commune} du côté ${x.of}`,
  portrait: (x, commune) => `Elle consacre ses journées à l’étude ${x.of}, ${commune}`,
  interview: (x) => `« On connaît encore mal ${x.name} » : entretien`,
  report: (x, commune) => `Une matinée ${commune} pour comprendre ${x.name}`,
  feedback: (x) => `Ce que nous avons appris en montrant ${x.name} au public`,
  practice: (x) => `Parler ${x.of} sans perdre personne : notre méthode`,
  opinion: (x) => `Parlons davantage ${x.of}`,
  teaching: (x) => `Trois activités pour aborder ${x.name} en classe`,
  review: (x) => `Lu pour vous : un livre à propos ${x.of}`,
};
const developments = [
  "Le travail commence par l’attente : régler les instruments, noter la température, recommencer. « C’est la partie que l’on ne montre jamais », sourit l’équipe.",
  "Autour de la table, une lycéenne, deux retraités et un ingénieur comparent leurs relevés. Ils ne sont pas d’accord, et c’est ce qui rend la séance utile.",
  "La méthode tient en une page. Elle demande peu de matériel, un peu de patience et l’envie de laisser les autres chercher.",
  "Nous avons gardé ce qui marchait, et surtout écrit ce qui n’avait pas marché : un dépliant trop long, une salle trop sombre, un vocabulaire trop savant.",
  "La bibliothèque a ouvert ses réserves, l’association a prêté ses loupes, et la commune a imprimé les affiches. Rien de tout cela n’aurait existé séparément.",
  "Les résultats seront publiés avec leurs données : chacun pourra les refaire, les corriger ou les contredire.",
];

/** The `index`-th article of a territory: more of them lately than five years ago. */
export function composeArticle(seed: string, territory: DemoTerritory, index: number, today: Temporal.PlainDate): DemoArticle {
  const chance = chanceOf(seed, territory.slug, "article", index);
  const subject = chance.pick(subjects);
  const genre = chance.pick(genres);
  const commune = pickCommune(territory, chance);
  const day = today.subtract({ days: Math.floor(chance.next() ** 1.8 * 1825) });
  const first = chance.pick(developments);
  const second = chance.pick(developments.filter((each) => each !== first));
  return {
    title: openings[genre](subject, `à ${commune.name}`.replace("à Le ", "au ").replace("à Les ", "aux ")),
    summary: `${subject.facts[0]}`,
    body: `${subject.facts[0]} ${subject.facts[1]}\n\n## Sur le terrain\n\n${first}\n\n> ${subject.facts[2]}\n\n## Et maintenant ?\n\n${second}\n\nPour prolonger, demandez à la médiathèque de ${commune.name} sa sélection, ou écrivez-nous dans les commentaires.`,
    themes: [subject.theme],
    tags: [...subject.tags, ...(chance.next() < 0.25 ? [commune.name] : [])],
    genre,
    published: day.toPlainDateTime({ hour: chance.between(7, 21), minute: chance.between(0, 59) }),
  };
}

const firstNames = ["Camille", "Léa", "Hugo", "Inès", "Louis", "Chloé", "Nathan", "Sarah", "Jules", "Manon", "Gabriel", "Yasmine", "Arthur", "Jeanne", "Mehdi", "Anaïs", "Paul", "Zoé", "Antoine", "Maëlle", "Karim", "Élise", "Bastien", "Nolwenn", "Thibault", "Aïcha", "Simon", "Margaux", "Victor", "Ludivine", "Yann", "Océane", "Rémi", "Fatou", "Guillaume", "Solène", "Marc", "Hélène", "Olivier", "Sandrine"];
const lastNames = ["Martin", "Bernard", "Petit", "Durand", "Leroy", "Moreau", "Simon", "Laurent", "Michel", "Garcia", "David", "Bertrand", "Roux", "Vincent", "Fournier", "Morel", "Girard", "André", "Mercier", "Dupont", "Lambert", "Bonnet", "François", "Martinez", "Legrand", "Garnier", "Faure", "Rousseau", "Blanc", "Guérin", "Muller", "Henry", "Roussel", "Perrin", "Morin", "Mathieu", "Clément", "Gauthier", "Dumont", "Lopez", "Fontaine", "Chevalier", "Robin", "Masson", "Sanchez", "Gérard", "Nguyen", "Boyer", "Denis", "Lemaire", "Benali", "Le Goff", "Diallo", "Kervella"];
const callings = ["enseigne la physique au lycée", "travaille dans un laboratoire de biologie", "anime un club d’astronomie", "est médiatrice scientifique", "observe les oiseaux depuis trente ans", "dirige une médiathèque", "prépare une thèse de géologie", "bricole dans un fablab", "fait de la radio associative", "étudie la communication scientifique", "est ingénieur à la retraite", "organise des randonnées botaniques"];

export function composeMember(seed: string, territory: DemoTerritory, index: number): { name: string; handle: string; bio: string; commune: string; interests: string[] } {
  const chance = chanceOf(seed, territory.slug, "member", index);
  const name = `${chance.pick(firstNames)} ${chance.pick(lastNames)}`;
  const commune = pickCommune(territory, chance);
  const subject = chance.pick(subjects);
  return { name, handle: `${slugify(name, "membre").slice(0, 24)}-${territory.slug.slice(0, 3)}${index}`, bio: `${name.split(" ")[0] ?? name} ${chance.pick(callings)} près de ${commune.name} et se passionne pour ${subject.name}.`, commune: commune.name, interests: [subject.theme] };
}
