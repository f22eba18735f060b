import { countFollowersAnywhere, countFollowingAnywhere } from "../../features/federation/list-followers.ts";
import { listFeaturedAnywhere, listPublishedAnywhere, listUpcomingAnywhere, type PublishedContent } from "../../features/federation/list-published.ts";
import type { OwnActor } from "../../features/federation/actor.ts";
import type { Subject } from "../../features/federation/subject.ts";
import { listInChargeAnywhere } from "../../features/communities/list-members.ts";
import type { CommunityId } from "../../platform/ids.ts";
import type { Speaking } from "./own-actors.ts";
import { actorPartUri, type ActorPart } from "./uris.ts";
import { collection, collectionPage, pagedCollection } from "./wire/collections.ts";
import { actorsCalled, memberCalled, namesOf } from "./wire/naming.ts";
import { everybody, moment, type WireObject } from "./wire/wire.ts";

const perPage = 20;
/** Beyond, nobody counts. */
const mostCounted = 1000;
const mostUpcoming = 50;

/** What hangs from one of ours: what they said, who follows, what they put first. Null for a part that this kind hasn't. */
export async function actorPart(speaking: Speaking, own: OwnActor, subject: Subject, part: ActorPart, page: string | null): Promise<WireObject | null> {
  const { db, now } = speaking;
  const id = actorPartUri(own.uri, part);
  switch (part) {
    case "followers":
      return pagedCollection(id, own.uri, await countFollowersAnywhere(db, own.id), null);
    case "following":
      return pagedCollection(id, own.uri, await countFollowingAnywhere(db, own.id), null);
    case "featured":
      return collection(id, own.uri, await urisOf(speaking, await listFeaturedAnywhere(db, subject)));
    case "upcoming-events":
      return collection(id, own.uri, await urisOf(speaking, await listUpcomingAnywhere(db, subject, now(), mostUpcoming)));
    case "moderators":
      return subject.kind === "community" ? collection(id, own.uri, await moderators(speaking, subject)) : null;
    case "outbox":
      return outbox(speaking, own, subject, id, page);
    default:
      return null;
  }
}

/** Who keeps order in a community. */
async function moderators(speaking: Speaking, subject: Subject): Promise<string[]> {
  const people = await listInChargeAnywhere(speaking.db, subject.subject as CommunityId);
  const actors = await actorsCalled(speaking, people.map(memberCalled));
  return people.flatMap((each) => actors.get(each.id)?.uri ?? []);
}

/** What they said, by its names alone: each is read at its own address. What only passes on says so. */
async function outbox(speaking: Speaking, own: OwnActor, subject: Subject, id: string, page: string | null): Promise<WireObject> {
  if (page === null) return { ...pagedCollection(id, own.uri, 0, `${id}?page=`), totalItems: (await listPublishedAnywhere(speaking.db, subject, null, mostCounted)).items.length };
  const { items, next } = await listPublishedAnywhere(speaking.db, subject, page || null, perPage);
  const names = await namesOf(speaking, items.map((each) => each.id));
  const said = items.flatMap((each) => ({ ...each, name: names.get(each.id) })).flatMap(({ name, ...each }) => (name ? [{ ...each, name }] : []));
  // What somebody else answers for is passed on.
  const acts = said.map((each) => ({ id: `${id}/${each.id}`, type: each.name.author === own.uri ? "Create" : "Announce", actor: own.uri, object: each.name.answerable, published: moment(each.publishedAt), to: [everybody], cc: [actorPartUri(own.uri, "followers")] }));
  return collectionPage(`${id}?page=${encodeURIComponent(page)}`, id, acts, next ? `${id}?page=${encodeURIComponent(next)}` : null);
}

/** The addresses of contents on the wire, in their order. */
async function urisOf(speaking: Speaking, contents: readonly PublishedContent[]): Promise<string[]> {
  const names = await namesOf(speaking, contents.map((each) => each.id));
  return contents.flatMap((each) => names.get(each.id)?.answerable ?? []);
}
