import { z } from "zod";
import { accesses, purposes } from "../../features/communities/community.ts";
import { listCommunityChangesAnywhere } from "../../features/communities/list-changes.ts";
import { findSharedAnywhere, listCommunities, readCommunityCursor, writeCommunityCursor } from "../../features/communities/list-communities.ts";
import type { Community } from "../../features/communities/show-community.ts";
import { writeChangeCursor } from "../../platform/changes.ts";
import { readId, type CommunityId } from "../../platform/ids.ts";
import type { Territory } from "../../features/territories/territory.ts";
import { originOf } from "../addresses.ts";
import { plainBodyHtml } from "../body-html.ts";
import type { WebContext } from "../env.ts";
import { changesFrom, listQuery, updatedSince, type Resource } from "./resource.ts";

const communityShape = z.object({
  id: z.uuid(), territory: z.string().describe("Slug of the territory"), slug: z.string(), url: z.url(), name: z.string(), summary: z.string(), purpose: z.enum(purposes),
  access: z.enum(accesses).describe("A private community is in no answer"), archived: z.boolean().describe("Read-only"), archiveOn: z.iso.date().nullable().describe("The day from which it is read-only, on its territory's clock"),
  members: z.number(), image: z.url().nullable(), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime(),
}).describe("A community: contents and members gathered around an institution, a network, a class, a theme or an operation");

function communityOf(c: WebContext, each: Community): z.input<typeof communityShape> {
  const origin = originOf(c, each.territory);
  return {
    id: each.id, territory: c.get("services").directory().byId(each.territory).slug, slug: each.slug, url: `${origin}/communautes/${each.slug}`, name: each.name, summary: each.summary, purpose: each.purpose,
    access: each.access, archived: each.state === "archived", archiveOn: each.archiveOn, members: each.members, image: each.picture ? `${origin}/media/${each.picture.hash}-${each.picture.widths.at(-1)}.webp` : null,
    createdAt: each.createdAt.toString(), updatedAt: each.updatedAt.toString(),
  };
}

const query = z.strictObject({
  ...listQuery,
  // A cursor holds a name.
  cursor: z.string().max(300).optional().describe("Where the last page ended: the `next` of its answer"),
  q: z.string().max(80).optional().describe("Words of the name"),
  purpose: z.enum(purposes).optional(),
  access: z.enum(["open", "request"]).optional(),
  updated_since: updatedSince.describe("What changed since, oldest first; those that became private appear as tombstones"),
  state: z.enum(["active", "archived"]).optional(),
});

const list: Resource["answer"] = async (c, raw, territory) => {
  const asked = raw as z.output<typeof query>;
  if (asked.updated_since) {
    const changes = await listCommunityChangesAnywhere(c.get("services").reader, territory?.id ?? null, changesFrom(asked.updated_since, asked.cursor), asked.limit);
    const data = changes.rows.map((row) => ("community" in row ? communityOf(c, row.community) : { id: row.id, kind: "community", deleted: true, deletedAt: row.deletedAt.toString() }));
    return { data, next: changes.next ? writeChangeCursor(changes.next) : null };
  }
  const { communities, next } = await listCommunities(c.get("services").reader, territory?.id ?? null, { name: asked.q, purpose: asked.purpose, access: asked.access, state: asked.state }, readCommunityCursor(asked.cursor), asked.limit);
  return { data: communities.map((each) => communityOf(c, each)), next: next ? writeCommunityCursor(next) : null };
};

/** The community that a parameter names: by its id or, on a territory's host, its slug. */
export function findCommunity(c: WebContext, key: string, territory: Territory | null): Promise<Community | null> {
  const id = readId<CommunityId>(key);
  const { reader } = c.get("services");
  if (id) return findSharedAnywhere(reader, id);
  return territory ? findSharedAnywhere(reader, { territory: territory.id, slug: key }) : Promise.resolve(null);
}

const one: Resource["answer"] = async (c, _query, territory) => {
  const found = await findCommunity(c, c.req.param("id") ?? "", territory);
  return found ? { data: { ...communityOf(c, found), html: plainBodyHtml(c, found.territory, found.body) } } : null;
};

export const communityResources: readonly Resource[] = [
  { path: "/communities", summary: "Communities by name; private ones are in no answer", query, item: communityShape, answer: list },
  { path: "/communities/:id", summary: "One community, by id or slug", query: z.strictObject({ fields: listQuery.fields, network: listQuery.network }), item: communityShape, single: true, answer: one },
];
