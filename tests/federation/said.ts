import { listOf } from "../../src/edge/activitypub/network/own-list.ts";
import { accept, add, announce, announceActivity, create, deleteActor, deleteObject, flag, follow, ignore, join, leave, like, move, offer, reject, remove, tombstone, undo, update, updateActor } from "../../src/edge/activitypub/wire/activities.ts";
import { actor, actorTombstone, suspendedActor } from "../../src/edge/activitypub/wire/actor.ts";
import { announcement, article, itinerary, news, notice, operation, presentation } from "../../src/edge/activitypub/wire/article.ts";
import { changeNote } from "../../src/edge/activitypub/wire/change-note.ts";
import { collection, dossier, organizers } from "../../src/edge/activitypub/wire/collections.ts";
import { comment } from "../../src/edge/activitypub/wire/comment.ts";
import { event, sessionsOf, type SaidEvent } from "../../src/edge/activitypub/wire/event.ts";
import { place } from "../../src/edge/activitypub/wire/place.ts";
import { privateMessage } from "../../src/edge/activitypub/wire/message.ts";
import { publicly, type WireObject } from "../../src/edge/activitypub/wire/wire.ts";
import { actorPartUri, objectPartUri, objectUri } from "../../src/edge/activitypub/uris.ts";
import { act, casemate, elsewhere, origin, published, saidActor, saidContent, saidEvent, slot, updated, uuid, who } from "./cases.ts";

const theirs = objectUri(elsewhere, { kind: "article", id: uuid(30) });
const mine = objectUri(origin, { kind: "article", id: uuid(10) });
const dossierId = objectUri(origin, { kind: "dossier", id: uuid(10) });
const inCommunity = article(saidContent("article", { community: who.climate }));
const created = create(act(who.camille), inCommunity, published);
const asked = { id: "https://mobilizon.example/join/event/77", type: "Join", actor: who.lea, object: objectUri(origin, { kind: "event", id: uuid(20) }) };
const farCommunity = `${elsewhere}/ap/communities/${uuid(33)}`;
const askedIn = { id: `${elsewhere}/ap/activities/${uuid(34)}`, type: "Join", actor: who.lea, object: who.climate };
const followed = { id: "https://mastodon.example/follows/991", type: "Follow", actor: "https://mastodon.example/users/remi", object: who.casemate };
const liked = like(act(who.camille), theirs, who.museum);
const relayed = announce(act(who.camille), theirs, published, who.museum);
const following = follow(act(who.camille), who.museum);

/** What is said of an event: never nothing, of those written here. */
export function eventOf(more: Partial<SaidEvent> = {}): WireObject {
  const told = event(saidEvent(more));
  if (!told) throw new Error("an event that never happens");
  return told;
}

const dossierWords = { author: who.casemate, title: "Dossier : les lichens", summary: "Articles, rendez-vous et projets pour comprendre les lichens.", url: `${origin}/dossiers/lichens` };
const entries = [mine, objectUri(origin, { kind: "event", id: uuid(20) }), theirs];
const theDossier = dossier({ ...saidContent("dossier", dossierWords), items: entries, details: { title: dossierWords.title, summary: dossierWords.summary, contributions: "suggested", sections: [{ title: "", items: 1 }, { title: "Ici et ailleurs", items: 2 }] } });
const weekly: Partial<SaidEvent> = { title: "Ciné-débat du mercredi", sessions: [{ kind: "repeated", start: "2027-01-06T18:00", end: "2027-01-06T20:00", rule: "FREQ=WEEKLY;COUNT=3", except: [] }] };
const after = saidEvent({ status: "cancelled", statusReason: "Trop de neige." });

const theComment = comment({
  id: objectUri(origin, { kind: "comment", id: uuid(40) }), url: `${origin}/evenements/nuit-des-lichens#c-${uuid(40)}`, author: who.camille, inReplyTo: objectUri(origin, { kind: "event", id: uuid(20) }),
  context: objectPartUri(objectUri(origin, { kind: "event", id: uuid(20) }), "context"), answered: { actor: who.casemate, handle: "la-casemate@grenoble.example", href: `${origin}/structures/la-casemate` },
  html: "<p>Faut-il s’inscrire ?</p>", language: "fr", mentions: [], publishedAt: published, updatedAt: published,
});

