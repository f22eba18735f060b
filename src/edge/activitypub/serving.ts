import { isBlockedAnywhere } from "../../features/federation/find-server.ts";
import type { OwnActor } from "../../features/federation/actor.ts";
import { listFollowerUrisAnywhere } from "../../features/federation/list-followers.ts";
import { hostOfUri } from "../../features/federation/server.ts";
import type { ContentKind } from "../../features/contents/content.ts";
import { showContent, showContentElsewhereAnywhere } from "../../features/contents/show-content.ts";
import { findSubject, findSubjectBySlug } from "../../features/federation/find-subject.ts";
import { territoryOf, type WebContext } from "../env.ts";
import { actorPart } from "./collections.ts";
import { actorDocument } from "./documents.ts";
import { activityJson, wantsActivity } from "./media-type.ts";
import { findOrMakeOwnActor } from "./own-actors.ts";
import { readerOf } from "./reading.ts";
import { subjectPath } from "./subject-path.ts";
import { speakingOf } from "./speaking.ts";
import { objectDocument, uriOfPage } from "./objects.ts";
import { actorPartUri, actorUri, isActor, parseUri, type ActorAddress, type ActorPart, type ObjectAddress, type ObjectPart } from "./uris.ts";
import { collection } from "./wire/collections.ts";
import type { WireObject } from "./wire/wire.ts";
import { missingDocument } from "./missing.ts";

/** Everything under /ap/: the document for servers, the page for people. */
export async function serve(c: WebContext): Promise<Response> {
  const site = c.get("site");
  const territory = territoryOf(c);
  const url = new URL(c.req.url);
  const parsed = territory ? parseUri(`${site.origin}${url.pathname}`) : null;
  if (!territory || !parsed || (await isFromBlocked(c))) return missingDocument(c);
  c.header("vary", "Accept");
  if (isActor(parsed.address)) return serveActor(c, territory.id, parsed.origin, parsed.address, parsed.part as ActorPart | null);
  return serveObject(c, `${site.origin}${url.pathname}`, parsed.address, parsed.part as ObjectPart | null);
}

/** Whether a request says by its signature that it comes from a blocked server. Who hides it reads what everybody may. */
async function isFromBlocked(c: WebContext): Promise<boolean> {
  const [, key = ""] = /\bkeyid="([^"]{1,2000})"/i.exec(c.req.header("signature-input") ?? c.req.header("signature") ?? "") ?? [];
  return key !== "" && isBlockedAnywhere(c.get("services").db, hostOfUri(key) ?? "");
}

async function serveObject(c: WebContext, uri: string, address: ObjectAddress, part: ObjectPart | null): Promise<Response> {
  const found = await objectDocument(speakingOf(c), uri, address, part);
  if (!found) return missingDocument(c);
  if ("moved" in found) return c.redirect(found.moved, 308);
  // Not 404 nor 410, upon which others forget what they had.
  if ("withheld" in found) return c.json({ error: "suspended" }, 403);
  if (!wantsActivity(c.req.header("accept")) && found.page) return c.redirect(found.page, 303);
  return answer(c, found.body, found.status);
}

/** The page of a content, asked for as a document: where the document is. */
export async function towardsDocument(c: WebContext, kind: ContentKind): Promise<Response> {
  const [territory, slug] = [territoryOf(c), c.req.param("slug") ?? ""];
  const content = await (territory ? showContent(c.get("act"), territory.id, kind, slug) : showContentElsewhereAnywhere(c.get("act"), kind, slug));
  const uri = content && "content" in content ? await uriOfPage(speakingOf(c), content.content.id) : null;
  c.header("vary", "Accept");
  return uri ? c.redirect(uri, 302) : missingDocument(c);
}

/** The page of somebody who can be followed, asked for as a document: where the document is. */
export async function towardsActor(c: WebContext, kind: ActorAddress["kind"]): Promise<Response> {
  const speaking = speakingOf(c);
  const territory = territoryOf(c)?.id;
  c.header("vary", "Accept");
  if (!territory) return missingDocument(c);
  const named = c.req.param("handle") ?? c.req.param("slug") ?? c.req.param("tag") ?? "";
  const subject = kind === "territory" || kind === "tag" ? await findSubject(speaking.db, kind, named, territory) : await findSubjectBySlug(speaking.db, kind, named, territory);
  const own = subject && (await findOrMakeOwnActor(speaking, subject.kind, subject.subject, subject.territory));
  return own ? c.redirect(own.uri, 302) : missingDocument(c);
}

async function serveActor(c: WebContext, territory: Parameters<typeof actorDocument>[1], origin: string, address: ActorAddress, part: ActorPart | null): Promise<Response> {
  const speaking = speakingOf(c);
  const found = await actorDocument(speaking, territory, actorUri(origin, address), address);
  if (!found) return missingDocument(c);
  if ("moved" in found) return c.redirect(part === null ? found.moved : actorPartUri(found.moved, part), 308);
  if (!wantsActivity(c.req.header("accept")) && part === null && found.subject) return c.redirect(`${speaking.directory().originOf(found.subject.territory)}${subjectPath(found.subject)}`, 303);
  if (part === null || found.status === 410) return answer(c, found.body, found.status);
  if (part === "followers-synchronization") return followersOfReader(c, found.own);
  const body = found.subject && (await actorPart(speaking, found.own, found.subject, part, c.req.query("page") ?? null));
  return body ? answer(c, body) : missingDocument(c);
}

const mostFollowers = 5000;

/** Those who follow, of the host of whoever asks: nobody else's business (FEP-8fcf). */
async function followersOfReader(c: WebContext, own: OwnActor): Promise<Response> {
  const reader = await readerOf(c);
  c.header("vary", "Signature, Signature-Input");
  if (!reader) return c.json({ error: "unsigned" }, 401);
  const followers = await listFollowerUrisAnywhere(c.get("services").db, own.id, hostOfUri(reader.uri), mostFollowers);
  return c.body(JSON.stringify(collection(actorPartUri(own.uri, "followers-synchronization"), own.uri, followers)), 200, { "content-type": activityJson, "cache-control": "private, no-store" });
}

export function answer(c: WebContext, body: WireObject, status: 200 | 410 = 200): Response {
  return c.body(JSON.stringify(body), status, { "content-type": activityJson, "access-control-allow-origin": "*", "cache-control": "max-age=180" });
}
