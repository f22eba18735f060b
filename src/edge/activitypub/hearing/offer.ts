import { addContent } from "../../../features/dossiers/add-content.ts";
import { keepSuggestionAnswer } from "../../../features/dossiers/keep-elsewhere.ts";
import { isShutForAnywhere } from "../../../features/federation/find-restriction.ts";
import { findOriginAnywhere } from "../../../features/federation/find-object.ts";
import { findOfferedAnywhere, keepOffer } from "../../../features/federation/keep-offer.ts";
import { say } from "../../../features/federation/say.ts";
import type { OtherActor } from "../../../features/federation/actor.ts";
import { newId } from "../../../platform/ids.ts";
import { tellOffer } from "../../dossier-offers.ts";
import type { Fetching } from "../fetching.ts";
import { originOf } from "../guard/address.ts";
import type { HeardActivity } from "../guard/heard-activity.ts";
import { wordsOf } from "../heard/text.ts";
import { ownActorAt } from "../own-actors.ts";
import { objectUri } from "../uris.ts";
import { accept, reject } from "../wire/activities.ts";
import { nameOf } from "../wire/naming.ts";
import { contextOf } from "./acting.ts";
import { importAt } from "./importing.ts";
import { contentAt, isOurs } from "./things.ts";
import { applied, ignored, refusedFor, type Hearer, type Verdict } from "./verdict.ts";

const perHour = 60;
const longestWord = 500;

/** Somebody elsewhere proposes a content, ours or another's, to a dossier of ours: its curators see it with the others' proposals, and answer. */
export const hearOffer: Hearer = async (fetching, from, { id, object, target, raw }) => {
  const dossier = target ? await contentAt(fetching, target) : null;
  const name = dossier ? await nameOf(fetching, dossier) : null;
  if (!object?.id || !target || !dossier || name?.kind !== "dossier" || name.uri !== target) return ignored("no dossier of ours");
  if (await isShutForAnywhere(fetching.db, dossier, from.server)) return refusedFor("shut");
  if (!(await fetching.quota("offers", perHour, 3600).take(originOf(from.uri) ?? "")).ok) return ignored("too much at once");
  const content = isOurs(fetching, object.id) ? await contentAt(fetching, object.id) : await importAt(fetching, object.id);
  if (!content) return ignored("nothing that its own server shows");
  const context = await contextOf(fetching, from);
  const outcome = await addContent(context, { dossier, content, note: wordsOf(raw["content"], longestWord) }, (tx, locked, curators) =>
    tellOffer(tx, curators, "proposed", { title: locked.title, name: from.name || from.handle, link: `${fetching.directory().originOf(locked.territory)}/dossiers/${locked.slug}/organiser#propositions` }));
  if (!outcome.done && (outcome.refusal.kind === "unknown" || outcome.refusal.kind === "sign-in")) return ignored("nothing that everybody sees");
  if (!outcome.done && outcome.refusal.kind === "already-there") return ignored("it is there, or waits");
  if (outcome.done && outcome.value.verdict === "proposed") {
    if (context.viewer.kind === "member") await keepOffer(fetching.db, { dossier, content, member: context.viewer.id }, id, fetching.now());
    return applied;
  }
  const actor = await ownActorAt(fetching, name.author);
  if (!actor) return ignored("nobody of ours");
  const answer = newId();
  const uri = objectUri(originOf(actor.uri) ?? "", { kind: "activity", id: answer });
  const build = outcome.done ? accept : reject;
  const body = build({ id: uri, actor: actor.uri }, { id, type: "Offer", actor: from.uri, object: object.id, target });
  await say(fetching.db, { id: answer, uri, actor: actor.id, type: String(body["type"]), object: target, content: null, body: JSON.stringify(body), at: fetching.now() }, { followersOf: [], actors: [from.uri] });
  return outcome.done ? applied : ignored(outcome.refusal.kind);
};

/** What those who keep a dossier elsewhere answer to who proposed. Null when the answer is about something else. */
export async function hearOffered(fetching: Fetching, from: OtherActor, { type, object }: HeardActivity): Promise<Verdict | null> {
  const offered = object?.id ? await findOfferedAnywhere(fetching.db, object.id) : null;
  if (!offered || type === "Ignore") return null;
  const origin = await findOriginAnywhere(fetching.db, { content: offered.dossier });
  if (origin?.owner !== from.uri) return refusedFor("somebody else's");
  const accepted = type === "Accept";
  const told = await keepSuggestionAnswer(fetching.db, offered, accepted, fetching.now(), (tx, dossier) => tellOffer(tx, [offered.member], accepted ? "accepted" : "refused", { title: dossier.title, name: "", link: `${fetching.directory().portalOrigin}/dossiers/${dossier.slug}` }));
  return told ? applied : ignored("nobody waits for it");
}
