import { addComment } from "../../../features/comments/add-comment.ts";
import { editComment } from "../../../features/comments/edit-comment.ts";
import { withdrawComment } from "../../../features/comments/withdraw-comment.ts";
import { withdraw } from "../../../features/contents/change-state.ts";
import { holdNote, letGoHeld } from "../../../features/federation/hold-note.ts";
import { isShutForAnywhere } from "../../../features/federation/find-restriction.ts";
import { findObjectAnywhere } from "../../../features/federation/find-object.ts";
import { findOtherActorAnywhere } from "../../../features/federation/find-actor.ts";
import { isFollowedHereAnywhere } from "../../../features/federation/list-followers.ts";
import { eraseStranger } from "../../../features/erasure/erase-stranger.ts";
import { isNews, letGo, tieObject } from "../../../features/federation/take-object.ts";
import { loseListing } from "../../../features/federation/take-listing.ts";
import type { OtherActor } from "../../../features/federation/actor.ts";
import { idFrom } from "../../../platform/ids.ts";
import { fetchDocument, otherActorAt, type Fetching } from "../fetching.ts";
import { originOf, sameOrigin } from "../guard/address.ts";
import type { HeardActivity } from "../guard/heard-activity.ts";
import type { JsonObject } from "../guard/json.ts";
import { isOfType } from "../heard/content.ts";
import { hearNote } from "../heard/note.ts";
import { contextOf } from "./acting.ts";
import { dossierOf, importAt, takeEntries } from "./importing.ts";
import { takeContent } from "./take.ts";
import { takeBackPrivate, takePrivate } from "./message.ts";
import { thingAt } from "./things.ts";
import { applied, ignored, refusedFor, type Hearer, type Verdict } from "./verdict.ts";

/** Somebody elsewhere says something new: an answer to what shows here, or a content, if somebody here follows them. */
export const hearCreate: Hearer = async (fetching, from, activity) => {
  const told = await described(fetching, from, activity);
  return told ? heardFrom(fetching, from, told, activity) : ignored("nothing that can be read");
};

/** They say it otherwise; what was never heard is new. */
export const hearUpdate: Hearer = async (fetching, from, activity) => {
  if (activity.object?.id === from.uri) return (await otherActorAt(fetching, from.uri, { fresh: true, now: true })).done ? applied : ignored("out of reach");
  const told = await described(fetching, from, activity);
  return told ? heardFrom(fetching, from, told, activity) : ignored("nothing that can be read");
};

/** What was posted to us by its own author may be for one of ours alone; what is read at an address, or said in another's name, is for everybody or for nobody. */
async function heardFrom(fetching: Fetching, from: OtherActor, { owner, value }: Told, { object }: HeardActivity): Promise<Verdict> {
  const mine = owner.uri === from.uri && object?.kind === "embedded" ? await takePrivate(fetching, from, value) : null;
  return mine ?? takeSaid(fetching, owner, value);
}

/** What was said, and whose it is. */
interface Told {
  readonly value: JsonObject;
  readonly owner: OtherActor;
}

/** What an activity carries, when whoever sends it answers for it; else what its own address says, when they wrote it. */
async function described(fetching: Fetching, from: OtherActor, { object }: HeardActivity): Promise<Told | null> {
  if (object?.kind === "embedded") {
    const owner = await ownerOf(fetching, from, object.author);
    return owner && { value: object.value, owner };
  }
  if (object?.kind !== "reference" || !sameOrigin(object.id, from.uri)) return null;
  const document = await fetchDocument(fetching, object.id);
  return document.done && document.value["id"] === object.id ? { value: document.value, owner: from } : null;
}

/** Whoever sends it, or the group of the same server in whose name they say it, as Mobilizon's organisers do. */
async function ownerOf(fetching: Fetching, from: OtherActor, author: string): Promise<OtherActor | null> {
  if (author === from.uri) return from;
  const group = await otherActorAt(fetching, author);
  return group.done && group.value.kind === "community" && group.value.state === "active" ? group.value : null;
}

