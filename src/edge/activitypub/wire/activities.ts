import { contexts, withoutContext } from "./contexts.ts";
import { everybody, moment, publicly, said, type Addressing, type WireObject, type WireValue } from "./wire.ts";

/** What every activity has: an id of its own for each sending, and who acts. */
export interface Act {
  readonly id: string;
  readonly actor: string;
}

/** Says something new, or newly written: addressed as the object is, with its context. */
function carrying(type: "Create" | "Update", act: Act, object: WireObject, at: Temporal.Instant): WireObject {
  return said({
    "@context": object["@context"] ?? contexts.plain,
    id: act.id,
    type,
    actor: act.actor,
    object: withoutContext(object),
    to: object["to"] ?? [everybody],
    cc: object["cc"] ?? [],
    audience: object["audience"],
    published: moment(at),
  });
}

export function create(act: Act, object: WireObject, at: Temporal.Instant): WireObject {
  return carrying("Create", act, object, at);
}

/** The whole object again; its `updated` is later, its type, id and author are the same for ever. */
export function update(act: Act, object: WireObject, at: Temporal.Instant): WireObject {
  return carrying("Update", act, object, at);
}

/** An actor says that its profile changed. */
export function updateActor(act: Act, actor: WireObject, at: Temporal.Instant): WireObject {
  return said({ "@context": actor["@context"] ?? contexts.plain, id: act.id, type: "Update", actor: act.actor, object: withoutContext(actor), ...publicly(act.actor), published: moment(at) });
}

/** What stands where something was. */
export function tombstone(id: string, formerType: string | null, deletedAt: Temporal.Instant): WireObject {
  return said({ "@context": contexts.plain, id, type: "Tombstone", formerType, deleted: moment(deletedAt) });
}

/** Something of ours is taken back: told to those to whom it was said. */
export function deleteObject(act: Act, gone: WireObject, to: Addressing = publicly(act.actor)): WireObject {
  return plain("Delete", act, { object: withoutContext(gone), ...to });
}

/** An actor is gone: told to every server that knew it. */
export function deleteActor(act: Act): WireObject {
  return plain("Delete", act, { object: act.actor, to: [everybody] });
}

export function like(act: Act, object: string, author: string): WireObject {
  return plain("Like", act, { object, to: [author] });
}

/**
 * A relay, by whoever it is: a person, a tag, a territory, a community. Only the id is said: what it is, its own server
 * says. `author` is told where somebody else relays.
 */
export function announce(act: Act, object: string, at: Temporal.Instant, author: string | null = null): WireObject {
  return plain("Announce", act, { object, ...publicly(act.actor, author ? [author] : []), published: moment(at) });
}

/** The other form of a community's relay (FEP-1b12): the activity itself, unchanged, for forums. */
export function announceActivity(act: Act, activity: WireObject, at: Temporal.Instant): WireObject {
  return { ...plain("Announce", act, { object: withoutContext(activity), ...publicly(act.actor), published: moment(at) }), "@context": activity["@context"] ?? contexts.plain };
}

export function follow(act: Act, followed: string): WireObject {
  return plain("Follow", act, { object: followed, to: [followed] });
}

/** "I'm going", with a word to those who organise; and the contrary. */
export function join(act: Act, event: string, organiser: string, message = ""): WireObject {
  const said = plain("Join", act, { object: event, to: [organiser], content: message || undefined, participationMessage: message || undefined });
  return message ? { ...said, "@context": contexts.join } : said;
}

export function leave(act: Act, event: string, organiser: string): WireObject {
  return plain("Leave", act, { object: event, to: [organiser] });
}

/** Answers to a Follow, a Join, an Add or a quotation: it is repeated as it came, with a word where somebody gave one. Ignore says "on our page, please". */
export function accept(act: Act, asked: WireObject, reason = ""): WireObject {
  return answering("Accept", act, asked, reason);
}

export function reject(act: Act, asked: WireObject, reason = ""): WireObject {
  return answering("Reject", act, asked, reason);
}

export function ignore(act: Act, asked: WireObject): WireObject {
  return answering("Ignore", act, asked);
}

function answering(type: string, act: Act, asked: WireObject, reason = ""): WireObject {
  const asker = asked["actor"];
  const repeated = said({ id: asked["id"], type: asked["type"], actor: asker, object: asked["object"], target: asked["target"] });
  return plain(type, act, { object: repeated, to: typeof asker === "string" ? [asker] : [], content: reason || undefined });
}

/** Takes back a Like, an Announce, a Follow: the whole of it, for those who don't keep ids. */
export function undo(act: Act, done: WireObject): WireObject {
  return said({ "@context": contexts.plain, id: act.id, type: "Undo", actor: act.actor, object: withoutContext(done), to: done["to"], cc: done["cc"] });
}

/** A content goes into a dossier, or out of it; its author is told, and may ask to be taken out. */
export function add(act: Act, content: string, dossier: string, author: string | null): WireObject {
  return plain("Add", act, { object: content, target: dossier, ...publicly(act.actor, author ? [author] : []) });
}

export function remove(act: Act, content: string, dossier: string, author: string | null): WireObject {
  return plain("Remove", act, { object: content, target: dossier, ...publicly(act.actor, author ? [author] : []) });
}

/** Somebody asks a dossier's curator to take a content in. */
export function offer(act: Act, content: string, dossier: string, curator: string, word = ""): WireObject {
  return plain("Offer", act, { object: content, target: dossier, to: [curator], content: word || undefined });
}

/** A report to the moderators of the other side, by the territory: whoever reported isn't named. */
export function flag(act: Act, reported: { readonly actor: string; readonly contents: readonly string[] }, reason: string): WireObject {
  return plain("Flag", act, { object: [reported.actor, ...reported.contents], content: reason || undefined, to: [reported.actor] });
}

/** Followers are asked to follow the new address; it names the old one in `alsoKnownAs`. */
export function move(act: Act, target: string): WireObject {
  return plain("Move", act, { object: act.actor, target, to: [`${act.actor}/followers`] });
}

function plain(type: string, act: Act, parts: Readonly<Record<string, WireValue | undefined>>): WireObject {
  return said({ "@context": contexts.plain, id: act.id, type, actor: act.actor, ...parts });
}
