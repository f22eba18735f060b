import { takesPrivately } from "../../../features/federation/find-private-way.ts";
import { findObjectAnywhere } from "../../../features/federation/find-object.ts";
import type { OtherActor, OwnActor } from "../../../features/federation/actor.ts";
import { editMessage, withdrawMessage } from "../../../features/messages/change-message.ts";
import { findRecipientAnywhere } from "../../../features/messages/find-recipient.ts";
import { sendMessage } from "../../../features/messages/send-message.ts";
import { findHeardMessageAnywhere } from "../../../features/messages/show-conversation.ts";
import { idFrom, readId, type MemberId } from "../../../platform/ids.ts";
import type { Block, TextDocument } from "../../../platform/text/document.ts";
import type { Fetching } from "../fetching.ts";
import { originOf } from "../guard/address.ts";
import type { JsonObject } from "../guard/json.ts";
import { isOfType } from "../heard/content.ts";
import { namesOf } from "../heard/links.ts";
import { hearNote } from "../heard/note.ts";
import { ownActorAt } from "../own-actors.ts";
import { contextOf } from "./acting.ts";
import { applied, ignored, refusedFor, type Verdict } from "./verdict.ts";

/** What one person, and one server, may write privately to people here in an hour. */
const [perHour, perHourFrom] = [60, 300];

/**
 * A Note that its author sends to one member of ours alone: kept for them, whatever it answers, and never shown as a comment. Null when it is
 * something else, or isn't for one of ours. It is taken of servers alone that are trusted for it.
 */
export async function takePrivate(fetching: Fetching, from: OtherActor, value: JsonObject): Promise<Verdict | null> {
  if (!isOfType(value, "Note")) return null;
  const note = hearNote(value, { httpAllowed: fetching.httpAllowed, now: fetching.now(), by: from.uri });
  if (!note.done) return null;
  const { id, openness } = note.value;
  const known = await findHeardMessageAnywhere(fetching.db, id);
  // What was said to one isn't said to all by saying it again.
  if (openness !== "closed") return known ? ignored("it was said to one person") : null;
  const to = await addresseeOf(fetching, from, value);
  if (!to) return null;
  if (to === "several") return ignored("for several people");
  const [before, member] = [await findObjectAnywhere(fetching.db, id), readId<MemberId>(to.subject)];
  // A comment that everybody has read doesn't become a message.
  if (before?.comment || before?.content) return null;
  if (before && before.owner !== from.uri) return refusedFor("somebody else's");
  if (before?.goneAt) return ignored("it was taken back");
  if (!member) return null;
  if (!(await takesPrivately(fetching.db, to.territory, from.server))) return refusedFor("private messages come from trusted servers only");
  for (const [name, most, by] of [["messages-by", perHour, from.uri], ["messages-from", perHourFrom, originOf(from.uri) ?? ""]] as const) if (!(await fetching.quota(name, most, 3600).take(by)).ok) return ignored("too much at once");
  const context = await contextOf(fetching, from);
  const body = withoutName(note.value.body, to.handle);
  if (known) return known.author === from.member ? verdictOf(await editMessage(context, known.id, body)) : refusedFor("somebody else's");
  const recipient = context.viewer.kind === "member" ? await findRecipientAnywhere(fetching.db, context.viewer.id, member) : null;
  // Nobody will read it: it isn't kept.
  if (recipient?.blocks) return ignored("not wanted");
  return verdictOf(await sendMessage(context, { to: member, body, submission: idFrom(id), uri: id }));
}

/** Somebody takes back what they wrote to one of ours. Null when it is nothing of the kind. */
export async function takeBackPrivate(fetching: Fetching, from: OtherActor, uri: string): Promise<Verdict | null> {
  const known = await findHeardMessageAnywhere(fetching.db, uri);
  if (!known) return null;
  if (known.author !== from.member) return refusedFor("somebody else's");
  await withdrawMessage(await contextOf(fetching, from), known.id);
  return applied;
}

function verdictOf(outcome: { readonly done: true } | { readonly done: false; readonly refusal: { readonly kind: string } }): Verdict {
  return outcome.done ? applied : refusedFor(outcome.refusal.kind);
}

/** The one member of ours for whom it is. `several`: of ours, and others. Null when it is for nobody here, as what goes to followers is. */
async function addresseeOf(fetching: Fetching, from: OtherActor, value: JsonObject): Promise<OwnActor | "several" | null> {
  const named = [...new Set([...namesOf(value["to"], 12), ...namesOf(value["cc"], 12)])].filter((each) => each !== from.uri);
  const ours = (await Promise.all(named.map((each) => ownActorAt(fetching, each)))).filter((each) => each?.kind === "member");
  const [one] = ours;
  if (!one) return null;
  return named.length === 1 ? one : "several";
}

/** The words without the name in front of them, by which other servers say whom they are for. */
function withoutName(body: TextDocument, handle: string): TextDocument {
  const [first, ...others] = body.content;
  if (first?.type !== "paragraph" || !first.content) return body;
  const [name, next, ...rest] = first.content;
  if (name?.type !== "text" || !new RegExp(`^\\s*@${RegExp.escape(handle)}(@[^\\s]+)?\\s*$`, "iu").test(name.text)) return body;
  const words = next?.type === "text" ? [{ ...next, text: next.text.replace(/^\s+/, "") }].filter((each) => each.text !== "") : next ? [next] : [];
  const left: Block[] = words.length + rest.length > 0 ? [{ ...first, content: [...words, ...rest] }, ...others] : [...others];
  return left.length > 0 ? { ...body, content: left } : body;
}
