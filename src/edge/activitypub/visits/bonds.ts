import { isFollowingAnywhere } from "../../../features/follows/find-follow.ts";
import { follow } from "../../../features/follows/follow.ts";
import { followInput, isVoiceless, type FollowInput } from "../../../features/follows/input.ts";
import { findMembershipAnywhere } from "../../../features/communities/list-members.ts";
import { whenJoining } from "../../../features/communities/policy.ts";
import { showCommunityAnywhere } from "../../../features/communities/show-community.ts";
import { findActorOfMemberAnywhere, findOtherActorAnywhere } from "../../../features/federation/find-actor.ts";
import { isShutAt } from "../../../features/federation/find-restriction.ts";
import { findOriginAnywhere } from "../../../features/federation/find-object.ts";
import { findMemberByIdAnywhere } from "../../../features/members/show-member.ts";
import { findParticipationAnywhere } from "../../../features/participations/list-going.ts";
import { idSchema, type CommunityId, type ContentId } from "../../../platform/ids.ts";
import { communityHref, safeReturn } from "../../addresses.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import type { Fetching } from "../fetching.ts";
import { fieldsOf } from "../form-fields.ts";
import { findOrMakeOwnActor } from "../own-actors.ts";
import { nameOf } from "../wire/naming.ts";
import { isShut, uriOf, visitOf } from "./acts.ts";
import { doneAtHome } from "./home.ts";
import { notDone } from "./not-done.tsx";

/** How long a page waits for what was done at the visitor's home to come back; later, it shows by itself. */
const comesBackMillis = 3000;

async function comesBack(there: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + comesBackMillis;
  while (!(await there()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
}

export async function followFromHome(c: WebContext): Promise<Response> {
  const field = await fieldsOf(c);
  const back = safeReturn(field("retour"));
  const input = followInput.safeParse({ kind: field("kind"), target: field("target") });
  const here = await visitOf(c);
  const shut = here && input.success && isVoiceless(input.data) && (await isShut(here.fetching, here.visit, input.data.target));
  const object = here && input.success && !shut ? await followable(c, here.fetching, input.data) : null;
  if (!here || !input.success || object === null) return notDone(c, here ? "unknown" : "over", { back });
  const wanted = field("suivre") !== "0";
  const outcome = await doneAtHome(here.fetching, here.visit, { act: wanted ? "follow" : "unfollow", object });
  if (!outcome.done) return notDone(c, outcome.refusal, { back });
  // Who publishes it is asked by the visitor's territory: whose their reader is, only this page knows.
  if (isVoiceless(input.data)) await follow(c.get("act"), input.data, wanted);
  else await comesBack(async () => (await isFollowingAnywhere(c.get("act"), input.data.kind, input.data.target)) === wanted);
  return c.redirect(back, 303);
}

/** "I'm going": asked at home, answered by who organises it here. */
export async function goFromHome(c: WebContext): Promise<Response> {
  const field = await fieldsOf(c);
  const back = safeReturn(field("retour"));
  const content = idSchema<ContentId>().safeParse(field("content"));
  const here = await visitOf(c);
  const object = here && content.success && !(await isShut(here.fetching, here.visit, content.data)) ? await uriOf(here.fetching, content.data) : null;
  const { viewer } = c.get("act");
  if (!here || !content.success || object === null || viewer.kind === "visitor") return notDone(c, here ? "unknown" : "over", { back });
  const wanted = field("aller") !== "0";
  const outcome = await doneAtHome(here.fetching, here.visit, { act: wanted ? "go" : "stay", object, text: field("mot") });
  if (!outcome.done) return notDone(c, outcome.refusal, { back });
  await comesBack(async () => ((await findParticipationAnywhere(here.fetching.db, content.data, viewer.id)) !== null) === wanted);
  return c.redirect(back, 303);
}

/** Into a community of this platform, or out of it: asked at home, answered by those in charge here. */
export async function joinFromHome(c: WebContext, wanted: boolean): Promise<Response> {
  const field = await fieldsOf(c);
  const id = idSchema<CommunityId>().safeParse(c.req.param("id"));
  const community = id.success ? await showCommunityAnywhere(c.get("act"), id.data) : null;
  const here = await visitOf(c);
  const { viewer } = c.get("act");
  const back = community ? communityHref(c, community) : "/";
  const actor = here && community ? await findOrMakeOwnActor(here.fetching, "community", community.id, community.territory) : null;
  const home = here && (await findOtherActorAnywhere(here.fetching.db, here.visit.subject));
  const verdict = community ? whenJoining(viewer, community) : "unknown";
  const open = wanted ? verdict === "in" || verdict === "asked" : community !== null;
  if (!here || !community || !actor || !home || !open || viewer.kind === "visitor" || (await isShutAt(here.fetching.db, community.territory, home.server))) return notDone(c, here ? "unknown" : "over", { back });
  const outcome = await doneAtHome(here.fetching, here.visit, { act: wanted ? "join" : "leave", object: actor.uri, text: field("words").slice(0, 2000) });
  if (!outcome.done) return notDone(c, outcome.refusal, { back, ...(wanted && field("words") ? { text: field("words") } : {}) });
  const state = () => findMembershipAnywhere(here.fetching.db, community.id, viewer.id);
  await comesBack(async () => ((await state()) !== null) === wanted);
  const now = wanted ? await state() : null;
  return c.redirect(now === null ? back : `${back}?dit=${now === "in" ? "bienvenue" : "demande"}`, 303);
}

/** What can be followed from elsewhere, by its address; null for what is followed at home under its own name, a theme, and for what isn't public. */
async function followable(c: WebContext, fetching: Fetching, input: FollowInput): Promise<string | null> {
  const { kind, target } = input;
  if (isVoiceless(input)) return (await findOriginAnywhere(fetching.db, { content: input.target }))?.uri ?? (await nameOf(fetching, input.target))?.uri ?? null;
  if (kind === "member") {
    const [stranger, member] = await Promise.all([findActorOfMemberAnywhere(fetching.db, target), findMemberByIdAnywhere(fetching.db, target)]);
    return stranger?.uri ?? (member ? ((await findOrMakeOwnActor(fetching, "member", target, member.home))?.uri ?? null) : null);
  }
  if (kind === "territory") return (await findOrMakeOwnActor(fetching, "territory", target, target))?.uri ?? null;
  const territory = territoryOf(c) ?? fetching.directory().territories[0];
  if (!territory || (kind !== "structure" && kind !== "community" && kind !== "project" && kind !== "tag")) return null;
  return (await findOrMakeOwnActor(fetching, kind, target, territory.id))?.uri ?? null;
}