const theMessage = privateMessage({
  id: objectUri(origin, { kind: "message", id: uuid(42) }), author: who.camille, to: { actor: who.museum, handle: "museum@lyon.example", href: who.museum },
  html: "<p>Pourriez-vous nous prêter la loupe ?</p>", language: "fr", publishedAt: published, updatedAt: published,
});

function only<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("nothing is said");
  return value;
}

/** Everything that we say, once each, by the name of the recorded example that it answers to where there is one. */
export const everythingSaid: Readonly<Record<string, WireObject>> = {
  "actor-person": actor(saidActor("member", { issuer: "https://echosciences.example" })),
  "actor-structure": actor(saidActor("structure")),
  "actor-community": actor(saidActor("community")),
  "actor-project": actor(saidActor("project")),
  "actor-tag": actor(saidActor("tag")),
  "actor-instance": actor(saidActor("territory")),
  "actor-moved": actor(saidActor("member", { movedTo: `${elsewhere}/ap/members/${uuid(1)}`, alsoKnownAs: ["https://mastodon.example/users/camille"] })),
  "actor-suspended": suspendedActor({ ...saidActor("member"), url: `${origin}/` }),
  "actor-gone": actorTombstone(who.camille, updated),
  article: inCommunity,
  "create-article": created,
  "update-article": update(act(who.camille), inCommunity, updated),
  "delete-article": deleteObject(act(who.camille), tombstone(mine, "Article", updated), publicly(who.camille, [who.climate])),
  event: eventOf(),
  "create-event": create(act(who.casemate), eventOf(), published),
  "event-online": eventOf({ title: "Webinaire : lire un article scientifique", where: null, placeUrl: null, onlineUrl: "https://visio.example.org/salle-42" }),
  "event-hybrid": eventOf({ onlineUrl: "https://visio.example.org/salle-42" }),
  "update-event-cancelled": update(act(who.casemate), eventOf({ status: "cancelled", statusReason: "Trop de neige.", updatedAt: updated }), updated),
  "event-postponed": eventOf({ status: "postponed", firstStart: "2027-01-09T19:00" }),
  "event-several": eventOf(weekly),
  "event-session": only(sessionsOf(saidEvent(weekly), published)[0]),
  "event-exhibition": eventOf({ title: "L’air du temps", type: "exhibition", sessions: [{ kind: "opening", from: "2027-01-05", until: "2027-06-27", hours: [{ days: [2, 3, 4, 5, 6], opens: "10:00", closes: "18:00" }], except: ["2027-05-01"] }] }),
  "event-changed": only(changeNote(after, saidEvent(), 4, updated)),
  "create-announcement": create(act(who.casemate), announcement({ ...saidContent("announcement", { author: who.casemate, title: "Recrutement : médiatrice ou médiateur scientifique", summary: "La Casemate recrute une médiatrice ou un médiateur (CDD 12 mois).", picture: null, details: { title: "Recrutement : médiatrice ou médiateur scientifique", summary: "La Casemate recrute une médiatrice ou un médiateur (CDD 12 mois).", type: "job", zone: "Europe/Paris", deadline: "2026-12-15", organisation: "La Casemate", communeCode: "38185", contract: "fixed-term", contactUrl: "https://recrutement.example.org/", relay: false } }), closesAt: Temporal.Instant.from("2026-12-15T22:59:00Z"), zone: "Europe/Paris", until: "⏰ Jusqu’au 15 décembre 2026" }), published),
  "create-operation": create(act(who.casemate), operation({ ...saidContent("operation", { author: who.casemate, title: "Fête de la science" }), startTime: "2026-10-02T00:00:00+02:00", endTime: "2026-10-12T23:59:00+02:00", when: "📅 Du 2 octobre 2026 au 12 octobre 2026" }), published),
  "create-itinerary": create(act(who.casemate), itinerary({ ...saidContent("article", { author: who.casemate, title: "Sur les traces des lichens", url: `${origin}/parcours/lichens` }), id: objectUri(origin, { kind: "itinerary", id: uuid(33) }), stops: [{ name: "La Casemate", note: "Le départ", href: `${origin}/lieux/la-casemate` }, { name: "Le quai", note: "", href: null }] }), published),
  dossier: theDossier,
  "create-dossier": create(act(who.casemate), theDossier, published),
  "update-dossier-reorder": update(act(who.casemate), dossier({ ...saidContent("dossier", dossierWords), items: entries.toReversed() }), updated),
  "create-dossier-notice": create(act(who.casemate), notice({ ...saidContent("dossier", dossierWords), id: objectUri(origin, { kind: "notice", id: uuid(10) }), dossier: dossierId, entries: [{ href: `${origin}/articles/pourquoi-les-lichens`, title: "Pourquoi les lichens aiment les Alpes" }] }), published),
  "add-to-dossier": add(act(who.casemate), theirs, dossierId, who.museum),
  "remove-from-dossier": remove(act(who.casemate), theirs, dossierId, null),
  "offer-to-dossier": offer(act(who.camille), mine, objectUri(elsewhere, { kind: "dossier", id: uuid(31) }), who.museum),
  "project-presentation": create(act(who.lichens), presentation({ ...saidContent("article"), id: objectUri(origin, { kind: "presentation", id: uuid(4) }), author: who.lichens, coAuthors: [who.camille], title: "Projet Lichens", url: `${origin}/projets/projet-lichens` }), published),
  "project-news": create(act(who.lichens), news({ ...saidContent("article"), id: objectUri(origin, { kind: "news", id: uuid(41) }), author: who.lichens, title: "Projet Lichens : première sortie", url: `${origin}/projets/projet-lichens#journal` }), published),
  place: place({ ...saidContent("place", { author: who.casemate, title: "La Casemate", url: `${origin}/lieux/la-casemate` }), where: casemate, hours: "Tu-Su 10:00-18:00" }),
  "create-comment": create(act(who.camille), theComment, published),
  "delete-comment": deleteObject(act(who.camille), tombstone(objectUri(origin, { kind: "comment", id: uuid(40) }), null, updated), publicly(who.camille, [who.casemate])),
  "create-message": create(act(who.camille), theMessage, published),
  "delete-message": deleteObject(act(who.camille), tombstone(objectUri(origin, { kind: "message", id: uuid(42) }), "Note", updated), { to: [who.museum], cc: [] }),
  "context-collection": collection(objectPartUri(mine, "context"), who.camille, [mine, objectUri(origin, { kind: "comment", id: uuid(40) })]),
  "featured-collection": collection(actorPartUri(who.casemate, "featured"), who.casemate, [mine]),
  organizers: organizers(objectUri(origin, { kind: "event", id: uuid(20) }), who.casemate, [who.casemate]),
  follow: following,
  "follow-tag": follow(act(who.camille), `${elsewhere}/ap/tags/climat`),
  "accept-follow": accept(act(who.casemate), followed),
  "reject-follow": reject(act(who.casemate), followed),
  "undo-follow": undo(act(who.camille), following),
  like: liked,
  "undo-like": undo(act(who.camille), liked),
  announce: relayed,
  "undo-announce": undo(act(who.camille), relayed),
  "announce-by-tag": announce(act(who.tag), mine, published),
  "announce-by-instance": announce(act(who.territory), mine, published),
  "announce-community-object": announce(act(who.climate), mine, published),
  "announce-community-activity": announceActivity(act(who.climate), created, published),
  "join-event": join(act(who.camille), objectUri(elsewhere, { kind: "event", id: uuid(32) }), who.museum, "Nous serons deux."),
  "leave-event": leave(act(who.camille), objectUri(elsewhere, { kind: "event", id: uuid(32) }), who.museum),
  "accept-join": accept(act(who.casemate), asked),
  "reject-join": reject(act(who.casemate), asked),
  "ignore-join": ignore(act(who.casemate), asked),
  "join-community": join(act(who.camille), farCommunity, farCommunity, "Je suis médiatrice."),
  "reject-join-community": reject(act(who.climate), askedIn, "Le groupe est complet."),
  flag: flag(act(who.territory), { actor: who.museum, contents: [theirs] }, "Publicité répétée."),
  move: move(act(who.camille), `${elsewhere}/ap/members/${uuid(1)}`),
  "update-actor": updateActor(act(who.camille), actor(saidActor("member")), updated),
  "update-actor-suspended": updateActor(act(who.camille), suspendedActor({ ...saidActor("member"), url: `${origin}/` }), updated),
  "delete-actor": deleteActor(act(who.camille)),
};

