import type { JSONWebKeySet } from "jose";
import { closeSessionOf } from "../../../features/accounts/close-session.ts";
import { closeVisits } from "../../../features/visits/close-visits.ts";
import { findProviderAnywhere, findVisitAnywhere } from "../../../features/visits/find-visit.ts";
import { cookieOf, sessionCookieName, setHostCookie } from "../../cookies.ts";
import { clientAddressOf, type WebContext } from "../../env.ts";
import { fieldsOf } from "../form-fields.ts";
import { readJson } from "../guard/read-body.ts";
import { isObject } from "../guard/json.ts";
import { speakingOf } from "../speaking.ts";
import { serverOf } from "./client.ts";
import { giveBack } from "./home.ts";

const perMinute = 300;
const event = "http://schemas.openid.net/event/backchannel-logout";

/** A visitor leaves this platform; at home they stay. */
export async function logOutVisit(c: WebContext): Promise<Response> {
  const fetching = speakingOf(c);
  const secret = cookieOf(c, sessionCookieName(c)) ?? "";
  const visit = await findVisitAnywhere(fetching.db, secret);
  await closeSessionOf(fetching.db, secret);
  setHostCookie(c, sessionCookieName(c), "", 0);
  if (visit) await giveBack(fetching, visit);
  return c.redirect("/", 303);
}

/** A visitor's own server says that they aren't there any more (OpenID Connect Back-Channel Logout): signed by it, of those whom it vouched for, and of nobody else. */
export async function hearLoggedOut(c: WebContext): Promise<Response> {
  const { db, now, outgoing } = speakingOf(c);
  const refused = (status: 400 | 429 | 503) => c.json({ error: status === 400 ? "invalid_request" : "temporarily_unavailable" }, status, { "cache-control": "no-store" });
  if (!(await c.get("services").quota("logged-out-from", perMinute, 60).take(clientAddressOf(c))).ok) return refused(429);
  const token = (await fieldsOf(c))("logout_token");
  const provider = await findProviderAnywhere(db, now(), issuerIn(token));
  if (!provider) return refused(400);
  const keys = await outgoing.get(String(serverOf(provider).jwks_uri), { headers: { accept: "application/json" }, maxBytes: 100_000, timeoutMs: 10_000, redirects: 0 });
  const set = keys.done && keys.value.status === 200 ? readJson(keys.value.body) : null;
  // Their server says it again: without its keys, nobody knows that it is its word.
  if (!set?.done) return refused(503);
  const { createLocalJWKSet, jwtVerify } = await import("jose");
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(set.value as unknown as JSONWebKeySet), { issuer: provider.issuer, audience: provider.clientId, typ: "logout+jwt", algorithms: ["RS256"], requiredClaims: ["iat", "jti"], maxTokenAge: "10m", currentDate: new Date(now().epochMilliseconds) });
    if (!isObject(payload["events"] as never) || !(event in (payload["events"] as object)) || "nonce" in payload) return refused(400);
    const sid = payload["sid"];
    await closeVisits(db, provider.issuer, { subject: payload.sub ?? null, sid: typeof sid === "string" ? sid : null });
    return c.body(null, 200, { "cache-control": "no-store" });
  } catch {
    return refused(400);
  }
}

/** Who says that they signed it: only to know whose keys to ask for. */
function issuerIn(token: string): string {
  const [, payload = ""] = token.length < 5000 ? token.split(".") : [];
  const read = readJson(new Uint8Array(Buffer.from(payload, "base64url")));
  return read.done && typeof read.value["iss"] === "string" ? read.value["iss"] : "";
}
