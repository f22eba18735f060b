import type { Session } from "../agenda/session.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { at } from "./french.ts";
import { formats, type Format } from "./formats.ts";
import { picturesFor } from "./pictures/pictures.ts";
import { pickCommune, pickOrganiser, pickPlace } from "./places.ts";
import { subjects, type Subject } from "./subjects.ts";
import type { DemoTerritory } from "./territories.ts";
import type { DemoEvent } from "./things.ts";

/** So many of the first ones follow each other day by day, so that no day of the coming fortnight is empty. */
const steady = 28;

const practical = [
  "L’accueil ouvre un quart d’heure avant le début.", "L’arrêt de bus est à deux minutes à pied.", "L’entrée se fait par la cour.", "Un garage à vélos se trouve devant la porte.", "Les enfants restent sous la responsabilité de leurs accompagnants.",
  "Une boucle magnétique peut être prêtée à l’accueil.", "Pensez à apporter une tasse : il y aura du thé.", "Les personnes en retard pourront entrer sans bruit.", "Le covoiturage s’organise dans les commentaires.", "Une captation sonore sera publiée ensuite.",
  "Les chiens guides sont les bienvenus.", "La salle est chauffée, mais pas trop.",
];
const reasons = { cancelled: ["Intervenante souffrante.", "Trop peu d’inscriptions cette fois.", "La salle n’est plus disponible.", "Vigilance météorologique."], postponed: ["Une nouvelle date sera annoncée ici.", "Repoussé à la demande des intervenants.", "Report au trimestre prochain."] };
const invitations = ["Venez en parler avec celles et ceux qui y travaillent.", "Vos observations intéressent aussi les chercheurs.", "Rien à préparer, rien à réviser.", "Et si vous avez déjà un avis, apportez-le : on le mettra à l’épreuve.", "Les questions d’enfants passent en premier."];

/** The `index`-th event of a territory. Dense around today, thinner three years back and six months on. */
export function composeEvent(seed: string, territory: DemoTerritory, index: number, today: Temporal.PlainDate): DemoEvent {
  const chance = chanceOf(seed, territory.slug, "event", index);
  const subject = chance.pick(subjects);
  const ahead = index < steady || chance.next() < 0.36;
  const day = index < steady ? today.add({ days: index % 14 }) : ahead ? today.add({ days: 1 + Math.floor(chance.next() ** 1.4 * 180) }) : today.subtract({ days: 1 + Math.floor(chance.next() ** 1.3 * 1090) });
  const format = pickFormat(day, chance, index < steady);
  const commune = pickCommune(territory, chance);
  const place = pickPlace(territory, commune, chance.pick(format.places), chance);
  const fate = ahead ? chance.next() : 1;
  const status = fate < 0.025 ? "cancelled" : fate < 0.05 ? "postponed" : fate < 0.1 ? "full" : "on";
  const priced = format.type === "festival" || format.type === "meetup" ? 0 : chance.next();
  const online = format.type === "conference" && chance.next() < 0.25;
  const title = chance.pick(format.titles)(subject);
  const suits = picturesFor(subject.theme);
  const published = ahead ? today.subtract({ days: chance.between(6, 45) }) : day.subtract({ days: chance.between(5, 40) });
  return {
    title: chance.next() < 0.12 && !/[?!]$/.test(title) ? `${title}, ${at(commune.name)}` : title,
    summary: `${chance.pick(subject.facts)} ${chance.pick(format.hooks)}`,
    body: bodyOf(subject, format, commune.name, chance),
    themes: [subject.theme],
    tags: [...subject.tags, ...(chance.next() < 0.3 ? [commune.name] : [])],
    picture: suits.length > 0 && chance.next() < 0.3 ? chance.pick(suits) : null,
    featured: false,
    type: format.type,
    sessions: sessionsFor(format, day, chance),
    placeName: place.name, address: place.address, commune, latitude: place.latitude, longitude: place.longitude,
    onlineUrl: online ? `https://example.org/direct/${territory.slug}-${index}` : null,
    audience: chance.pick(format.audiences),
    ageMin: format.type !== "meetup" && format.type !== "training" && chance.next() < 0.25 ? chance.pick([6, 7, 8, 10, 12]) : null,
    ageMax: null,
    pricing: priced < 0.62 ? "free" : priced < 0.92 ? "paid" : "unknown",
    prices: priced >= 0.62 && priced < 0.92 ? pricesFor(chance) : [],
    bookingUrl: chance.next() < 0.4 ? `https://example.org/reserver/${territory.slug}-${index}` : null,
    accessibility: chance.next() < 0.6 ? ["wheelchair", ...(chance.next() < 0.2 ? ["hearing-loop"] : []), ...(chance.next() < 0.08 ? ["sign-language"] : [])] : [],
    organiser: pickOrganiser(commune, chance),
    status,
    statusReason: status === "cancelled" || status === "postponed" ? chance.pick(reasons[status]) : "",
    published: published.toPlainDateTime({ hour: chance.between(8, 19), minute: chance.between(0, 59) }),
  };
}

