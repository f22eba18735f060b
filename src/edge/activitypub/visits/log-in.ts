import * as oauth from "oauth4webapi";
import { askHome, takeHomeAnswer } from "../../../features/accounts/ask-home.ts";
import { closeSessionOf } from "../../../features/accounts/close-session.ts";
import { sessionDays } from "../../../features/accounts/session.ts";
import { isBlockedAnywhere } from "../../../features/federation/find-server.ts";
import { meetActor, viewerOfActor } from "../../../features/federation/meet-actor.ts";
import { hostOfUri } from "../../../features/federation/server.ts";
import { findProviderAnywhere } from "../../../features/visits/find-visit.ts";
import { openVisit } from "../../../features/visits/open-visit.ts";
import type { HomeProvider } from "../../../features/visits/visit.ts";
import { safeReturn } from "../../addresses.ts";
import { cookieOf, sessionCookieName, setHostCookie } from "../../cookies.ts";
import { clientAddressOf, type WebContext } from "../../env.ts";
import { isVisiting } from "../../visiting.ts";
import { fetchDocument, type Fetching } from "../fetching.ts";
import { fieldsOf } from "../form-fields.ts";
import { readAddress } from "../guard/address.ts";
import { hearActor } from "../heard/actor.ts";
import { leaving } from "../leaving.tsx";
import { speakingOf } from "../speaking.ts";
import { clientOf, guarded, providerAt, returnPath, serverOf, tokensOf, wantedScope } from "./client.ts";
import { homeOf } from "./home-of.ts";

const stateCookie = "es_home";
const tries = 20;
const day = 86_400;

/** Back to the log-in page, which says why. */
function unable(c: WebContext, round: { pour: string; back: string; etat: string }, reason: string, typed = "") {
  return c.redirect(`/connexion?${new URLSearchParams({ pour: round.pour, retour: round.back, etat: round.etat, ailleurs: reason, chez: typed.slice(0, 200) })}#ailleurs`, 303);
}

/** "Continue with my Echosciences": on to one's own server, which says who one is. Nothing is typed here but its name. */
export async function continueAtHome(c: WebContext): Promise<Response> {
  const fetching = speakingOf(c);
  const field = await fieldsOf(c);
  const round = { pour: field("pour"), back: safeReturn(field("retour")), etat: field("etat") };
  const typed = (field("chez") || field("serveur")).trim().slice(0, 300);
  if (!(await c.get("services").throttle("continue-at-home", tries, 600).take(clientAddressOf(c))).ok) return unable(c, round, "too-often", typed);
  const home = await homeOf(fetching, typed);
  if (!home.done) return unable(c, round, home.refusal, typed);
  const provider = await providerAt(fetching, home.value, c.get("t")("portal_name"));
  if (!provider.done) return unable(c, round, provider.refusal === "foreign" ? "no-provider" : provider.refusal, typed);
  const [nonce, verifier] = [oauth.generateRandomNonce(), oauth.generateRandomCodeVerifier()];
  const state = await askHome(fetching.db, fetching.now(), { issuer: provider.value.issuer, nonce, verifier, ...round });
  setHostCookie(c, stateCookie, state, 900);
  const address = new URL(String(serverOf(provider.value).authorization_endpoint));
  const query = { client_id: provider.value.clientId, redirect_uri: redirectUri(fetching), response_type: "code", scope: wantedScope, state, nonce, code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: "S256", ...(field("choisir") ? { prompt: "consent" } : {}) };
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return leaving(c, address.href, address.host);
}

function redirectUri({ directory }: Fetching): string {
  return `${directory().portalOrigin}${returnPath}`;
}

