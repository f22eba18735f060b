import { raw } from "hono/html";
import type { Purpose } from "../../../features/communities/community.ts";
import type { CommunityName } from "../../../features/communities/list-communities.ts";
import type { Community } from "../../../features/communities/show-community.ts";
import type { Pattern } from "../../../features/tags/themes.ts";
import { Icon } from "../../../ui/icon.tsx";
import { drawPattern } from "../../../ui/pattern.ts";
import { communityHref } from "../../addresses.ts";
import type { WebContext } from "../../env.ts";
import { Origin, Picture } from "./cards.tsx";

const patterns: Readonly<Record<Purpose, Pattern>> = { institution: "strata", "professional-network": "cells", class: "crystals", theme: "orbits", operation: "waves" };

/** What a community is for: never by its drawing alone. */
export function CommunityPurpose({ c, purpose }: { c: WebContext; purpose: Purpose }) {
  return <span class="kind"><Icon name="people" />{c.get("t")(`community_purpose_${purpose}`)}</span>;
}

/** How one comes in, and whether it has ended. */
export function CommunityBadges({ c, community }: { c: WebContext; community: Pick<Community, "access" | "state"> }) {
  const t = c.get("t");
  return (
    <>
      <span class="badge">{t(`community_access_${community.access}`)}</span>
      {community.state === "active" ? null : <span class="badge full">{t(`community_state_${community.state}`)}</span>}
    </>
  );
}

export function CommunityPicture({ community, sizes, lazy = true }: { community: Pick<Community, "picture" | "purpose" | "name">; sizes: string; lazy?: boolean }) {
  return <div class="picture">{community.picture ? <Picture picture={community.picture} sizes={sizes} alt="" lazy={lazy} /> : raw(drawPattern(patterns[community.purpose], community.name))}</div>;
}

export function CommunityCard({ c, community, level = 2 }: { c: WebContext; community: Community; level?: 2 | 3 }) {
  const Heading = `h${level}` as "h2";
  return (
    <article class="card">
      <CommunityPicture community={community} sizes="(min-width: 60rem) 24rem, 92vw" />
      <div class="inside">
        <div class="row"><CommunityPurpose c={c} purpose={community.purpose} /><CommunityBadges c={c} community={community} /></div>
        <Heading><a href={communityHref(c, community)}>{community.name}</a></Heading>
        {community.summary ? <p>{community.summary}</p> : null}
        <p class="foot">{c.get("t")("community_members_count", { count: community.members })} <Origin c={c} card={community} /></p>
      </div>
    </article>
  );
}

/** Names in a line each, as search shows them. */
export function CommunityNames({ c, names }: { c: WebContext; names: readonly CommunityName[] }) {
  return <ul class="brief">{names.map((each) => <li><a href={communityHref(c, each)}>{each.name}</a><span class="soft">{c.get("t")(`community_purpose_${each.purpose}`)}</span></li>)}</ul>;
}
