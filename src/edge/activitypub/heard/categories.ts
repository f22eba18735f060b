import type { EventType } from "../../../features/agenda/event.ts";

/** What others call their events, as one of our types: Mobilizon's categories, and the words that WordPress's calendars use. */
export const categoryTypes: ReadonlyMap<string, EventType> = new Map([
  ["arts", "show"], ["comedy", "show"], ["music", "show"], ["party", "show"], ["performing-visual-arts", "show"], ["theatre", "show"], ["concert", "show"], ["spectacle", "show"],
  ["photography", "exhibition"], ["exposition", "exhibition"],
  ["crafts", "workshop"], ["creative-jam", "workshop"], ["family-education", "workshop"], ["atelier", "workshop"],
  ["film-media", "screening"], ["projection", "screening"], ["film", "screening"],
  ["learning", "training"], ["formation", "training"], ["course", "training"],
  ["book-clubs", "meetup"], ["causes", "meetup"], ["community", "meetup"], ["games", "meetup"], ["language-culture", "meetup"], ["lgbtq", "meetup"], ["meeting", "meetup"], ["movements-politics", "meetup"], ["networking", "meetup"], ["rencontre", "meetup"],
  ["outdoors-adventure", "visit"], ["visite", "visit"], ["talk", "conference"], ["lecture", "conference"], ["table-ronde", "conference"],
  ["cafe-sciences", "science-cafe"], ["bar-des-sciences", "science-cafe"],
]);
