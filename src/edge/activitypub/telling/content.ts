import { findSpokenAnywhere, isFollowedAnywhere, listPassingOnAnywhere } from "../../../features/federation/find-spoken.ts";
import { listSaidAnywhere } from "../../../features/federation/find-said.ts";
import { listPublishersAnywhere } from "../../../features/contents/list-publishers.ts";
import { wideWorld } from "../../../features/territories/territory.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { ownActorAt, type Speaking } from "../own-actors.ts";
import { parseUri } from "../uris.ts";
import { announce, announceActivity, create, deleteObject, tombstone, update } from "../wire/activities.ts";
import { loadChangeAt } from "../wire/load-change.ts";
import { loadContent } from "../wire/load-content.ts";
import { answerableUri } from "../wire/sources.ts";
import type { WireObject } from "../wire/wire.ts";
import { actAbout, speak } from "./speak.ts";

/** A content came out, or was written again: those who follow who says it hear it, and those who follow its territory, its tags, its community hear where it is. */
export async function tellContent(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const { db } = speaking;
  const content = fact.subject as ContentId;
  const [spoken, publisher, before] = await Promise.all([findSpokenAnywhere(db, content), listPublishersAnywhere(db, [content]).then((found) => found.get(content)), listSaidAnywhere(db, content)]);
  if (!spoken || !publisher || spoken.territory === wideWorld) return;
  const passing = await listPassingOnAnywhere(db, spoken);
  const own = before.filter((each) => isAbout(each.uri, content));
  const { by, kind } = publisher;
  const followed = await (kind === "project" ? isFollowedAnywhere(db, "project", content) : by ? isFollowedAnywhere(db, by.kind, by.id) : isFollowedAnywhere(db, "territory", spoken.territory));
  // What nobody elsewhere would hear isn't said.
  if (!followed && passing.length === 0 && own.length === 0) return;
  const loaded = await loadContent(speaking, content);
  const speaker = loaded && (await ownActorAt(speaking, loaded.author));
  if (!loaded || !speaker) return;
  const known = new Set(own.map((each) => each.uri));
  const objects = [loaded.object, ...loaded.beside];
  const audience = { followersOf: [speaker.id], actors: [], heard: content };
  for (const object of objects) {
    const uri = String(object["id"]);
    // Said long ago, and forgotten here, it is known there.
    const again = known.has(uri) || (fact.kind !== "content.published" && object === loaded.object && isOld(loaded.content.publishedAt, fact.at));
    const say = again ? update : create;
    await speak(speaking, fact, { actor: speaker, object: uri, content, audience, part: uri, build: (act) => say(act, object, fact.at) });
    for (const community of passing.filter((each) => each.kind === "community")) {
      const inner = say(actAbout(fact, speaker, uri), object, fact.at);
      await speak(speaking, fact, { actor: community, object: uri, content, audience: { followersOf: [community.id], actors: [] }, part: `group ${uri}`, build: (act) => announceActivity(act, inner, fact.at) });
    }
  }
  for (const gone of own.filter((each) => !objects.some((object) => object["id"] === each.uri))) await tellGone(speaking, fact, gone, content);
  const note = loaded.kind === "event" && fact.kind === "content.edited" ? await loadChangeAt(speaking, content, fact.at) : null;
  if (note) await speak(speaking, fact, { actor: speaker, object: String(note["id"]), content, audience: { followersOf: [speaker.id], actors: [] }, part: "change", build: (act) => create(act, note, fact.at) });
  const uri = answerableUri(speaking, publisher);
  for (const each of passing) {
    if (fact.kind === "content.published") await speak(speaking, fact, { actor: each, object: uri, content, audience: { followersOf: [each.id], actors: [] }, part: "pass on", build: (act) => announce(act, uri, fact.at) });
  }
}

const oldHours = 1;

function isOld(published: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return published !== null && Temporal.Instant.compare(published.add({ hours: oldHours }), now) < 0;
}

/** Whether an address is that of the content itself, or of a part of it. */
function isAbout(uri: string, content: ContentId): boolean {
  const address = parseUri(uri)?.address;
  return address !== undefined && "id" in address && address.id === content && address.kind !== "change";
}

/** A content was taken from its readers: everybody who had heard of it is told. */
export async function tellContentGone(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const content = fact.subject as ContentId;
  for (const said of await listSaidAnywhere(speaking.db, content)) if (isAbout(said.uri, content)) await tellGone(speaking, fact, said, content);
}

const formerTypes: Readonly<Record<string, string>> = { event: "Event", session: "Event", dossier: "OrderedCollection", comment: "Note" };

/** Says that what was said is no more. */
export async function tellGone(speaking: Speaking, fact: WrittenFact, { uri, actor }: Awaited<ReturnType<typeof listSaidAnywhere>>[number], content: ContentId): Promise<void> {
  const gone: WireObject = tombstone(uri, formerTypes[parseUri(uri)?.address.kind ?? ""] ?? "Article", fact.at);
  await speak(speaking, fact, { actor, object: uri, content, audience: { followersOf: [actor.id], actors: [], heard: content }, part: `gone ${uri}`, build: (act) => deleteObject(act, gone) });
}
