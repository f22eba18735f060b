import { showCommunityAnywhere } from "../../../features/communities/show-community.ts";
import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { findMemberByIdAnywhere } from "../../../features/members/show-member.ts";
import { showProjectAnywhere } from "../../../features/projects/show-project.ts";
import { showStructureAnywhere } from "../../../features/structures/show-structure.ts";
import { findTagLabelAnywhere } from "../../../features/tags/list-tags.ts";
import type { Territory } from "../../../features/territories/territory.ts";
import type { CommunityId, ContentId, MemberId, StructureId } from "../../../platform/ids.ts";
import { excerpt, plainText } from "../../../platform/text/plain.ts";
import { instantOf, isoWithOffset, readDate } from "../../../platform/time.ts";
import type { ActorAddress } from "../uris.ts";
import { actor, type ActorKeys, type SaidActor } from "./actor.ts";
import { asVisitor, originOf, pageOf, pictureOf, type Sources } from "./sources.ts";
import type { WireObject } from "./wire.ts";
import { hashtagOf, longestSummary, sayingIn } from "./words.ts";

/** What the federation keeps of an actor besides what its page says. */
export interface Identity {
  /** The origin of its address, which may be a former host's. */
  readonly origin: string;
  readonly handle: string;
  readonly since: Temporal.Instant;
  readonly keys: ActorKeys;
  readonly alsoKnownAs: readonly string[];
  readonly movedTo: string | null;
}

type Profile = Omit<SaidActor, "origin" | "address" | "handle" | "publishedAt" | "keys" | "alsoKnownAs" | "movedTo">;

/** Somebody who can be followed, as the world reads them, with the territory where they are now; null for whom a visitor may not know of. */
export async function loadActor(sources: Sources, territory: Territory, address: ActorAddress, identity: Identity): Promise<WireObject | null> {
  const profile = await profileOf(sources, territory, address);
  if (!profile) return null;
  const { since, ...known } = identity;
  return actor({ ...profile, ...known, publishedAt: since, address });
}

async function profileOf(sources: Sources, territory: Territory, address: ActorAddress): Promise<Profile | null> {
  const origin = originOf(sources, territory.id);
  switch (address.kind) {
    case "territory":
      return territoryProfile(territory, origin);
    case "tag":
      return await tagProfile(sources, territory, origin, address.tag);
    case "member":
      return await memberProfile(sources, origin, address.id as MemberId);
    case "structure":
      return await structureProfile(sources, origin, address.id as StructureId);
    case "community":
      return await communityProfile(sources, origin, address.id as CommunityId);
    case "project":
      return await projectProfile(sources, territory, origin, address.id as ContentId);
  }
}

const open = { icon: null, fields: [], tags: [], discoverable: true, indexable: true, manuallyApproves: false } as const;

function site(origin: string) {
  return { name: sayingIn("fr").t("wire_field_site"), value: origin };
}

function territoryProfile(territory: Territory, origin: string): Profile {
  const summary = plainText(territory.about) || sayingIn("fr").t("wire_territory_summary", { territory: territory.name });
  return { ...open, name: `Echosciences ${territory.name}`, summary: excerpt(summary, longestSummary), url: `${origin}/`, fields: [site(origin)] };
}

/** A tag is one where it is used: what announces nothing isn't there. */
async function tagProfile(sources: Sources, territory: Territory, origin: string, tag: string): Promise<Profile | null> {
  const label = await findTagLabelAnywhere(sources.db, tag);
  if (label === null) return null;
  const { t } = sayingIn("fr");
  const url = `${origin}/mots-cles/${encodeURIComponent(tag)}`;
  const name = t("wire_tag_name", { tag: (hashtagOf(label) ?? label).replace(/^#/, ""), territory: territory.name });
  return { ...open, name, summary: t("wire_tag_summary", { tag: label, territory: territory.name }), url, fields: [site(origin)], tags: [{ label, href: url }] };
}

async function memberProfile(sources: Sources, origin: string, id: MemberId): Promise<Profile | null> {
  const member = await findMemberByIdAnywhere(sources.db, id);
  if (!member) return null;
  const { t } = sayingIn("fr");
  const fields = [...(member.commune ? [{ name: t("wire_field_commune"), value: member.commune }] : []), ...member.links.map(({ label, url }) => ({ name: label || t("wire_field_site"), value: url }))];
  return { ...open, name: member.name, summary: member.bio, url: `${origin}/membres/${member.handle}`, icon: member.picture ? pictureOf(origin, member.picture, member.name) : null, fields, discoverable: member.listed, indexable: member.indexed, issuer: sources.directory().portalOrigin };
}

async function structureProfile(sources: Sources, origin: string, id: StructureId): Promise<Profile | null> {
  const structure = await showStructureAnywhere(asVisitor(sources), id);
  if (!structure) return null;
  const { t } = sayingIn("fr");
  const where = [structure.address, [structure.postcode, structure.communeName].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  const fields = [
    ...(structure.website ? [{ name: t("wire_field_site"), value: structure.website }] : []),
    ...(where ? [{ name: t("wire_field_address"), value: where }] : []),
    ...(structure.phone ? [{ name: t("wire_field_phone"), value: structure.phone }] : []),
    ...structure.links.map(({ label, url }) => ({ name: label || t("wire_field_site"), value: url })),
  ];
  return { ...open, name: structure.name, summary: structure.summary || excerpt(plainText(structure.body), longestSummary), url: `${origin}/structures/${structure.slug}`, icon: structure.picture ? pictureOf(origin, structure.picture, structure.name) : null, fields };
}

async function communityProfile(sources: Sources, origin: string, id: CommunityId): Promise<Profile | null> {
  const community = await showCommunityAnywhere(asVisitor(sources), id);
  if (!community) return null;
  return { ...open, name: community.name, summary: community.summary || excerpt(plainText(community.body), longestSummary), url: `${origin}/communautes/${community.slug}`, icon: community.picture ? pictureOf(origin, community.picture, community.name) : null, fields: [site(origin)] };
}

async function projectProfile(sources: Sources, territory: Territory, origin: string, id: ContentId): Promise<Profile | null> {
  const content = await showContentAnywhere(asVisitor(sources), id);
  const details = content?.kind === "project" ? await showProjectAnywhere(sources.db, id) : null;
  if (!content || !details) return null;
  const { t } = sayingIn(content.language);
  const fields = [...(details.website ? [{ name: t("wire_field_site"), value: details.website }] : []), ...(details.communeName ? [{ name: t("wire_field_commune"), value: details.communeName }] : [])];
  const at = (day: string | null, time: string) => {
    const read = readDate(day ?? undefined);
    return read ? isoWithOffset(instantOf(read.toPlainDateTime(time), territory.zone), territory.zone) : null;
  };
  return {
    ...open,
    name: content.title,
    summary: content.summary || excerpt(plainText(content.body), longestSummary),
    url: pageOf(sources, content),
    icon: content.picture ? pictureOf(originOf(sources, content.territory), content.picture) : null,
    fields,
    tags: content.tags.map((tag) => ({ label: tag.shown, href: `${origin}/mots-cles/${encodeURIComponent(tag.key)}` })),
    startTime: at(details.startsOn, "00:00"),
    endTime: at(details.endsOn, "23:59"),
  };
}
