import { listCommunities, type CommunityFilter } from "../../features/communities/list-communities.ts";
import type { Community } from "../../features/communities/show-community.ts";
import { originOf } from "../addresses.ts";
import { communityFilter, readCommunitiesQuery } from "../community-query.ts";
import { territoryOf, type WebContext } from "../env.ts";
import { csvTable } from "../../platform/text/csv.ts";
import { atomOf, jsonFeedOf, rssOf, type FeedEntry, type FeedHead } from "./forms.ts";

const longest = 1000;
const newest = 100;

type Entry = FeedEntry & { readonly community: Community };

/** The communities that everybody may know of, in a form that others read, with the filters of the page. */
export async function communitiesAs(c: WebContext, suffix: string, head: Omit<FeedHead, "urlOf" | "titleOf">): Promise<string> {
  const filter: CommunityFilter = communityFilter(readCommunitiesQuery(c));
  const { communities } = await listCommunities(c.get("services").reader, territoryOf(c)?.id ?? null, filter, null, longest);
  const urlOf = (community: Community) => `${originOf(c, community.territory)}/communautes/${community.slug}`;
  if (suffix === "csv") return csvTable(["id", "name", "purpose", "access", "state", "summary", "url", "members", "updated"], communities.map((each) => [each.id, each.name, each.purpose, each.access, each.state, each.summary, urlOf(each), each.members, each.updatedAt.toString()]));
  const entries = communities.toSorted((a, b) => Temporal.Instant.compare(b.createdAt, a.createdAt)).slice(0, newest).map((community): Entry => ({ id: community.id, title: community.name, summary: community.summary, publishedAt: community.createdAt, updatedAt: community.updatedAt, tags: [], authors: [], community }));
  const own = { ...head, urlOf: (entry: Entry) => urlOf(entry.community), titleOf: (entry: Entry) => entry.title };
  return suffix === "atom" ? atomOf(own, entries) : suffix === "rss" ? rssOf(own, entries) : jsonFeedOf(own, entries);
}
