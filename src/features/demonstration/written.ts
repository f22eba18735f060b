import type { DemoArticle, DemoEvent } from "./compose.ts";
import type { DemoTerritory } from "./territories.ts";

/** The written core: contents that somebody took the time to write, before those that are composed. */
export function writtenContents(_territory: DemoTerritory, _today: Temporal.PlainDate): { events: readonly DemoEvent[]; articles: readonly DemoArticle[] } {
  return { events: [], articles: [] };
}
