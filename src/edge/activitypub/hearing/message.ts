import { takesPrivately } from "../../../features/federation/find-private-way.ts";
import { findObjectAnywhere } from "../../../features/federation/find-object.ts";
import type { OtherActor, OwnActor } from "../../../features/federation/actor.ts";
import { editMessage, withdrawMessage } from "../../../features/messages/change-message.ts";
import { findRecipientAnywhere } from "../../../features/messages/find-recipient.ts";
import { sendMessage } from "../../../features/messages/send-message.ts";
import { listHeardMessagesAnywhere } from "../../../features/messages/show-conversation.ts";
import { hostOfUri } from "../../../features/federation/server.ts";
import type { Context } from "../../../platform/context.ts";
import { idFrom, readId, type MemberId } from "../../../platform/ids.ts";
import type { Block, TextDocument } from "../../../platform/text/document.ts";
import type { Fetching } from "../fetching.ts";
import { originOf } from "../guard/address.ts";
import type { HeardActivity } from "../guard/heard-activity.ts";
import type { JsonObject } from "../guard/json.ts";
import { isOfType, opennessOf } from "../heard/content.ts";
import { namesOf } from "../heard/links.ts";
import { hearNote } from "../heard/note.ts";
import { mentionNamesOf } from "../heard/tags.ts";
import { ownActorAt } from "../own-actors.ts";
import { contextOf } from "./acting.ts";
import { applied, ignored, refusedFor, type Verdict } from "./verdict.ts";

/** What one person, and one server, may write privately to people here in an hour. */
const [perHour, perHourFrom] = [60, 300];

/**
 * A Note that its author sends to some of ours, and to nobody but people whom it names: kept for each of ours apart, whatever it answers, and never
 * shown as a comment. Null when it is something else, or isn't for one of ours. It is taken of servers alone that are trusted for it.
 */
export async function takePrivate(fetching: Fetching, from: OtherActor, value: JsonObject): Promise<Verdict | null> {
  if (!isOfType(value, "Note")) return null;
  const note = hearNote(value, { httpAllowed: fetching.httpAllowed, now: fetching.now(), by: from.uri });
  if (!note.done) return null;
  const { id, openness } = note.value;
  const known = await listHeardMessagesAnywhere(fetching.db, id);
  // What was said to one isn't said to all by saying it again.
  if (openness !== "closed") return known.length > 0 ? ignored("it was said to one person") : null;
  const to = await addresseesOf(fetching, from, value);
  if (!to) return null;
  // Who reads a list isn't known here: nobody is told that they alone do.
  if (to === "others") return ignored("for others than people who are named");
  const before = await findObjectAnywhere(fetching.db, id);
  // A comment that everybody has read doesn't become a message.
  if (before?.comment || before?.content) return null;
  if ((before && before.owner !== from.uri) || known.some((each) => each.author !== from.member)) return refusedFor("somebody else's");
  if (before?.goneAt) return ignored("it was taken back");
  const context = await contextOf(fetching, from);
  const verdicts: Verdict[] = [];
  for (const each of to) verdicts.push(await takeFor(fetching, context, from, each, { id, body: note.value.body, known }));
  return verdicts.find(({ state }) => state === "applied") ?? verdicts[0] ?? null;
}

/** What was written, as it comes to one of ours. */
interface Written {
  readonly id: string;
  readonly body: TextDocument;
  readonly known: Awaited<ReturnType<typeof listHeardMessagesAnywhere>>;
}

async function takeFor(fetching: Fetching, context: Context, from: OtherActor, to: Addressee, { id, body: words, known }: Written): Promise<Verdict> {
  const member = readId<MemberId>(to.actor.subject);
  if (!member) return ignored("nobody of ours");
  if (!(await takesPrivately(fetching.db, to.actor.territory, from.server))) return refusedFor("private messages come from trusted servers only");
  for (const [name, most, by] of [["messages-by", perHour, from.uri], ["messages-from", perHourFrom, originOf(from.uri) ?? ""]] as const) if (!(await fetching.quota(name, most, 3600).take(by)).ok) return ignored("too much at once");
  const body = withoutNames(words, [to.actor.handle, ...to.others.map((each) => each.split("@")[0] ?? "")]);
  const there = known.find((each) => each.to === member);
  if (there) return verdictOf(await editMessage(context, there.id, body));
  const recipient = context.viewer.kind === "member" ? await findRecipientAnywhere(fetching.db, context.viewer.id, member) : null;
  // Nobody will read it: it isn't kept.
  if (recipient?.blocks) return ignored("not wanted");
  return verdictOf(await sendMessage(context, { to: member, body, submission: idFrom(`${id} ${member}`), uri: id, alsoFor: to.others }));
}

