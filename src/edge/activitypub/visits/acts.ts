import { z } from "zod";
import { withdrawComment } from "../../../features/comments/withdraw-comment.ts";
import { findOtherActorAnywhere } from "../../../features/federation/find-actor.ts";
import { findOriginAnywhere } from "../../../features/federation/find-object.ts";
import { isShutForAnywhere } from "../../../features/federation/find-restriction.ts";
import { letGo } from "../../../features/federation/take-object.ts";
import { like } from "../../../features/likes/like.ts";
import { relayContent, undoRelay } from "../../../features/relays/relay-content.ts";
import { wordSchema } from "../../../features/relays/relay.ts";
import { findVisitAnywhere } from "../../../features/visits/find-visit.ts";
import type { Visit } from "../../../features/visits/visit.ts";
import { idSchema, readId, type CommentId, type ContentId } from "../../../platform/ids.ts";
import { safeReturn } from "../../addresses.ts";
import { cookieOf, sessionCookieName } from "../../cookies.ts";
import { territoryOf, type WebContext } from "../../env.ts";
import { fetchDocument, otherActorAt, type Fetching } from "../fetching.ts";
import { fieldsOf } from "../form-fields.ts";
import { takeSaid } from "../hearing/saying.ts";
import { uriOfPage } from "../objects.ts";
import { speakingOf } from "../speaking.ts";
import { commentUri } from "../wire/load-comment.ts";
import { doneAtHome, type HomeActRefusal } from "./home.ts";
import { notDone } from "./not-done.tsx";
import { withWholeNames } from "./whole-names.ts";

const contentId = idSchema<ContentId>();

/** The visit that this request belongs to. What is done in it is done at the visitor's home, and shown here at once as theirs. */
export async function visitOf(c: WebContext): Promise<{ readonly fetching: Fetching; readonly visit: Visit } | null> {
  const fetching = speakingOf(c);
  const visit = await findVisitAnywhere(fetching.db, cookieOf(c, sessionCookieName(c)) ?? "");
  return visit && { fetching, visit };
}

/** The address of a content on the wire, wherever it stands. */
export async function uriOf(fetching: Fetching, content: ContentId): Promise<string | null> {
  return (await findOriginAnywhere(fetching.db, { content }))?.uri ?? (await uriOfPage(fetching, content));
}

/** Whether the territory of a content hears nothing from the visitor's server. */
export async function isShut({ db }: Fetching, visit: Visit, content: ContentId): Promise<boolean> {
  const actor = await findOtherActorAnywhere(db, visit.subject);
  return actor === null || isShutForAnywhere(db, content, actor.server);
}

export async function likeFromHome(c: WebContext): Promise<Response> {
  const field = await fieldsOf(c);
  const back = safeReturn(field("retour"));
  const content = contentId.safeParse(field("content"));
  const wanted = field("aimer") !== "0";
  return content.success ? applaud(c, content.data, back, wanted ? "like" : "unlike", "", () => like(c.get("act"), content.data, wanted)) : notDone(c, "unknown", { back });
}

export async function relayFromHome(c: WebContext): Promise<Response> {
  const field = await fieldsOf(c);
  const back = safeReturn(field("retour"));
  const content = contentId.safeParse(field("content"));
  const wanted = field("relayer") !== "0";
  const word = wordSchema.parse(field("mot").slice(0, 280));
  return content.success ? applaud(c, content.data, back, wanted ? "relay" : "unrelay", word, () => (wanted ? relayContent(c.get("act"), content.data, word) : undoRelay(c.get("act"), content.data))) : notDone(c, "unknown", { back });
}

async function applaud(c: WebContext, content: ContentId, back: string, act: "like" | "unlike" | "relay" | "unrelay", text: string, shown: () => Promise<unknown>): Promise<Response> {
  const here = await visitOf(c);
  const object = here && !(await isShut(here.fetching, here.visit, content)) ? await uriOf(here.fetching, content) : null;
  if (!here || object === null) return notDone(c, here ? "unknown" : "over", { back });
  const outcome = await doneAtHome(here.fetching, here.visit, { act, object, text });
  if (!outcome.done) return notDone(c, outcome.refusal, { back });
  // Their server has done it: its signed word comes, and finds it done.
  await shown();
  return c.redirect(back, 303);
}