/** From one's own server, with its word: who it says one is, is one who says so of it too. */
export async function returnFromHome(c: WebContext): Promise<Response> {
  const fetching = speakingOf(c);
  const { db, now } = fetching;
  const state = c.req.query("state") ?? "";
  const nowhere = { pour: "", back: "/", etat: "" };
  const own = state !== "" && cookieOf(c, stateCookie) === state;
  // Another browser's way back, or none at all: nobody is logged in by a link that another made.
  if (!own) return unable(c, nowhere, "stale");
  setHostCookie(c, stateCookie, "", 0);
  const asked = await takeHomeAnswer(db, now(), state);
  const provider = asked && (await findProviderAnywhere(db, now(), asked.issuer));
  if (!asked || !provider || (await isBlockedAnywhere(db, hostOfUri(asked.issuer) ?? ""))) return unable(c, asked ?? nowhere, "stale");
  const round = { pour: asked.pour, back: asked.back, etat: asked.etat };
  const told = await tokensFrom(fetching, provider, new URL(c.req.url).searchParams, { ...asked, state });
  if (!told) return unable(c, round, new URL(c.req.url).searchParams.get("error") === "access_denied" ? "declined" : "refused");
  const { subject, sid, tokens } = told;
  const who = await whoIs(fetching, subject, provider.issuer);
  if (!who) return unable(c, round, "refused");
  if (who.state !== "active") return unable(c, round, "suspended");
  const standIn = await viewerOfActor(db, who, now());
  const device = { userAgent: c.req.header("user-agent") ?? "", address: clientAddressOf(c) };
  const secret = await openVisit(db, now(), standIn.id, { issuer: provider.issuer, subject, sid, ...tokens }, new URL(c.get("site").origin).host, device);
  // Who came in again is here once.
  if (isVisiting(c)) await closeSessionOf(db, cookieOf(c, sessionCookieName(c)) ?? "");
  setHostCookie(c, sessionCookieName(c), secret, sessionDays * day);
  return c.redirect(`/connexion?${new URLSearchParams({ pour: round.pour, retour: round.back, etat: round.etat })}`, 303);
}

interface Told {
  readonly subject: string;
  readonly sid: string | null;
  readonly tokens: ReturnType<typeof tokensOf>;
}

/** Trades the code, once, for what the provider signed about this very question; null when anything of it isn't right. */
async function tokensFrom(fetching: Fetching, provider: HomeProvider, parameters: URLSearchParams, asked: { nonce: string; verifier: string; state: string }): Promise<Told | null> {
  const [as, { client, auth }, options] = [serverOf(provider), clientOf(provider), guarded(fetching)];
  try {
    // The provider says its name in the answer itself (RFC 9207): another's answer isn't taken to it.
    const valid = oauth.validateAuthResponse(as, client, parameters, asked.state);
    const response = await oauth.authorizationCodeGrantRequest(as, client, auth, valid, redirectUri(fetching), asked.verifier, options);
    const told = await oauth.processAuthorizationCodeResponse(as, client, response, { expectedNonce: asked.nonce, requireIdToken: true });
    await oauth.validateApplicationLevelSignature(as, response, options);
    const claims = oauth.getValidatedIdTokenClaims(told);
    const sid = claims?.["sid"];
    return claims ? { subject: claims.sub, sid: typeof sid === "string" ? sid.slice(0, 200) : null, tokens: tokensOf(told, fetching.now(), null) } : null;
  } catch {
    return null;
  }
}

/** The one whose actor this is, if the document at its own address names this provider: no provider vouches for those of another server. */
async function whoIs(fetching: Fetching, subject: string, issuer: string) {
  const uri = readAddress(subject);
  if (uri === null || uri !== subject) return null;
  const document = await fetchDocument(fetching, uri);
  const reading = document.done ? hearActor(document.value, { httpAllowed: fetching.httpAllowed, now: fetching.now() }) : null;
  if (!document.done || !reading || reading.uri !== uri || reading.kind !== "member" || document.value["es:issuer"] !== issuer) return null;
  const actor = await meetActor(fetching.db, reading, fetching.now());
  return actor.state === "gone" ? null : actor;
}
