import type { Documented } from "../env.ts";
import { actorsCalled, nameOf } from "./wire/naming.ts";
import type { Sources } from "./wire/sources.ts";

/** Where the document stands that a page shows to people; null for what other servers answer for. Callers show the page to everybody. */
export async function documentOfPage(sources: Sources, thing: Documented): Promise<string | null> {
  if ("content" in thing) return (await nameOf(sources, thing.content))?.answerable ?? null;
  return (await actorsCalled(sources, [thing])).get(thing.subject)?.uri ?? null;
}
