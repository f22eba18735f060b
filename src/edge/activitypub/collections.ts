import { countFollowersAnywhere, countFollowingAnywhere } from "../../features/federation/list-followers.ts";
import { listFeaturedAnywhere, listPublishedAnywhere, listUpcomingAnywhere, type PublishedContent } from "../../features/federation/list-published.ts";
import type { OwnActor } from "../../features/federation/actor.ts";
import type { Subject } from "../../features/federation/subject.ts";
import { listMonthsAnywhere, listOfMonthAnywhere } from "../../features/federation/list-digests.ts";
import { listInChargeAnywhere } from "../../features/communities/list-members.ts";
import { readId, type CommunityId } from "../../platform/ids.ts";
import type { Speaking } from "./own-actors.ts";
import { actorPartUri, type ActorPart } from "./uris.ts";
import { collection, collectionPage, pagedCollection } from "./wire/collections.ts";
import { contexts } from "./wire/contexts.ts";
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
    case "digests":
      return digests(speaking, own, id, page);
    case "outbox":
      return outbox(speaking, own, subject, id, page);
    default:
      return null;
  }
}

const monthsTold = 13;
const perDigestPage = 200;

/** What was said or passed on, by month: how many and a digest of which, as changed when; each month page by page for those whose own differs. */
async function digests({ db, now, directory }: Speaking, own: OwnActor, id: string, page: string | null): Promise<WireObject | null> {
  if (own.kind === "project") return null;
  if (page === null) {
    const since = Temporal.PlainYearMonth.from(now().toString().slice(0, 7)).subtract({ months: monthsTold });
    const months = await listMonthsAnywhere(db, own, Temporal.Instant.from(`${since.toString()}-01T00:00:00Z`));
    return { ...collection(id, own.uri, months.map(({ month, count, digest }) => ({ id: `${id}?page=${month}`, type: "OrderedCollectionPage", totalItems: count, "es:digest": digest }))), "@context": contexts.object };
  }
  const [, month, , after = null] = /^(\d{4}-(?:0[1-9]|1[0-2]))(\.([0-9a-f-]{36}))?$/.exec(page) ?? [];
  if (!month || (after !== null && !readId(after))) return null;
  const items = await listOfMonthAnywhere(db, own, Temporal.PlainYearMonth.from(month), after, perDigestPage + 1);
  const names = await namesOf({ db, now, directory }, items.map((each) => each.content));
  const said = items.slice(0, perDigestPage).flatMap((each) => {
    const uri = names.get(each.content)?.answerable;
    return uri ? [{ id: uri, updated: moment(each.updated) }] : [];
  });
  return collectionPage(`${id}?page=${page}`, id, said, items.length > perDigestPage ? `${id}?page=${month}.${items[perDigestPage - 1]?.wireId ?? ""}` : null);
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
