import { showContentAnywhere } from "../../../features/contents/show-content.ts";
import { takeOut } from "../../../features/dossiers/take-out.ts";
import { findObjectAnywhere } from "../../../features/federation/find-object.ts";
import { findAddedAnywhere } from "../../../features/federation/find-said.ts";
import { say } from "../../../features/federation/say.ts";
import { loseListing, takeListing } from "../../../features/federation/take-listing.ts";
import type { OtherActor, OwnActor } from "../../../features/federation/actor.ts";
import { sendMail } from "../../../features/mails/send-mail.ts";
import { newId, type ContentId } from "../../../platform/ids.ts";
import { visitor } from "../../../platform/viewer.ts";
import { listedMail, takenOutMail } from "../../listing-mails.ts";
import { fetchDocument, type Fetching } from "../fetching.ts";
import { originOf, sameOrigin } from "../guard/address.ts";
import type { HeardActivity } from "../guard/heard-activity.ts";
import { hearDossier } from "../heard/dossier.ts";
import { ownActorAt } from "../own-actors.ts";
import { objectUri } from "../uris.ts";
import { create, reject } from "../wire/activities.ts";
import { loadContent } from "../wire/load-content.ts";
import { nameOf } from "../wire/naming.ts";
import { pageOf } from "../wire/sources.ts";
import { contextOf } from "./acting.ts";
import { importAgain } from "./importing.ts";
import { contentAt } from "./things.ts";
import { applied, ignored, refusedFor, type Hearer, type Verdict } from "./verdict.ts";

const perHour = 200;

/** Somebody elsewhere put a content of ours into a dossier that they keep: believed when the dossier at its own address says so, and told to who wrote it. */
export const hearAdd: Hearer = async (fetching, from, activity) => {
  const { id, object, target } = activity;
  const read = await readAgain(fetching, from, activity);
  const content = object?.id ? await contentAt(fetching, object.id) : null;
  if (!object?.id || !target || !content) return read ? applied : ignored("nothing of ours");
  if (!sameOrigin(target, from.uri)) return refusedFor("another server's dossier");
  if (!(await fetching.quota("listings", perHour, 3600).take(originOf(from.uri) ?? "")).ok) return ignored("too much at once");
  const shown = await showContentAnywhere({ ...fetching, viewer: visitor }, content);
  const name = shown && (await nameOf(fetching, content));
  if (!name || ![name.uri, name.answerable].includes(object.id)) return ignored("nothing of ours");
  const document = await fetchDocument(fetching, target);
  const dossier = document.done ? hearDossier(document.value, { httpAllowed: fetching.httpAllowed, now: fetching.now() }) : document;
  if (!dossier.done) return ignored("no dossier there");
  if (dossier.value.id !== target || dossier.value.author !== from.uri || !dossier.value.items.includes(object.id)) return refusedFor("the dossier doesn't say so");
  const { title, url } = dossier.value;
  const page = pageOf(fetching, shown);
  const before = await takeListing(fetching.db, from, { content, uri: target, activity: id, title, url }, fetching.now(), (told) => listedMail(told, { title, url, keeper: from.name || from.handle, page }));
  const actor = await ownActorAt(fetching, name.author);
  if (!actor) return ignored("nobody of ours");
  if (before === "new") await sayWhatItIs(fetching, from, actor, content);
  if (before !== "declined") return applied;
  // They said no once: it holds for this dossier.
  const answer = newId();
  const uri = objectUri(originOf(actor.uri) ?? "", { kind: "activity", id: answer });
  const body = reject({ id: uri, actor: actor.uri }, { id, type: "Add", actor: from.uri, object: object.id, target });
  await say(fetching.db, { id: answer, uri, actor: actor.id, type: "Reject", object: target, content: null, body: JSON.stringify(body), at: fetching.now() }, { followersOf: [], actors: [from.uri] });
  return applied;
};

/** A dossier of another server that shows here holds something else: what it holds, it says at its own address. */
async function readAgain(fetching: Fetching, from: OtherActor, { target }: HeardActivity): Promise<boolean> {
  const known = target ? await findObjectAnywhere(fetching.db, target) : null;
  if (!target || !known?.content || known.owner !== from.uri) return false;
  return (await fetching.quota("dossiers", perHour, 3600).take(originOf(from.uri) ?? "")).ok && (await importAgain(fetching, target)) !== null;
}

/** Who keeps it hears from now on what becomes of it: from the one to whom it was said, its changes and its end aren't kept. */
async function sayWhatItIs(fetching: Fetching, to: OtherActor, actor: OwnActor, content: ContentId): Promise<void> {
  const loaded = await loadContent(fetching, content);
  if (!loaded) return;
  const about = String(loaded.object["id"]);
  const id = newId();
  const uri = objectUri(originOf(actor.uri) ?? "", { kind: "activity", id });
  const body = create({ id: uri, actor: actor.uri }, loaded.object, fetching.now());
  await say(fetching.db, { id, uri, actor: actor.id, type: "Create", object: about, content, body: JSON.stringify(body), at: fetching.now() }, { followersOf: [], actors: [to.uri] });
}

/** They took it out again. */
export const hearRemove: Hearer = async (fetching, from, activity) => {
  const { object, target } = activity;
  const read = await readAgain(fetching, from, activity);
  const content = object?.id ? await contentAt(fetching, object.id) : null;
  if (!content || !target) return read ? applied : ignored("nothing of ours");
  await loseListing(fetching.db, from, target, content);
  return applied;
};

/** Who wrote what a dossier of ours holds asks to be taken out. Null when the answer is about something else. */
export async function hearDeclined(fetching: Fetching, from: OtherActor, { object }: HeardActivity): Promise<Verdict | null> {
  const added = object?.id ? await findAddedAnywhere(fetching.db, object.id) : null;
  if (!added) return null;
  const known = await findObjectAnywhere(fetching.db, added.object);
  if (!known?.content || known.owner !== from.uri) return refusedFor("somebody else's");
  const outcome = await takeOut(await contextOf(fetching, from), added.dossier, known.content as ContentId, (tx, told) => sendMail(tx, takenOutMail(told, from.name || from.handle, fetching.directory().originOf(told.dossier.territory))));
  return outcome.done ? applied : ignored(outcome.refusal.kind);
}