/** The events that are hard to say, as Creates: for those who read them. */
export const awkwardEvents: Readonly<Record<string, WireObject>> = Object.fromEntries(
  Object.entries({
    "without a place": eventOf({ where: null, placeUrl: null }),
    online: eventOf({ where: null, placeUrl: null, onlineUrl: "https://visio.example.org/salle-42" }),
    "here and online": eventOf({ onlineUrl: "https://visio.example.org/salle-42" }),
    "twelve dates": eventOf({ sessions: [{ kind: "repeated", start: "2027-01-06T18:00", end: null, rule: "FREQ=WEEKLY;COUNT=12", except: ["2027-02-10"] }, slot] }),
    "without a picture": eventOf({ picture: null }),
    "two hundred tags": eventOf({ tags: Array.from({ length: 200 }, (_, n) => ({ label: `mot clé très très long qui dépasse les quarante signes ${n}`, href: `${origin}/mots-cles/m${n}` })) }),
    "a title of emoji": eventOf({ title: "🌌✨🔭 <b>Ciel</b> #nuit 👩‍🚀" }),
    "a very long title": eventOf({ title: "Une soirée ".repeat(18) }),
    "a very long summary": eventOf({ summary: "Des naturalistes & des « lichens » ".repeat(20) }),
    cancelled: eventOf({ status: "cancelled", statusReason: "Trop de neige." }),
    postponed: eventOf({ status: "postponed", firstStart: slot.start }),
    full: eventOf({ status: "full", pricing: "paid", prices: [{ label: "Tarif plein", cents: 850 }, { label: "Réduit", cents: 0 }] }),
    "a permanent exhibition": eventOf({ sessions: [{ kind: "opening", from: "2026-01-01", until: "2029-12-31", hours: [{ days: [1, 2, 3, 4, 5, 6, 7], opens: null, closes: null }], except: [] }] }),
    "of a whole day": eventOf({ sessions: [{ kind: "slot", start: "2027-01-16", end: "2027-01-17" }] }),
    "in Nouméa": eventOf({ zone: "Pacific/Noumea" }),
    "at whole degrees": eventOf({ where: { ...casemate, latitude: 45, longitude: 5 } }),
    "without any word": eventOf({ summary: "", html: "", tags: [], organisers: [], audience: [], pricing: "unknown" }),
  }).map(([name, told]) => [name, create(act(who.casemate), told, published)]),
);

const word = (host: string, network: string) => ({ type: "acceptance" as const, network, host, by: "echosciences.example", at: "2026-11-20T09:00:00Z", key: "MCowBQYDK2VwAyEA…", signature: "…" });

/** The list of a server of ours in a network with another, as its portal shows it. */
export const listSaid = {
  ...listOf({
    host: "echosciences.example", key: "MCowBQYDK2VwAyEA…", acceptance: word("echosciences.example", uuid(90)), at: updated,
    platforms: [{ host: "grenoble.example", origin, actor: `${origin}/ap/actor`, name: "Grenoble", structure: "La Casemate", perimeter: [{ kind: "departement", code: "38" }], hue: 255, zone: "Europe/Paris", latitude: 45.19, longitude: 5.72, figures: { members: 120, contributors: 41, articles: 830, events: 412, dossiers: 12 } }],
    peers: [{ host: "echosciences-loire.example", state: "member", acceptance: word("echosciences-loire.example", uuid(90)), invitedAt: published }],
  }),
  signature: "…",
};
