import type { WrittenFact } from "../../../platform/facts.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { isFollowedAnywhere } from "../../../features/federation/find-spoken.ts";
import { ownActorAt, type Speaking } from "../own-actors.ts";
import { create } from "../wire/activities.ts";
import { loadNews } from "../wire/load-news.ts";
import { speak } from "./speak.ts";

/** Something was written in a project's logbook: those who follow the project elsewhere read it. */
export async function tellNews(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const project = fact.subject as ContentId;
  if (!(await isFollowedAnywhere(speaking.db, "project", project))) return;
  const loaded = await loadNews(speaking, String(fact.told["entry"]));
  const actor = loaded && (await ownActorAt(speaking, loaded.author));
  if (!loaded || !actor) return;
  const uri = String(loaded.object["id"]);
  await speak(speaking, fact, { actor, object: uri, content: project, audience: { followersOf: [actor.id], actors: [] }, part: uri, build: (act) => create(act, loaded.object, fact.at) });
}
