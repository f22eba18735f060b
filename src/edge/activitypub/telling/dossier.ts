import { listOriginsAnywhere } from "../../../features/federation/find-object.ts";
import { listAddedAnywhere } from "../../../features/federation/find-said.ts";
import { findListingActAnywhere } from "../../../features/federation/list-listings.ts";
import { listOutlineAnywhere } from "../../../features/dossiers/list-outline.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { ownActorAt, type Speaking } from "../own-actors.ts";
import { add, reject, remove } from "../wire/activities.ts";
import { loadContent } from "../wire/load-content.ts";
import { nameOf } from "../wire/naming.ts";
import { tellContent } from "./content.ts";
import { speak } from "./speak.ts";

/** A dossier came out, or what it holds changed: whoever wrote what it holds of other servers is told that it is in, or out; its followers get it as it is. */
export async function tellDossier(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const dossier = fact.subject as ContentId;
  const isContent = fact.kind.startsWith("content.");
  if (isContent && fact.told["content"] !== "dossier") return;
  const entries = (await listOutlineAnywhere(speaking.db, dossier)).flatMap((section) => section.entries.map((entry) => entry.content));
  const [origins, said] = await Promise.all([listOriginsAnywhere(speaking.db, entries), listAddedAnywhere(speaking.db, dossier)]);
  const held = [...origins.values()];
  // Put in once more before it was worked on that it had left, it is said once more: who wrote it may have a word to say.
  const again = fact.kind === "dossier.content_listed" ? origins.get(fact.told["content"] as ContentId)?.uri : null;
  const [fresh, left] = [held.filter((each) => each.uri === again || !said.some((one) => one.object === each.uri)), said.filter((each) => !held.some((one) => one.uri === each.object))];
  if (fresh.length > 0 || left.length > 0) await tellEntries(speaking, fact, dossier, fresh, left);
  if (!isContent) await tellContent(speaking, { ...fact, kind: "content.edited" });
}

async function tellEntries(speaking: Speaking, fact: WrittenFact, dossier: ContentId, fresh: readonly { uri: string; owner: string }[], left: Awaited<ReturnType<typeof listAddedAnywhere>>): Promise<void> {
  // One that isn't for everybody is nobody's business.
  const loaded = await loadContent(speaking, dossier);
  const actor = loaded && (await ownActorAt(speaking, loaded.author));
  if (!loaded || !actor) return;
  const uri = String(loaded.object["id"]);
  const audience = (owner: string | null) => ({ followersOf: [actor.id], actors: owner ? [owner] : [] });
  for (const each of fresh) await speak(speaking, fact, { actor, object: each.uri, content: dossier, audience: audience(each.owner), part: `add ${each.uri}`, build: (act) => add(act, each.uri, uri, each.owner) });
  for (const each of left) await speak(speaking, fact, { actor, object: each.object, content: dossier, audience: audience(each.owner), part: `remove ${each.object}`, build: (act) => remove(act, each.object, uri, each.owner) });
}

/** Those who wrote a content of ours ask a dossier of another server to take it out. */
export async function tellDeclined(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const content = fact.subject as ContentId;
  const dossier = String(fact.told["dossier"]);
  const [listing, name] = await Promise.all([findListingActAnywhere(speaking.db, content, dossier), nameOf(speaking, content)]);
  const actor = name ? await ownActorAt(speaking, name.author) : null;
  if (!listing || !name || !actor) return;
  const asked = { id: listing.activity, type: "Add", actor: listing.keeper, object: name.uri, target: dossier };
  await speak(speaking, fact, { actor, object: dossier, content: null, audience: { followersOf: [], actors: [listing.keeper] }, part: `decline ${dossier}`, build: (act) => reject(act, asked) });
}
