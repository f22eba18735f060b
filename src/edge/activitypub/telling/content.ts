import type { OwnActor } from "../../../features/federation/actor.ts";
import { findOwnActorByIdAnywhere } from "../../../features/federation/find-actor.ts";
import { handOver, listNamesAnywhere, type ContentName } from "../../../features/federation/name-contents.ts";
import { findSpokenAnywhere, isFollowedAnywhere, listPassingOnAnywhere } from "../../../features/federation/find-spoken.ts";
import { findLastSaidAnywhere, listSaidAnywhere } from "../../../features/federation/find-said.ts";
import { listPublishersAnywhere, type Publisher } from "../../../features/contents/list-publishers.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { uriOfPage } from "../objects.ts";
import { ownActorAt, ownActorOf, type Speaking } from "../own-actors.ts";
import { parseUri } from "../uris.ts";
import { announce, announceActivity, create, deleteObject, tombstone, update } from "../wire/activities.ts";
import { loadChangeAt } from "../wire/load-change.ts";
import { loadContent, type LoadedContent } from "../wire/load-content.ts";
import { speakerOf } from "../wire/naming.ts";
import type { WireObject } from "../wire/wire.ts";
import { actAbout, speak } from "./speak.ts";

/** A content came out, was written again or lost who answered for it: those who follow who says it hear it, and those who follow its territory, its tags, its community, or who publishes it now, hear where it is. */
export async function tellContent(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const { db } = speaking;
  const content = fact.subject as ContentId;
  const [spoken, publisher, before, named] = await Promise.all([findSpokenAnywhere(db, content), listPublishersAnywhere(db, [content]).then((found) => found.get(content)), listSaidAnywhere(db, content), listNamesAnywhere(db, [content]).then((found) => found.get(content))]);
  if (!spoken || !publisher || speaking.directory().byId(spoken.territory).elsewhere) return;
  const passing = await listPassingOnAnywhere(db, spoken);
  const own = before.filter((each) => isAbout(each.uri));
  // What nobody elsewhere would hear isn't said.
  if (!(await isHeard(speaking, named, publisher)) && passing.length === 0 && own.length === 0) return;
  const said = await loadSaid(speaking, content, fact.at);
  if (!said) return;
  const { loaded, speaker } = said;
  const known = new Set(own.map((each) => each.uri));
  const objects = [loaded.object, ...loaded.beside];
  const audience = { followersOf: [speaker.id], actors: [], heard: content };
  for (const object of objects) {
    const uri = String(object["id"]);
    // Said long ago, and forgotten here, it is known there.
    const again = known.has(uri) || (!isNew(fact) && object === loaded.object && named?.author === speaker.uri);
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
  const uri = await uriOfPage(speaking, content);
  if (uri) await passOn(speaking, fact, uri, isNew(fact) ? passing : [], await publisherBeside(speaking, publisher, speaker));
}

/** It came out, or is said anew by somebody else: nobody elsewhere knows it under this address. */
function isNew({ kind }: WrittenFact): boolean {
  return kind === "content.published" || kind === "content.handed_over";
}

/** Whether somebody elsewhere follows who said a content, or, of one never said, who would. */
async function isHeard({ db }: Speaking, named: ContentName | undefined, publisher: Publisher): Promise<boolean> {
  const said = named ? await findOwnActorByIdAnywhere(db, named.actor) : null;
  const { kind, subject } = said ?? speakerOf(publisher);
  return isFollowedAnywhere(db, kind, subject);
}

/** What is said, and who says it: whoever did until now, unless they can't any more. */
async function loadSaid(speaking: Speaking, content: ContentId, at: Temporal.Instant): Promise<{ loaded: LoadedContent; speaker: OwnActor } | null> {
  const loaded = await loadContent(speaking, content);
  const speaker = loaded && (await ownActorAt(speaking, loaded.author));
  if (!loaded || speaker) return loaded && speaker ? { loaded, speaker } : null;
  await handOver(speaking.db, content, at);
  const anew = await loadContent(speaking, content);
  const next = anew && (await ownActorAt(speaking, anew.author));
  return anew && next ? { loaded: anew, speaker: next } : null;
}

/** Who publishes it now, when somebody else says it for ever: those who follow them hear where it is. */
async function publisherBeside(speaking: Speaking, publisher: Publisher, speaker: OwnActor): Promise<OwnActor | null> {
  const called = speakerOf(publisher);
  if (called.kind === "territory" || called.subject === speaker.subject || !(await isFollowedAnywhere(speaking.db, called.kind, called.subject))) return null;
  return ownActorOf(speaking, called);
}

async function passOn(speaking: Speaking, fact: WrittenFact, uri: string, passing: readonly OwnActor[], publisher: OwnActor | null): Promise<void> {
  const first = publisher && !(await findLastSaidAnywhere(speaking.db, publisher.id, "Announce", uri)) ? [publisher] : [];
  const content = fact.subject as ContentId;
  for (const each of [...passing, ...first]) await speak(speaking, fact, { actor: each, object: uri, content, audience: { followersOf: [each.id], actors: [] }, part: "pass on", build: (act) => announce(act, uri, fact.at) });
}

/** Whether an address is that of a content itself, or of a part of it: what is said beside it goes by itself. */
function isAbout(uri: string): boolean {
  const kind = parseUri(uri)?.address.kind;
  return kind !== undefined && !["change", "comment", "news"].includes(kind);
}

/** A content was taken from its readers: everybody who had heard of it is told. */
export async function tellContentGone(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const content = fact.subject as ContentId;
  for (const said of await listSaidAnywhere(speaking.db, content)) if (isAbout(said.uri)) await tellGone(speaking, fact, said, content);
}

const formerTypes: Readonly<Record<string, string>> = { event: "Event", session: "Event", dossier: "OrderedCollection", comment: "Note" };

/** Says that what was said is no more. */
export async function tellGone(speaking: Speaking, fact: WrittenFact, { uri, actor }: Awaited<ReturnType<typeof listSaidAnywhere>>[number], content: ContentId): Promise<void> {
  const gone: WireObject = tombstone(uri, formerTypes[parseUri(uri)?.address.kind ?? ""] ?? "Article", fact.at);
  await speak(speaking, fact, { actor, object: uri, content, audience: { followersOf: [actor.id], actors: [], heard: content }, part: `gone ${uri}`, build: (act) => deleteObject(act, gone) });
}