/** What its author said, as their own server shows it: shown here, or shown otherwise. */
export async function takeSaid(fetching: Fetching, from: OtherActor, value: JsonObject): Promise<Verdict> {
  const found = await findObjectAnywhere(fetching.db, String(value["id"]));
  // Nobody says in advance that what another will write is no more.
  const known = found && found.owner !== from.uri && found.goneAt && !found.content && !found.comment ? null : found;
  if (known && known.owner !== from.uri) return refusedFor("somebody else's");
  if (known?.goneAt) return ignored("it was taken back");
  if (isOfType(value, "Note")) return takeNote(fetching, from, value, known?.comment ?? null);
  // What nobody here asked for isn't kept.
  if (!known && !(await isFollowedHereAnywhere(fetching.db, from.id))) return ignored("nobody here follows them");
  const dossier = dossierOf(value);
  // The article that presents a dossier leads to it.
  if (dossier && !known) return (await importAt(fetching, dossier)) ? applied : ignored("no dossier there");
  const verdict = await takeContent(fetching, from, value, known?.content ?? null);
  const taken = verdict.state === "applied" && isOfType(value, "OrderedCollection") ? await findObjectAnywhere(fetching.db, String(value["id"])) : null;
  if (taken?.content) await takeEntries(fetching, from, taken.content, value);
  return verdict;
}

/** What one person, and one server, may say under what is ours in an hour: more is a flood, and is let go. */
const commentsPerHour = 60;
const commentsPerHourFrom = 300;

async function takeNote(fetching: Fetching, from: OtherActor, value: JsonObject, known: Parameters<typeof editComment>[1] | null): Promise<Verdict> {
  const note = hearNote(value, { httpAllowed: fetching.httpAllowed, now: fetching.now(), by: from.uri });
  if (!note.done) return ignored(note.refusal);
  const { inReplyTo, openness, body, id, url, updated } = note.value;
  if (openness === "closed") return ignored("not for everybody");
  // What one of our servers tells of a change for those that don't follow events: here the event itself says it.
  if (value["es:kind"] === "change") return ignored("the event says it");
  const context = await contextOf(fetching, from);
  if (known) {
    if (!(await isNews(fetching.db, id, updated, fetching.now()))) return ignored("an older word");
    const edited = await editComment(context, known, body);
    return edited.done ? applied : refusedFor(edited.refusal.kind);
  }
  const thing = inReplyTo ? await thingAt(fetching, inReplyTo) : null;
  if (!thing) return ignored("an answer to nothing here");
  if (await isShutForAnywhere(fetching.db, thing.content, from.server)) return refusedFor("shut");
  for (const [name, most, by] of [["comments-by", commentsPerHour, from.uri], ["comments-from", commentsPerHourFrom, originOf(from.uri) ?? ""]] as const) if (!(await fetching.quota(name, most, 3600).take(by)).ok) return ignored("too much at once");
  const held = await holdNote(fetching.db, from, { uri: id, url, updated }, { content: thing.content, parent: thing.comment, body }, fetching.now());
  if (held !== "shown") return ignored(held === "held" ? "it waits for an animator" : "too much waits already");
  const written = await addComment(context, { content: thing.content, parent: thing.comment, body, submission: idFrom(id) });
  if (!written.done) return refusedFor(written.refusal.kind);
  await tieObject(fetching.db, from, { uri: id, url, updated }, { comment: written.value }, fetching.now());
  return applied;
}

/** They take something back, or are no more themselves. What belongs to somebody else stays. */
export const hearDelete: Hearer = async (fetching, from, activity) => {
  const uri = activity.object?.id;
  if (!uri) return ignored("nothing is taken back");
  if (uri === from.uri) {
    await eraseStranger(fetching.db, from);
    return applied;
  }
  if (!sameOrigin(uri, from.uri)) return refusedFor("another server's");
  const mine = await takeBackPrivate(fetching, from, uri);
  if (mine?.state === "refused") return mine;
  const known = await findObjectAnywhere(fetching.db, uri);
  // A tombstone over what another will write is let go when it comes (see `take`); a person takes leave alone.
  if ((known && known.owner !== from.uri) || (await findOtherActorAnywhere(fetching.db, uri))) return refusedFor("somebody else's");
  const context = await contextOf(fetching, from);
  await letGoHeld(fetching.db, from, uri);
  if (known?.comment) await withdrawComment(context, known.comment);
  if (known?.content) await withdraw(context, known.content);
  await loseListing(fetching.db, from, uri, null);
  await letGo(fetching.db, from, uri, fetching.now());
  return applied;
};