/** A kind of event that happens on such a day of the week; a single slot when the day must not be empty. */
function pickFormat(day: Temporal.PlainDate, chance: Chance, single: boolean): Format {
  const fitting = formats.filter((format) => format.weekdays.includes(day.dayOfWeek) && !(single && format.type === "exhibition"));
  return chance.pick(fitting.flatMap((format) => Array.from({ length: format.weight }, () => format)));
}

function pricesFor(chance: Chance) {
  const full = chance.between(3, 14) * 100;
  const reduced = chance.pick(["Moins de 18 ans", "Tarif réduit", "Étudiants et sans emploi", "Adhérents"]);
  return [{ label: "Plein tarif", cents: full }, { label: reduced, cents: chance.next() < 0.3 ? 0 : Math.round(full / 200) * 100 }];
}

function bodyOf(subject: Subject, format: Format, commune: string, chance: Chance): string {
  const [first, second, third] = subject.facts;
  const text = chance.pick(format.texts);
  const end = chance.pick(invitations);
  const tips = [...new Set([chance.pick(practical), chance.pick(practical), chance.pick(practical)])];
  const list = `${tips.map((tip) => `- ${tip}`).join("\n")}`;
  switch (chance.between(0, 4)) {
    case 0:
      return `${first} ${second}\n\n${text}\n\n## Bon à savoir\n\n${list}`;
    case 1:
      return `${text}\n\n> ${third}\n\n${first} ${end}`;
    case 2:
      return `## De quoi parlera-t-on ?\n\n${second} ${third}\n\n## Comment cela se passe ?\n\n${text}\n\n${tips[0]}`;
    case 3:
      return `Trois points de départ :\n\n1. ${first}\n2. ${second}\n3. ${third}\n\n${text} ${end}`;
    default:
      return `${third}\n\n${text}\n\n${cite(subject, commune)}\n\n${list}`;
  }
}

function cite(subject: Subject, commune: string): string {
  return `Ce rendez-vous ouvre une série consacrée ${subject.name.startsWith("les ") ? `aux ${subject.name.slice(4)}` : subject.name.startsWith("le ") ? `au ${subject.name.slice(3)}` : `à ${subject.name}`} ; les suivants se tiendront également ${at(commune)}.`;
}

function sessionsFor(format: Format, day: Temporal.PlainDate, chance: Chance): Session[] {
  const [from, to] = chance.pick(format.hours);
  if (format.type === "exhibition") {
    const days = chance.pick([[2, 3, 4, 5, 6, 7], [3, 4, 5, 6], [1, 2, 3, 4, 5], [3, 6, 7]]);
    return [{ kind: "opening", from: day.subtract({ days: chance.between(0, 20) }).toString(), until: day.add({ days: chance.between(10, 70) }).toString(), hours: [{ days, opens: from, closes: to }], except: [] }];
  }
  const slot = (date: Temporal.PlainDate, start: string, end: string): Session => ({ kind: "slot", start: `${date.toString()}T${start}`, end: `${date.toString()}T${end}` });
  if (format.type === "workshop" && chance.next() < 0.3) {
    const last = day.add({ weeks: chance.between(3, 9) }).toString().replaceAll("-", "");
    return [{ kind: "repeated", start: `${day.toString()}T${from}`, end: `${day.toString()}T${to}`, rule: `FREQ=WEEKLY;UNTIL=${last}T235959`, except: [day.add({ weeks: 2 }).toString()] }];
  }
  if (format.type === "show" && chance.next() < 0.6) return [slot(day, from, to), slot(day.add({ days: 1 }), from, to)];
  if (format.type === "visit" && chance.next() < 0.35) return [slot(day, from, to), slot(day.add({ days: 7 }), from, to)];
  return [slot(day, from, to)];
}
