import { findOwnActorByHandle, findOwnActorByUriAnywhere } from "../../features/federation/find-actor.ts";
import { findSubject, findSubjectByHandle } from "../../features/federation/find-subject.ts";
import type { OwnActor } from "../../features/federation/actor.ts";
import { findPersonAnywhere } from "../../features/suspensions/list-suspensions.ts";
import type { Territory } from "../../features/territories/territory.ts";
import type { MemberId } from "../../platform/ids.ts";
import type { WebContext } from "../env.ts";
import { subjectPath } from "./subject-path.ts";
import { activityJson } from "./media-type.ts";
import { findOrMakeOwnActor, ownActorOf } from "./own-actors.ts";
import { speakingOf } from "./speaking.ts";
import { tagOfHandle } from "./uris.ts";
import { issuerRelation } from "./visits/home-of.ts";

/** WebFinger (RFC 7033): who is meant by `acct:la-casemate@grenoble.example`, by an address of theirs, or by the host alone (FEP-d556). */
export async function webfinger(c: WebContext): Promise<Response> {
  const site = c.get("site");
  const resource = c.req.query("resource") ?? "";
  c.header("access-control-allow-origin", "*");
  if (resource === "" || resource.length > 500) return c.json({ error: "resource" }, 400);
  if (site.kind !== "territory") return c.json({ error: "unknown" }, 404);
  const actor = await named(c, site.territory, site.origin, resource);
  if (!actor || actor.state !== "active") return c.json({ error: "unknown" }, 404);
  const subject = await findSubject(c.get("services").db, actor.kind, actor.subject, actor.territory);
  // Who is suspended is found, or others would hold them for gone: by the address where it is said that they are, and nothing else.
  if (!subject && actor.kind === "member" && (await findPersonAnywhere(c.get("services").db, actor.subject as MemberId))?.state === "suspended") return told(c, actor, []);
  if (!subject) return c.json({ error: "unknown" }, 404);
  const present = c.get("services").directory().originOf(subject.territory);
  const page = `${present}${subjectPath(subject)}`;
  return told(c, actor, [page], [
    { rel: "http://webfinger.net/rel/profile-page", type: "text/html", href: page },
    { rel: issuerRelation, href: c.get("services").directory().portalOrigin },
    { rel: "http://ostatus.org/schema/1.0/subscribe", template: `${present}/interactions?uri={uri}` },
    { rel: "https://w3id.org/fep/3b86/Follow", template: `${present}/interactions?uri={object}` },
  ]);
}

function told(c: WebContext, actor: OwnActor, aliases: readonly string[], links: readonly object[] = []): Response {
  return c.body(JSON.stringify({ subject: `acct:${actor.handle}@${new URL(actor.uri).host}`, aliases: [actor.uri, ...aliases], links: [{ rel: "self", type: activityJson, href: actor.uri }, ...links] }), 200, { "content-type": "application/jrd+json" });
}

async function named(c: WebContext, territory: Territory, origin: string, resource: string): Promise<OwnActor | null> {
  const speaking = speakingOf(c);
  const { db } = speaking;
  const account = /^(?:acct:)?@?([^@\s/]+)@([^@\s/]+)$/i.exec(resource);
  if (account) {
    const [, handle = "", host = ""] = account;
    const place = speaking.directory().find(host);
    // A handle of another host is another host's; the former hosts of a territory go on answering for those who were called so there.
    if ((place.kind !== "territory" && place.kind !== "moved") || place.territory.id !== territory.id) return null;
    const asked = handle.toLowerCase();
    const known = await findOwnActorByHandle(db, territory.id, asked === territory.slug ? "relay" : asked);
    if (known) return known;
    const subject = await findSubjectByHandle(db, territory, asked, tagOfHandle(asked));
    const actor = subject && (await ownActorOf(speaking, subject));
    // Known by another name: the one asked for is nobody's.
    return actor && (actor.handle === asked || subject.kind === "territory") ? actor : null;
  }
  if (resource === origin || resource === `${origin}/`) return findOrMakeOwnActor(speaking, "territory", territory.id, territory.id);
  return resource.startsWith(`${origin}/`) ? findOwnActorByUriAnywhere(db, resource) : null;
}

/** Where WebFinger answers (RFC 6415): for those who still ask. */
export function hostMeta(c: WebContext): Response {
  return c.body(`<?xml version="1.0" encoding="UTF-8"?>\n<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0"><Link rel="lrdd" template="${c.get("site").origin}/.well-known/webfinger?resource={uri}"/></XRD>\n`, 200, { "content-type": "application/xrd+xml; charset=utf-8" });
}
