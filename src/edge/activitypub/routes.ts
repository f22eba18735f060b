import { form, page, type Route } from "../route.ts";
import { receive } from "./inbox.ts";
import { interact } from "./interactions.ts";
import { knock } from "./network/knock.ts";
import { listPath, serveList } from "./network/own-list.ts";
import { doAddAlias, doComeBack, doMoveAway, doRemoveAlias } from "./moving.ts";
import { namespace } from "./namespace.ts";
import { nodeinfo, nodeinfoIndex } from "./nodeinfo.ts";
import { contentKinds } from "../../features/contents/content.ts";
import { plurals } from "../addresses.ts";
import { wantsActivity } from "./media-type.ts";
import { serve, towardsActor, towardsDocument } from "./serving.ts";
import { speakingOf } from "./speaking.ts";
import { actForMember } from "./passports/acts.ts";
import { answerAsking, askingPage } from "./passports/asking.tsx";
import { protocol } from "./passports/protocol.ts";
import { actsPath, askingPath, protocolPaths, registrationPath } from "./passports/provider.ts";
import { register } from "./passports/registration.ts";
import { commentFromHome, editFromHome, likeFromHome, relayFromHome, withdrawFromHome } from "./visits/acts.ts";
import { followFromHome, goFromHome, joinFromHome } from "./visits/bonds.ts";
import { loggedOutPath, returnPath } from "./visits/client.ts";
import { continueAtHome, returnFromHome } from "./visits/log-in.ts";
import { hearLoggedOut, logOutVisit } from "./visits/log-out.ts";
import { isVisiting } from "../visiting.ts";
import { hostMeta, webfinger } from "./webfinger.ts";

const largestPost = 1_048_576;

/** Where those who can be followed have their pages. A project's page is a content's. */
const actorPages = [["/", "territory"], ["/membres/:handle", "member"], ["/structures/:slug", "structure"], ["/communautes/:slug", "community"], ["/mots-cles/:tag", "tag"]] as const;

const small = 60_000;
const atPortal = { at: "portal", maxBody: small } as const;

/** At home: platforms of other servers recognise our members, and ask us to act for them (OpenID Connect, RFC 6749, 7009, 7591). */
const passportRoutes: readonly Route[] = [
  page("/.well-known/openid-configuration", "public", protocol, atPortal),
  page(protocolPaths.authorization, "public", protocol, atPortal),
  page(`${protocolPaths.authorization}/:uid`, "public", protocol, atPortal),
  page(protocolPaths.jwks, "public", protocol, atPortal),
  page(protocolPaths.userinfo, "public", protocol, atPortal),
  form(protocolPaths.token, "public", protocol, atPortal),
  form(protocolPaths.revocation, "public", protocol, atPortal),
  form(registrationPath, "public", register, atPortal),
  form(actsPath, "public", actForMember, atPortal),
  page(`${askingPath}/:uid`, "member", askingPage, atPortal),
  form(`${askingPath}/:uid`, "member", answerAsking, atPortal),
];

const whoVisits = { visiting: true, only: isVisiting } as const;

/** Elsewhere: members of other servers come in by theirs, and what they do here is done there. */
const visitRoutes: readonly Route[] = [
  form("/connexion/ailleurs", "public", continueAtHome, atPortal),
  page(returnPath, "public", returnFromHome, atPortal),
  form(loggedOutPath, "public", hearLoggedOut, atPortal),
  form("/deconnexion", "public", logOutVisit, { only: isVisiting }),
  form("/aimer", "member", likeFromHome, whoVisits),
  form("/relayer", "member", relayFromHome, whoVisits),
  form("/suivre", "member", followFromHome, whoVisits),
  form("/participer", "member", goFromHome, whoVisits),
  form("/communautes/:id/rejoindre", "member", (c) => joinFromHome(c, true), whoVisits),
  form("/communautes/:id/quitter", "member", (c) => joinFromHome(c, false), whoVisits),
  form("/commenter", "member", commentFromHome, whoVisits),
  form("/commentaires/:id/modifier", "member", editFromHome, whoVisits),
  form("/commentaires/:id/retirer", "member", withdrawFromHome, whoVisits),
];

/** Inboxes aren't read, and nothing is posted to outboxes: we speak from server to server, our members through our own pages (ActivityPub 6: 405). */
const notOffered = (allow: "GET" | "POST"): Route["handle"] => (c) => c.json({ error: "not-offered" }, 405, { allow });
const inboxes = ["/inbox", "/ap/actor/inbox", "/ap/:kind/:id/inbox"] as const;

/** What other servers ask and say. Everything here is for everybody: what isn't public answers as if it weren't there. */
export const federationRoutes: readonly Route[] = [
  ...passportRoutes,
  ...visitRoutes,
  page("/.well-known/webfinger", "public", webfinger, { former: true }),
  page("/.well-known/host-meta", "public", hostMeta, { former: true }),
  page("/.well-known/nodeinfo", "public", nodeinfoIndex, { former: true }),
  page("/nodeinfo/:version", "public", nodeinfo, { former: true }),
  page(listPath, "public", (c) => serveList(c, speakingOf(c)), { at: "portal" }),
  form(listPath, "public", knock, { at: "portal", maxBody: 1000 }),
  ...inboxes.flatMap((path) => [form(path, "public", receive, { maxBody: largestPost, former: true }), page(path, "public", notOffered("POST"), { former: true })]),
  page("/ap/*", "public", serve, { former: true }),
  form("/ap/*", "public", notOffered("GET"), { former: true, maxBody: small }),
  page("/interactions", "member", interact),
  form("/mon-espace/adresses-ailleurs", "member", doAddAlias),
  form("/mon-espace/adresses-ailleurs/retirer", "member", doRemoveAlias),
  form("/mon-espace/demenagement", "member", doMoveAway),
  form("/mon-espace/demenagement/retour", "member", doComeBack),
  page("/ns", "public", namespace, { only: (c) => wantsActivity(c.req.header("accept")) || /application\/(?:ld\+)?json/i.test((c.req.header("accept") ?? "").slice(0, 1000)) }),
  ...actorPages.map(([path, kind]) => page(path, "public", (c) => towardsActor(c, kind), { only: (c) => wantsActivity(c.req.header("accept")) })),
  ...contentKinds.map((kind) => page(`/${plurals[kind]}/:slug`, "public", (c) => towardsDocument(c, kind), { only: (c) => wantsActivity(c.req.header("accept")) })),
];