export async function commentFromHome(c: WebContext): Promise<Response> {
  const field = await fieldsOf(c);
  const back = safeReturn(field("retour"));
  const typed = field(/^body(-[0-9a-f-]{36})?$/.test(field("field")) ? field("field") : "body");
  const input = z.object({ content: contentId, parent: idSchema<CommentId>().nullable(), submission: z.uuid().nullable() }).safeParse({ content: field("content"), parent: field("parent") || null, submission: field("submission") || null });
  const here = await visitOf(c);
  const again = (refusal: HomeActRefusal) => notDone(c, refusal, { back, text: typed, hidden: { content: field("content"), parent: field("parent"), submission: field("submission"), retour: back } });
  if (!input.success || !here) return again(here ? "unknown" : "over");
  const { fetching, visit } = here;
  const { content, parent, submission } = input.data;
  const object = (await isShut(fetching, visit, content)) ? null : parent ? ((await commentUri(fetching, parent))?.uri ?? null) : await uriOf(fetching, content);
  if (object === null) return again("unknown");
  if (typed.trim() === "") return again("empty");
  const outcome = await doneAtHome(fetching, visit, { act: "comment", object, text: await withWholeNames(fetching, typed, territoryOf(c)?.id ?? null), submission });
  if (!outcome.done) return again(outcome.refusal);
  if (outcome.value !== null) await show(fetching, visit, outcome.value);
  return c.redirect(`${back}#commentaires`, 303);
}

/** What a visitor said stands at their home: it is read there at once, and shown. */
async function show(fetching: Fetching, visit: Visit, uri: string): Promise<void> {
  const [document, author] = await Promise.all([fetchDocument(fetching, uri), otherActorAt(fetching, visit.subject)]);
  if (document.done && author.done && document.value["id"] === uri) await takeSaid(fetching, author.value, document.value);
}

/** A visitor's own comment at its address at home; null for another's. */
async function ownComment(c: WebContext, fetching: Fetching, visit: Visit): Promise<{ readonly id: CommentId; readonly uri: string } | null> {
  const id = readId<CommentId>(c.req.param("id"));
  const origin = id ? await findOriginAnywhere(fetching.db, { comment: id }) : null;
  return id && origin?.owner === visit.subject ? { id, uri: origin.uri } : null;
}

export async function editFromHome(c: WebContext): Promise<Response> {
  const field = await fieldsOf(c);
  const here = await visitOf(c);
  const comment = here && (await ownComment(c, here.fetching, here.visit));
  const back = comment ? `/commentaires/${comment.id}` : "/";
  const again = (refusal: HomeActRefusal) => notDone(c, refusal, { back, text: field("body"), hidden: {} });
  if (!here || !comment) return again(here ? "unknown" : "over");
  const outcome = await doneAtHome(here.fetching, here.visit, { act: "edit", object: comment.uri, text: await withWholeNames(here.fetching, field("body"), territoryOf(c)?.id ?? null) });
  if (!outcome.done) return again(outcome.refusal);
  await show(here.fetching, here.visit, comment.uri);
  return c.redirect(back, 303);
}

export async function withdrawFromHome(c: WebContext): Promise<Response> {
  const back = safeReturn((await fieldsOf(c))("retour"));
  const here = await visitOf(c);
  const comment = here && (await ownComment(c, here.fetching, here.visit));
  if (!here || !comment) return notDone(c, here ? "unknown" : "over", { back });
  const { fetching, visit } = here;
  const outcome = await doneAtHome(fetching, visit, { act: "withdraw", object: comment.uri });
  if (!outcome.done) return notDone(c, outcome.refusal, { back });
  await withdrawComment(c.get("act"), comment.id);
  const author = await otherActorAt(fetching, visit.subject);
  if (author.done) await letGo(fetching.db, author.value, comment.uri, fetching.now());
  return c.redirect(`${back}#c-${comment.id}`, 303);
}
