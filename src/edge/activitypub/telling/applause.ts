import { findOwnActorAnywhere } from "../../../features/federation/find-actor.ts";
import { findLastSaidAnywhere } from "../../../features/federation/find-said.ts";
import { findOriginAnywhere } from "../../../features/federation/find-object.ts";
import { wideWorld } from "../../../features/territories/territory.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import type { ContentId } from "../../../platform/ids.ts";
import { findOrMakeOwnActor, type Speaking } from "../own-actors.ts";
import { uriOfPage } from "../objects.ts";
import { announce, like, undo, type Act } from "../wire/activities.ts";
import { speak } from "./speak.ts";

/** A member likes what stands elsewhere, or no more: its author's server is told. What is liked here, this server counts. */
export async function tellLike(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const content = fact.subject as ContentId;
  const origin = await findOriginAnywhere(speaking.db, { content });
  const actor = origin ? await findOrMakeOwnActor(speaking, "member", String(fact.told["by"]), wideWorld) : null;
  if (!origin || !actor) return;
  const liking = (act: Act) => like(act, origin.uri, origin.owner);
  const before = fact.kind === "content.liked" ? null : await findLastSaidAnywhere(speaking.db, actor.id, "Like", origin.uri);
  if (fact.kind === "content.unliked" && !before) return;
  const build = before ? (act: Act) => undo(act, liking({ id: before, actor: actor.uri })) : liking;
  await speak(speaking, fact, { actor, object: origin.uri, content, audience: { followersOf: [], actors: [origin.owner] }, part: fact.kind, build });
}

/** A member shares a content with those who follow them, or no more. */
export async function tellRelay(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const content = fact.subject as ContentId;
  const by = String(fact.told["by"]);
  const origin = await findOriginAnywhere(speaking.db, { content });
  // Whom nobody elsewhere follows speaks to nobody there, but to whoever wrote what they share.
  const actor = origin ? await findOrMakeOwnActor(speaking, "member", by, wideWorld) : await findOwnActorAnywhere(speaking.db, "member", by, null);
  const uri = origin?.uri ?? (await uriOfPage(speaking, content));
  if (!actor || !uri) return;
  const relaying = (act: Act) => announce(act, uri, fact.at, origin?.owner ?? null);
  const before = fact.kind === "content.relayed" ? null : await findLastSaidAnywhere(speaking.db, actor.id, "Announce", uri);
  if (fact.kind === "content.relay_undone" && !before) return;
  const build = before ? (act: Act) => undo(act, relaying({ id: before, actor: actor.uri })) : relaying;
  await speak(speaking, fact, { actor, object: uri, content, audience: { followersOf: [actor.id], actors: origin ? [origin.owner] : [] }, part: fact.kind, build });
}
