import { findActorOfMemberAnywhere } from "../../../features/federation/find-actor.ts";
import { findLastSaidAnywhere } from "../../../features/federation/find-said.ts";
import { findMessageToTellAnywhere } from "../../../features/messages/find-told.ts";
import type { MessageId } from "../../../features/messages/message.ts";
import type { WrittenFact } from "../../../platform/facts.ts";
import { originOf } from "../guard/address.ts";
import { findOrMakeOwnActor, type Speaking } from "../own-actors.ts";
import { objectUri } from "../uris.ts";
import { create, deleteObject, tombstone, update } from "../wire/activities.ts";
import { wireHtml } from "../wire/html.ts";
import { privateMessage } from "../wire/message.ts";
import { strangerOf } from "../wire/sources.ts";
import { sayingIn } from "../wire/words.ts";
import { speak } from "./speak.ts";

/** A member wrote to somebody of another server, or otherwise, or took it back: that person alone is told, where private messages may go. */
export async function tellMessage(speaking: Speaking, fact: WrittenFact): Promise<void> {
  const message = await findMessageToTellAnywhere(speaking.db, fact.subject as MessageId);
  const [other, to] = message ? await Promise.all([findActorOfMemberAnywhere(speaking.db, message.to), strangerOf(speaking, message.to)]) : [null, null];
  const actor = message && to ? await findOrMakeOwnActor(speaking, "member", message.author, message.home) : null;
  if (!message || !other || !to || !actor) return;
  const uri = objectUri(originOf(actor.uri) ?? "", { kind: "message", id: message.id });
  const before = await findLastSaidAnywhere(speaking.db, actor.id, "Create", uri);
  const spoken = { actor, object: uri, content: null, audience: { followersOf: [], actors: [other.uri] }, part: uri };
  if (fact.kind === "message.withdrawn") {
    if (before) await speak(speaking, fact, { ...spoken, build: (act) => deleteObject(act, tombstone(uri, "Note", fact.at), { to: [other.uri], cc: [] }) });
    return;
  }
  // Told already, as it is now.
  if (message.state !== "sent" || !message.trusted || (fact.kind === "message.sent" && before)) return;
  const page = speaking.directory().originOf(message.home);
  const html = wireHtml(message.body, { origin: page, url: page, picture: () => null, file: () => null, embed: () => null, card: () => null, mention: () => null }, sayingIn(message.language));
  const object = privateMessage({ id: uri, author: actor.uri, to, html, language: message.language, publishedAt: message.at, updatedAt: message.editedAt ?? message.at });
  await speak(speaking, fact, { ...spoken, privately: true, build: (act) => (before && fact.kind === "message.edited" ? update : create)(act, object, fact.at) });
}
