import type { Account, Adapter, AdapterPayload, default as Provider, JWK } from "oidc-provider";
import { ensureKeys } from "../../../features/passports/ensure-keys.ts";
import { findOpeningAnywhere, findPlatformAnywhere } from "../../../features/passports/find-platform.ts";
import { keepArtefacts, type Artefacts } from "../../../features/passports/keep-artefact.ts";
import { permits, scopeOf, type Platform } from "../../../features/passports/passport.ts";
import type { Speaking } from "../own-actors.ts";
import { memberOf } from "./member-of.ts";

/** Where the protocol stands at the portal. */
export const protocolPaths = { authorization: "/openid/auth", token: "/openid/token", userinfo: "/openid/me", jwks: "/openid/jwks", revocation: "/openid/revocation" } as const;
export const registrationPath = "/openid/registration";
export const actsPath = "/openid/acts";
export const askingPath = "/autorisations";
/** How the discovery names the address where a platform asks for acts. */
const actsEndpoint = "echosciences_acts_endpoint";

/** Loaded with the first question: a server whose members go nowhere does without its 50 MB. */
const library = async () => {
  const [{ Provider: Made }, { InvalidGrant }, { base, Check }] = await Promise.all([import("oidc-provider/lib/provider.js"), import("oidc-provider/lib/helpers/errors.js"), import("oidc-provider/lib/helpers/interaction_policy/index.js")]);
  return { Made, InvalidGrant, base, Check };
};
type Library = Awaited<ReturnType<typeof library>>;

export const cookieNames = { session: "es_passport", interaction: "es_asking", resume: "es_asked" } as const;

const hour = 3600;
const lives = { AccessToken: hour, AuthorizationCode: 60, IdToken: 600, RefreshToken: 60 * 24 * hour, Grant: 60 * 24 * hour, Interaction: hour, Session: hour };

const made = new WeakMap<Speaking["db"], { readonly keys: string; readonly readAt: number; readonly provider: Provider }>();
/** How long a key that another process made may go unseen. */
const keysMillis = 60_000;

/** This server as the provider of its members' identity: one for the process, made again when its keys change. */
export async function providerOf(speaking: Speaking): Promise<Provider> {
  const known = made.get(speaking.db);
  if (known && Date.now() - known.readAt < keysMillis) return known.provider;
  const keys = await ensureKeys(speaking.db, speaking.now());
  const names = keys.map((key) => key.id).join(" ");
  const provider = known?.keys === names ? known.provider : await makeProvider(speaking, keys.map((key) => key.jwk));
  made.set(speaking.db, { keys: names, readAt: Date.now(), provider });
  return provider;
}

async function makeProvider(speaking: Speaking, keys: readonly JWK[]): Promise<Provider> {
  const loaded = await library();
  const issuer = speaking.directory().portalOrigin;
  const artefacts = keepArtefacts(speaking.db, speaking.now);
  const cookie = { httpOnly: true, sameSite: "lax", secure: issuer.startsWith("https:"), signed: true } as const;
  const provider = new loaded.Made(issuer, {
    adapter: (kind: string) => (kind === "Client" ? platforms(speaking) : adapterOf(artefacts, kind, loaded)),
    jwks: { keys },
    routes: protocolPaths,
    discovery: { registration_endpoint: `${issuer}${registrationPath}`, end_session_endpoint: `${issuer}/deconnexion`, [actsEndpoint]: `${issuer}${actsPath}` },
    responseTypes: ["code"],
    clientAuthMethods: ["client_secret_basic"],
    scopes: ["openid", "profile", ...permits.map(scopeOf)],
    claims: { openid: ["sub"], profile: ["name", "preferred_username", "profile", "picture"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false }, backchannelLogout: { enabled: true }, revocation: { enabled: true, allowedPolicy: (_, client, token) => token.clientId === client.clientId } },
    cookies: { names: cookieNames, keys: keys.map((key) => String(key.d)), short: cookie, long: { ...cookie, path: protocolPaths.authorization } },
    interactions: { url: (_, interaction) => `${askingPath}/${interaction.uid}`, policy: askedEachTime(loaded) },
    // What ends it is kept with the opening (see findOpeningAnywhere): the session of the protocol is over once it has answered.
    expiresWithSession: () => false,
    issueRefreshToken: () => true,
    rotateRefreshToken: false,
    clientBasedCORS: () => false,
    // The door makes a page of it.
    renderError(ctx, out) {
      ctx.body = out;
    },
    ttl: lives,
    findAccount: (_, subject, token) => accountOf(speaking, subject, token && "grantId" in token ? token.grantId : undefined),
  });
  // The door says by which scheme one came in.
  provider.proxy = true;
  return provider;
}

/** Whoever is at home is asked by us each time: the protocol's own memory of who was here last counts for nothing. */
function askedEachTime({ base, Check }: Library) {
  const policy = base();
  policy.get("login")?.checks.add(new Check("at_home", "who is at home is asked each time", "login_required", (ctx) => (ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT)));
  return policy;
}

async function accountOf(speaking: Speaking, subject: string, opening: string | undefined): Promise<Account | undefined> {
  const member = await memberOf(speaking, subject);
  if (!member) return undefined;
  if (opening !== undefined && (await findOpeningAnywhere(speaking.db, speaking.now(), opening))?.subject !== subject) return undefined;
  return { accountId: subject, claims: () => ({ sub: subject, ...member }) };
}

function adapterOf(artefacts: Artefacts, kind: string, { InvalidGrant }: Library): Adapter {
  return {
    // Its identifier is the secret itself: kept under its digest, it isn't kept beside it.
    upsert: (id, payload, seconds) => artefacts.keep(kind, id, { ...payload, jti: undefined }, seconds),
    async find(id) {
      const found = await artefacts.read(kind, id);
      return found ? { ...found.payload, jti: id, ...(found.consumed ? { consumed: true } : {}) } as AdapterPayload : undefined;
    },
    async consume(id) {
      if (!(await artefacts.consume(kind, id))) throw new InvalidGrant("already used");
    },
    destroy: (id) => artefacts.remove(kind, id),
    revokeByGrantId: (opening) => artefacts.removeOf(opening),
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
  };
}

/** Those who registered; by no other way does one come in here. */
function platforms({ db }: Speaking): Adapter {
  const never = () => Promise.reject(new Error("Platforms are written by their own door"));
  return {
    async find(id) {
      const platform = await findPlatformAnywhere(db, id);
      return platform ? describedAs(platform) : undefined;
    },
    upsert: never, consume: never, destroy: never, revokeByGrantId: never, findByUid: async () => undefined, findByUserCode: async () => undefined,
  };
}

/** What a platform is told of itself, and what the protocol holds it to. */
export function describedAs({ id, described }: Platform) {
  return {
    client_id: id,
    ...described,
    redirect_uris: [...described.redirect_uris],
    token_endpoint_auth_method: "client_secret_basic" as const,
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code" as const],
    backchannel_logout_session_required: true,
  };
}