/** Whether what somebody posts is a private message of a server from which nobody here takes any: told to who sends it before anything is made of it. */
export async function isWrittenInVain(fetching: Fetching, from: OtherActor, { type, object }: HeardActivity): Promise<boolean> {
  if ((type !== "Create" && type !== "Update") || object?.kind !== "embedded" || object.author !== from.uri || !isOfType(object.value, "Note")) return false;
  if (opennessOf(object.value) !== "closed") return false;
  const to = await addresseesOf(fetching, from, object.value);
  if (!to || to === "others") return false;
  for (const { actor } of to) if (await takesPrivately(fetching.db, actor.territory, from.server)) return false;
  return true;
}

/** Somebody takes back what they wrote to some of ours. Null when it is nothing of the kind. */
export async function takeBackPrivate(fetching: Fetching, from: OtherActor, uri: string): Promise<Verdict | null> {
  const known = await listHeardMessagesAnywhere(fetching.db, uri);
  if (known.length === 0) return null;
  if (known.some((each) => each.author !== from.member)) return refusedFor("somebody else's");
  const context = await contextOf(fetching, from);
  for (const each of known) await withdrawMessage(context, each.id);
  return applied;
}

function verdictOf(outcome: { readonly done: true } | { readonly done: false; readonly refusal: { readonly kind: string } }): Verdict {
  return outcome.done ? applied : refusedFor(outcome.refusal.kind);
}

/** One of ours for whom it is, and how the others are called who got it too. */
interface Addressee {
  readonly actor: OwnActor;
  readonly others: readonly string[];
}

/** So many people may read one message. */
const mostPeople = 12;

/** The members of ours for whom it is. `others`: it is also for readers who aren't people that it names, or for too many. Null when it is for nobody here, as what goes to followers is. */
async function addresseesOf(fetching: Fetching, from: OtherActor, value: JsonObject): Promise<readonly Addressee[] | "others" | null> {
  const named = [...new Set([...namesOf(value["to"], mostPeople + 1), ...namesOf(value["cc"], mostPeople + 1)])].filter((each) => each !== from.uri);
  const people = await Promise.all(named.slice(0, mostPeople).map(async (uri) => ({ uri, actor: await ownActorAt(fetching, uri) })));
  const ours = people.flatMap(({ actor }) => (actor?.kind === "member" ? [actor] : []));
  if (ours.length === 0) return null;
  const mentioned = mentionNamesOf(value);
  const called = new Map(people.map(({ uri, actor }) => [uri, actor?.kind === "member" ? handleAt(actor.handle, uri) : mentioned.has(uri) ? handleAt(mentioned.get(uri) ?? "", uri) : null]));
  if (named.length > mostPeople || [...called.values()].includes(null)) return "others";
  return ours.map((actor) => ({ actor, others: [...called].filter(([uri]) => uri !== actor.uri).map(([, name]) => name ?? "") }));
}

/** A name as one writes it, at the host where they really are, whatever host it claims. */
function handleAt(name: string, uri: string): string {
  const handle = /^@?([\w.-]{1,64})(?:@|$)/.exec(name)?.[1];
  return `${handle ?? "…"}@${hostOfUri(uri) ?? ""}`.slice(0, 200);
}

/** The words without the names in front of them, by which other servers say whom they are for. */
function withoutNames(body: TextDocument, handles: readonly string[]): TextDocument {
  const named = withoutName(body, handles);
  return named === body ? body : withoutNames(named, handles);
}

function withoutName(body: TextDocument, handles: readonly string[]): TextDocument {
  const [first, ...others] = body.content;
  if (first?.type !== "paragraph" || !first.content) return body;
  const [name, next, ...rest] = first.content;
  if (name?.type !== "text" || !handles.some((handle) => new RegExp(`^\\s*@${RegExp.escape(handle)}(@[^\\s]+)?\\s*$`, "iu").test(name.text))) return body;
  const words = next?.type === "text" ? [{ ...next, text: next.text.replace(/^\s+/, "") }].filter((each) => each.text !== "") : next ? [next] : [];
  const left: Block[] = words.length + rest.length > 0 ? [{ ...first, content: [...words, ...rest] }, ...others] : [...others];
  return left.length > 0 ? { ...body, content: left } : body;
}
