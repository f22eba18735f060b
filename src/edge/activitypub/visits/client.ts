import * as oauth from "oauth4webapi";
import { isBlockedAnywhere } from "../../../features/federation/find-server.ts";
import { hostOfUri } from "../../../features/federation/server.ts";
import { permits, permitsIn, scopeOf } from "../../../features/passports/passport.ts";
import { findProviderAnywhere } from "../../../features/visits/find-visit.ts";
import { keepProvider } from "../../../features/visits/keep-provider.ts";
import type { HomeProvider, Visit } from "../../../features/visits/visit.ts";
import { done, refused, type Outcome } from "../../../platform/outcome.ts";
import type { Fetching } from "../fetching.ts";

export const returnPath = "/connexion/ailleurs/retour";
export const loggedOutPath = "/connexion/ailleurs/fin";

const answerBytes = 100_000;

/** The library asks others by the guarded client: no redirect is followed, and nothing is read without bounds. */
export function guarded({ outgoing, httpAllowed }: Pick<Fetching, "outgoing" | "httpAllowed">) {
  const fetchGuarded = async (url: string, { method, headers, body }: { method: string; headers: Record<string, string>; body?: unknown }): Promise<Response> => {
    const answer = method === "POST"
      ? await outgoing.post(url, body instanceof URLSearchParams ? body.toString() : typeof body === "string" ? body : "", { headers, maxBytes: answerBytes })
      : await outgoing.get(url, { headers, maxBytes: answerBytes, timeoutMs: 10_000, redirects: 0 });
    if (!answer.done) throw new Error(answer.refusal);
    return new Response([204, 304].includes(answer.value.status) ? null : (answer.value.body as Uint8Array<ArrayBuffer>), { status: answer.value.status, headers: answer.value.headers });
  };
  return { [oauth.customFetch]: fetchGuarded, [oauth.allowInsecureRequests]: httpAllowed };
}

export function serverOf(provider: Pick<HomeProvider, "described">): oauth.AuthorizationServer {
  return provider.described as unknown as oauth.AuthorizationServer;
}

export function clientOf({ clientId, clientSecret }: HomeProvider): { client: oauth.Client; auth: oauth.ClientAuth } {
  return { client: { client_id: clientId }, auth: oauth.ClientSecretBasic(clientSecret) };
}

export type ProviderRefusal = "unreachable" | "blocked" | "foreign";

/** Where a provider says that it does what we ask of it: all of it at its own host, or its secrets would go elsewhere. */
const endpoints = ["authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint", "revocation_endpoint", "echosciences_acts_endpoint"] as const;

/** The provider at this address, at which this server is registered from then on. */
export async function providerAt(fetching: Fetching, issuer: string, name: string): Promise<Outcome<HomeProvider, ProviderRefusal>> {
  const { db, now, httpAllowed, directory } = fetching;
  if (!URL.canParse(issuer) || (!httpAllowed && !issuer.startsWith("https:")) || directory().find(new URL(issuer).host).kind !== "unknown") return refused("foreign");
  if (await isBlockedAnywhere(db, hostOfUri(issuer) ?? "")) return refused("blocked");
  try {
    const described = await oauth.processDiscoveryResponse(new URL(issuer), await oauth.discoveryRequest(new URL(issuer), guarded(fetching)));
    const { origin } = new URL(issuer);
    if (described.issuer !== issuer || endpoints.some((endpoint) => !URL.canParse(String(described[endpoint])) || new URL(String(described[endpoint])).origin !== origin)) return refused("foreign");
    const known = await findProviderAnywhere(db, now(), issuer);
    const provider = known && (await stillRegistered(fetching, { ...known, described })) ? { ...known, described } : { issuer, described, ...(await register(fetching, described, name)) };
    await keepProvider(db, now(), provider);
    return done(provider);
  } catch {
    return refused("unreachable");
  }
}

/** Whether our name and secret there are still good: asked by revoking what was never given (RFC 7009). */
async function stillRegistered(fetching: Fetching, provider: HomeProvider): Promise<boolean> {
  const { client, auth } = clientOf(provider);
  return (await oauth.revocationRequest(serverOf(provider), client, auth, "none", guarded(fetching))).status === 200;
}

async function register({ directory, outgoing }: Fetching, described: oauth.AuthorizationServer, name: string): Promise<{ clientId: string; clientSecret: string }> {
  const portal = directory().portalOrigin;
  const asked = { client_name: name, redirect_uris: [`${portal}${returnPath}`], backchannel_logout_uri: `${portal}${loggedOutPath}`, token_endpoint_auth_method: "client_secret_basic", response_types: ["code"] };
  const answer = await outgoing.post(String(described.registration_endpoint), JSON.stringify(asked), { headers: { "content-type": "application/json", accept: "application/json" }, maxBytes: answerBytes });
  if (!answer.done || answer.value.status !== 201) throw new Error(answer.done ? `Registration was answered ${answer.value.status}` : answer.refusal);
  const told = JSON.parse(new TextDecoder().decode(answer.value.body)) as { client_id?: unknown; client_secret?: unknown };
  if (typeof told.client_id !== "string" || typeof told.client_secret !== "string") throw new Error("Registration named no client");
  return { clientId: told.client_id, clientSecret: told.client_secret };
}

/** All that a visitor may let this server ask of theirs. */
export const wantedScope = ["openid", "profile", ...permits.map(scopeOf)].join(" ");

/** What came of asking for tokens, as a visit keeps it. */
export function tokensOf(told: oauth.TokenEndpointResponse, now: Temporal.Instant, before: string | null): Pick<Visit, "accessToken" | "refreshToken" | "permits" | "expiresAt"> {
  return { accessToken: told.access_token, refreshToken: told.refresh_token ?? before, permits: permitsIn(told.scope ?? wantedScope), expiresAt: now.add({ seconds: Math.min(told.expires_in ?? 300, 24 * 3600) }) };
}
