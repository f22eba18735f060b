import { findCommune } from "../places/communes.ts";
import type { DemoTerritory } from "./territories.ts";
import type { DemoArticle, DemoEvent } from "./things.ts";
import { bretagne } from "./written/bretagne.ts";
import { Days, type Written, type WrittenArticle, type WrittenEvent } from "./written/form.ts";
import { festivalOf } from "./written/festival.ts";
import { grenoble } from "./written/grenoble.ts";
import { hautsDeFrance } from "./written/hauts-de-france.ts";
import { loire } from "./written/loire.ts";
import { nouvelleAquitaine } from "./written/nouvelle-aquitaine.ts";
import { occitanie } from "./written/occitanie.ts";
import { paca } from "./written/paca.ts";
import { villageOf } from "./written/village.ts";

const byTerritory: Readonly<Record<string, (days: Days) => Written>> = { grenoble: withProgrammes, bretagne, occitanie, "hauts-de-france": hautsDeFrance, "nouvelle-aquitaine": nouvelleAquitaine, paca, loire };

/** Grenoble's festival and its village of stands come after the rest of what was written there. */
function withProgrammes(days: Days): Written {
  const { events, articles } = grenoble(days);
  return { events: [...events, ...festivalOf(days), ...villageOf(days)], articles };
}

/** The written core: contents that somebody took the time to write, newer than those that are composed. */
export function writtenContents(territory: DemoTerritory, today: Temporal.PlainDate): { events: readonly DemoEvent[]; articles: readonly DemoArticle[] } {
  const written = byTerritory[territory.slug]?.(new Days(today)) ?? { events: [], articles: [] };
  return { events: written.events.map((event, index) => eventOf(event, today, index)), articles: written.articles.map((article, index) => articleOf(article, today, index)) };
}

function textOf(text: WrittenEvent | WrittenArticle, today: Temporal.PlainDate, index: number) {
  return {
    title: text.title, summary: text.summary, body: text.body, themes: text.themes, tags: text.tags, picture: text.picture ?? null, featured: text.featured ?? false,
    published: today.subtract({ days: text.age }).toPlainDateTime({ hour: 18 - (index % 9), minute: (index * 17 + 5) % 60 }),
  };
}

function eventOf(event: WrittenEvent, today: Temporal.PlainDate, index: number): DemoEvent {
  const commune = findCommune(event.commune);
  if (!commune) throw new Error(`No commune ${event.commune}`);
  return {
    ...textOf(event, today, index),
    type: event.type, sessions: event.sessions, placeName: event.place, address: event.address, commune, latitude: event.at[0], longitude: event.at[1], onlineUrl: event.onlineUrl ?? null,
    audience: event.audience, ageMin: event.ageMin ?? null, ageMax: event.ageMax ?? null, pricing: typeof event.price === "string" ? event.price : "paid", prices: typeof event.price === "string" ? [] : event.price,
    bookingUrl: event.bookingUrl ?? null, accessibility: event.accessibility, organiser: event.organiser, status: event.status ?? "on", statusReason: event.statusReason ?? "", firstStart: event.firstStart, within: event.within,
  };
}

function articleOf(article: WrittenArticle, today: Temporal.PlainDate, index: number): DemoArticle {
  return { ...textOf(article, today, index), genre: article.genre };
}
